"""What the head of every page shows: who is signed in, for which parties, and which part of the application this is."""

from django.conf import settings
from django.http import HttpRequest

from .roles import Daad
from .scope import Scope
from .shown.parties import party

_SECTIONS = {
    "lijst": "berichten",
    "uploaden": "berichten",
    "zoeken": "berichten",
    "bericht": "berichten",
    "volledig": "berichten",
    "clienten": "clienten",
    "client": "clienten",
    "client-zoeken": "clienten",
    "traject": "clienten",
    "declaraties": "declaraties",
    "declaratie": "declaraties",
    "declaratie-besluit": "declaraties",
    "declaratie-opnieuw": "declaraties",
    "declaratie-versturen": "declaraties",
    "declaratieregel": "declaraties",
    "contact": "declaraties",
    "contact-vraag": "declaraties",
    "contact-afronden": "declaraties",
    "leveringen": "leveringen",
    "leveringen-inlezen": "leveringen",
    "leveringen-voorbeeld": "leveringen",
    "levering": "leveringen",
    "levering-tarief": "leveringen",
    "declareren": "declareren",
    "declareren-indienen": "declareren",
    "declareren-gemeente": "declareren",
    "declareren-gemeente-indienen": "declareren",
    "openstaand": "openstaand",
    "ingediend": "declaraties",
    "ingediend-bestand": "declaraties",
    "regel-herstellen": "declaraties",
    "betalingen": "betalingen",
    "betaalbatch-nieuw": "betalingen",
    "betaalrekening": "betalingen",
    "rekening-aanbieder": "betalingen",
    "betaalbatch": "betalingen",
    "betaalbatch-stand": "betalingen",
    "betaaltermijnen": "afspraken",
    "betaaltermijn": "afspraken",
    "declaratietermijnen": "afspraken",
    "declaratietermijn": "afspraken",
    "kalender-bewaren": "afspraken",
    "kalender-overnemen": "afspraken",
    "weergave-bewaren": "berichten",
    "aanbieders": "aanbieders",
    "partij-nieuw": "aanbieders",
    "invuldocument-overnemen": "aanbieders",
    "aanbieder": "aanbieders",
    "gegevens": "aanbieders",
    "invullen": "aanbieders",
    "afspraken": "afspraken",
    "afspraken-overnemen": "afspraken",
    "partijen": "partijen",
    "inzage": "inzage",
    "beheer-sleutels": "sleutels",
    "sleutel-intrekken": "sleutels",
    "uitleg": "uitleg",
    "uitleg-lijst": "uitleg",
    "inloggen": "inloggen",
}


def account(request: HttpRequest) -> dict[str, object]:
    """Nothing of a person is asked before somebody is signed in, nor on a page for what went wrong before that was looked at."""
    scope: Scope | None = getattr(request, "scope", None)
    base = {"demo": settings.KETENWERK_DEMO, "section": _section(request)}
    if scope is None:
        return base
    return base | {
        "account": scope.gebruiker.weergave,
        "account_roles": [rol.label for rol in scope.roles],
        "account_parties": _parties(scope),
        "may": {daad.name.lower(): scope.may(daad) for daad in Daad},
    }


def _section(request: HttpRequest) -> str:
    found = request.resolver_match.url_name if request.resolver_match else None
    return _SECTIONS.get(found or "", "")


def _parties(scope: Scope) -> dict[str, object]:
    codes = list(dict.fromkeys(own.code for own in scope.own))
    return {"count": len(codes), "only": party(codes[0]) if len(codes) == 1 else ""}
