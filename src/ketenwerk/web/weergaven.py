"""Saved views: a list with its filters and its order under a name, for who saved it.

Only the filters that this table names are kept, so that an address with anything else in it leaves nothing behind. A list that is
about one person is not kept, nor a word that may be the number of one.
"""

import re
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlencode

import msgspec
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from ketenwerk.rules.level2.client import passes_elfproef

from .access import Request
from .models import Weergave
from .roles import Daad

MOST: Final = 30
"""Views that somebody may keep of one list."""
_NUMBER: Final = re.compile(r"(?<![0-9])[0-9](?:[ .-]?[0-9]){8}(?![0-9])")


class Soort(msgspec.Struct, frozen=True):
    """A list of which views are kept: the name of its page, what it asks, its filters, and those that are about one person."""

    pagina: str
    daad: Daad
    filters: frozenset[str]
    persoonlijk: frozenset[str] = frozenset()


LIJSTEN: Final[Mapping[str, Soort]] = {
    "berichten": Soort(
        "lijst",
        Daad.LIJST,
        frozenset({"soort", "wet", "q", "richting", "stand", "van", "tot", "oordeel"}),
        frozenset({"bsn", "client", "zending", "kenmerk"}),
    ),
    "clienten": Soort("clienten", Daad.CLIENT, frozenset({"partij"})),
    "declaraties": Soort("declaraties", Daad.DECLARATIE, frozenset({"stand", "periode", "ander", "wet", "nummer", "volgorde"})),
    "leveringen": Soort("leveringen", Daad.LEVERING, frozenset({"maand", "partij", "stand", "gemeente"})),
    "openstaand": Soort("openstaand", Daad.LEVERING, frozenset({"partij"})),
    "betalingen": Soort("betalingen", Daad.BETALINGEN, frozenset({"partij", "aanbieder"})),
    "aanbieders": Soort("aanbieders", Daad.PARTIJEN, frozenset({"kant"})),
    "inzagen": Soort("inzage", Daad.INZAGE, frozenset({"daad"})),
}


class NietBewaard(Exception):
    """A view that is not kept; the text says why and what to do."""


def shown(request: Request, lijst: str) -> dict[str, object]:
    """What the page of a list shows of the views of this user. One query."""
    soort = LIJSTEN[lijst]
    vraag = _kept(soort, request.GET)
    rows = Weergave.objects.filter(gebruiker=request.scope.gebruiker, lijst=lijst).order_by("naam", "pk")
    return {
        "lijst": lijst,
        "vraag": vraag,
        "savable": bool(vraag) and not any(request.GET.get(name) for name in soort.persoonlijk),
        "rows": [{"key": row.pk, "name": row.naam, "to": _address(soort, row.vraag), "here": row.vraag == vraag} for row in rows],
    }


def keep(request: Request) -> str:
    """Keeps the view of a form; gives the address of it. The same name again replaces it. Raises NietBewaard."""
    lijst, naam = request.POST.get("lijst", ""), " ".join(request.POST.get("naam", "").split())
    soort = LIJSTEN.get(lijst)
    if soort is None or not request.scope.may(soort.daad):
        raise NietBewaard(_("De weergave is niet bewaard: deze lijst bestaat niet voor u."))
    asked = QueryDict(request.POST.get("vraag", "")[:1000])
    vraag = _kept(soort, asked)
    _judge(soort, naam, asked, vraag)
    mine = Weergave.objects.filter(gebruiker=request.scope.gebruiker, lijst=lijst)
    if mine.count() >= MOST and not mine.filter(naam=naam).exists():
        raise NietBewaard(_("De weergave is niet bewaard: u heeft er al %(n)s. Haal er eerst een weg.") % {"n": MOST})
    Weergave.objects.update_or_create(gebruiker=request.scope.gebruiker, lijst=lijst, naam=naam, defaults={"vraag": vraag})
    return _address(soort, vraag)


def remove(request: Request, key: int) -> str:
    """Takes a view of this user away, if it is one; gives the address of its list, or of the first page."""
    row = Weergave.objects.filter(gebruiker=request.scope.gebruiker, pk=key).first()
    if row is None:
        return reverse("lijst")
    row.delete()
    soort = LIJSTEN.get(row.lijst)
    return reverse(soort.pagina) if soort and request.scope.may(soort.daad) else reverse("lijst")


def _judge(soort: Soort, naam: str, asked: QueryDict, vraag: str) -> None:
    if not 0 < len(naam) <= Weergave._meta.get_field("naam").max_length:  # type: ignore[operator]
        raise NietBewaard(_("De weergave is niet bewaard: de naam is leeg of te lang. Kies een naam van hoogstens 40 tekens."))
    if any(asked.get(name) for name in soort.persoonlijk):
        raise NietBewaard(_("De weergave is niet bewaard: zij gaat over één persoon of één bericht. Wis dat filter eerst."))
    words = [naam, *(value for name, value in asked.items() if name in soort.filters)]
    if any(_may_be_bsn(word) for word in words):
        raise NietBewaard(_("De weergave is niet bewaard: er staat een nummer in dat van een persoon kan zijn. Haal het weg."))
    if not vraag or len(vraag) > Weergave._meta.get_field("vraag").max_length:  # type: ignore[operator]
        raise NietBewaard(_("De weergave is niet bewaard: kies eerst een filter of een volgorde."))


def _may_be_bsn(word: str) -> bool:
    """Nine digits that pass the test on eleven, however they are written. An AGB code has eight, and a day too."""
    return any(passes_elfproef(re.sub("[ .-]", "", found)) for found in _NUMBER.findall(word))


def _kept(soort: Soort, asked: Mapping[str, Any]) -> str:
    """The filters of the list in an order of their own, so that the same view is the same text."""
    return urlencode([(name, asked[name]) for name in sorted(soort.filters) if asked.get(name)])


def _address(soort: Soort, vraag: str) -> str:
    return f"{reverse(soort.pagina)}?{vraag}" if vraag else reverse(soort.pagina)
