"""The pages for what goes wrong: the consequence, the cause, and a way out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def _page(request: HttpRequest, status: int, title: str, cause: str, now: str) -> HttpResponse:
    return render(request, "ketenwerk/fout.html", {"title": title, "cause": cause, "now": now}, status=status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request,
        404,
        _("Deze pagina is er niet"),
        _("Het adres klopt niet, of het bericht staat in een andere installatie."),
        _("Ga naar de lijst en zoek het bericht daar."),
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request,
        400,
        _("Uw vraag is niet uitgevoerd"),
        _("De browser stuurde iets wat wij niet begrijpen. Er is niets bewaard. Een upload telt hoogstens 500 bestanden."),
        _("Ga naar de lijst en probeer het daar opnieuw."),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request,
        403,
        _("Dit mag hier niet"),
        _("U heeft geen toegang tot deze handeling. Er is niets gewijzigd."),
        _("Ga terug naar de lijst."),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(
        request,
        403,
        _("Uw opdracht is niet uitgevoerd"),
        _("De pagina stond te lang open of cookies staan uit. Er is niets bewaard."),
        _("Open de lijst opnieuw en herhaal uw opdracht."),
    )


def too_large(request: HttpRequest) -> HttpResponse:
    return _page(
        request,
        413,
        _("De upload is te groot"),
        _("Samen mogen de bestanden hoogstens 100 MB zijn, en een bericht 25 MB. Er is niets bewaard."),
        _("Verdeel de berichten over meer uploads."),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    return _page(
        request,
        500,
        _("Er ging bij ons iets mis"),
        _("De pagina is niet gemaakt. Wat eerder is ontvangen, is bewaard."),
        _("Ga naar de lijst en probeer het nog een keer."),
    )
