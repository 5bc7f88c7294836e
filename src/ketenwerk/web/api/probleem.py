"""What went wrong, as problem details (RFC 9457): a kind, the consequence and what to do now, and the fields it is about."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec
from django.http import HttpResponse

from ketenwerk.protocol.bezwaar import Bezwaar

TYPE: Final = "application/problem+json"
PAGE: Final = "/api/v1/"


class Soort(msgspec.Struct, frozen=True):
    """A kind of problem: the status that it has, its title, and when it occurs."""

    status: int
    titel: str
    wanneer: str


SOORTEN: Final[Mapping[str, Soort]] = {
    "onleesbaar": Soort(400, "De vraag is niet te lezen", "De inhoud is geen geldige JSON, of het formulier is stuk."),
    "sleutel": Soort(401, "Geen geldige toegangssleutel", "De sleutel ontbreekt, is verlopen, ingetrokken of onbekend."),
    "niet-toegestaan": Soort(403, "Dit mag niet met deze sleutel", "De rol laat dit niet toe, of de sleutel mag alleen lezen."),
    "onbekend": Soort(404, "Dit is er niet", "Het adres of nummer bestaat niet, of het hoort bij een partij van anderen."),
    "methode": Soort(405, "Deze methode bestaat hier niet", "Het adres kent deze HTTP-methode niet."),
    "gewijzigd": Soort(409, "Er is iets gewijzigd", "Wat u wilt wijzigen of indienen, is niet meer wat u zag."),
    "te-groot": Soort(413, "De vraag is te groot", "De inhoud is groter dan dit adres aanneemt."),
    "ongeldig": Soort(422, "De gegevens kloppen niet", "Een veld ontbreekt of heeft een waarde die niet mag."),
    "afgewezen": Soort(422, "De ontvanger zou dit afwijzen", "De controle vooraf vindt een fout. Er is niets verstuurd."),
    "te-vaak": Soort(429, "Te veel vragen", "Deze sleutel stelde in een minuut meer vragen dan mag. Zie Retry-After."),
    "storing": Soort(500, "Er ging bij ons iets mis", "De vraag is niet uitgevoerd. Wat eerder is bewaard, blijft bewaard."),
}


class Fout(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing that is wrong: where (`leveringen[3]`), which field, and what to do. `blokkeert` is False for a warning."""

    tekst: str
    veld: str = ""
    plaats: str = ""
    blokkeert: bool = True


class Probleem(Exception):
    """Ends a question. Its texts are for who asked, and for nobody else: they go into no log."""

    def __init__(self, soort: str, detail: str, fouten: Iterable[Fout] = (), headers: Mapping[str, str] | None = None) -> None:
        super().__init__(soort)
        self.soort, self.detail, self.fouten, self.headers = soort, detail, tuple(fouten), dict(headers or {})


def fouten_van(bezwaren: Iterable[Bezwaar]) -> list[Fout]:
    """Objections as the spreadsheet has them."""
    return [Fout(each.tekst, each.veld, each.plaats, each.blokkeert) for each in bezwaren]


def antwoord(soort: str, detail: str, fouten: Sequence[Fout] = (), headers: Mapping[str, str] | None = None) -> HttpResponse:
    """The answer that a problem is."""
    kind = SOORTEN[soort]
    body: dict[str, object] = {"type": f"{PAGE}#{soort}", "title": kind.titel, "status": kind.status, "detail": detail}
    if fouten:
        body["fouten"] = fouten
    response = HttpResponse(msgspec.json.encode(body), content_type=TYPE, status=kind.status)
    for name, value in (headers or {}).items():
        response.headers[name] = value
    return response


def niet_gevonden() -> HttpResponse:
    return antwoord("onbekend", "Er is niets gevonden. Controleer het adres, het nummer en de partij van uw sleutel.")


def te_groot() -> HttpResponse:
    return antwoord("te-groot", "De vraag is niet gelezen: zij is te groot. Verdeel de inhoud over meer vragen.")
