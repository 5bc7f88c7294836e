"""Whatever goes wrong in an operation ends as problem details; none of it holds what was sent, and the log only where it was."""

import logging
from typing import Any, Final

from django.core.exceptions import PermissionDenied, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from ketenwerk.process.pipeline import place_of

from . import probleem
from .probleem import Fout, Probleem

logger = logging.getLogger(__name__)

_WORDS: Final = {
    "missing": "Dit veld ontbreekt. Vul het in.",
    "too_long": "Dit zijn er te veel. Verdeel ze over meer vragen.",
    "too_short": "Dit zijn er te weinig. Vul ten minste één in.",
    "string_too_long": "Deze tekst is te lang. Kort haar in.",
    "string_pattern_mismatch": "Deze tekst heeft niet de vorm die hier moet staan. Zie de beschrijving.",
    "literal_error": "Deze waarde staat niet in de lijst. Zie de beschrijving.",
}
_ELSE: Final = "Deze waarde mag hier niet staan. Zie de beschrijving."
_UNREADABLE: Final = "De inhoud is niet te lezen. Stuur geldige JSON, of een heel formulier."
_NO_KEY: Final = "U kreeg niets te zien. Geef een geldige sleutel mee: Authorization: Bearer kw_…"


def handle(api: NinjaAPI) -> None:
    """Has an API answer everything that can go wrong."""
    answers: dict[type[Exception], Any] = {
        Probleem: lambda _, error: probleem.antwoord(error.soort, error.detail, error.fouten, error.headers),
        ValidationError: lambda _, error: probleem.antwoord("ongeldig", "Er is niets gedaan.", list(map(_fault, error.errors))),
        AuthenticationError: lambda _, error: no_key(),
        HttpError: lambda _, error: probleem.antwoord("onleesbaar", _UNREADABLE),
        Http404: lambda _, error: probleem.niet_gevonden(),
        PermissionDenied: lambda _, error: probleem.antwoord("niet-toegestaan", "Er is niets gedaan: uw rol laat dit niet toe."),
        MultiPartParserError: lambda _, error: probleem.antwoord("onleesbaar", _UNREADABLE),
        UnreadablePostError: lambda _, error: probleem.antwoord("onleesbaar", _UNREADABLE),
        RequestDataTooBig: lambda _, error: probleem.te_groot(),
        TooManyFieldsSent: lambda _, error: probleem.te_groot(),
        TooManyFilesSent: lambda _, error: probleem.te_groot(),
        Exception: _broken,
    }
    for kind, answer in answers.items():
        api.add_exception_handler(kind, answer)


def no_key() -> HttpResponse:
    return probleem.antwoord("sleutel", _NO_KEY, headers={"WWW-Authenticate": 'Bearer realm="ketenwerk"'})


def no_method(allowed: str) -> HttpResponse:
    text = f"Er is niets gedaan. Gebruik op dit adres: {allowed}."
    return probleem.antwoord("methode", text, headers={"Allow": allowed})


def _broken(_request: HttpRequest, error: Exception) -> HttpResponse:
    logger.error("vraag mislukt: %s", place_of(error))
    return probleem.antwoord("storing", "De vraag is niet uitgevoerd. Probeer het later opnieuw.")


def _fault(error: dict[str, Any]) -> Fout:
    """Where it is and what to do. The words of the library are English and may quote a value, so they are left out."""
    source, *path = [str(part) for part in error["loc"]]
    if source == "body" and len(path) > 1 and not path[0].isdigit():
        path = path[1:]  # the name of the argument that holds the body
    return Fout(_WORDS.get(error["type"], _ELSE), ".".join(path)[:80], source)
