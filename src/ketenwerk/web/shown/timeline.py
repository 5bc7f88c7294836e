"""The time line of a traject: what was asked, answered, assigned, begun and ended, with the messages that said so."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import msgspec
from django.utils import timezone
from django.utils.translation import gettext as _

from ketenwerk.ledger.facts import Dossier, Start, Stop, Toewijzing, Verzoek
from ketenwerk.ledger.levering import is_temporary, state
from ketenwerk.ledger.toewijzing import is_deleted
from ketenwerk.messages.describe.simple import coded
from ketenwerk.register.models import Archiefbericht, Richting
from ketenwerk.standard import m301, m315
from ketenwerk.standard.codelists import codelist
from ketenwerk.standard.types import Wet

from .product import joined, volume_words, when
from .states import State, delivery_state, request_state
from .traject import Traject

_STOPS = {"jw": "JZ588", "wmo": "WMO588"}
_CHANGES = {"jw": "JZ002", "wmo": "WMO002"}
_LAST = 9  # after everything else of its day


class Link(msgspec.Struct, frozen=True):
    """A message: its number for the address, and its type."""

    key: Any
    name: str


class Entry(msgspec.Struct, frozen=True):
    """One point. `kind`: in (from the other side), out (from us), event (in the world), open, future."""

    on: date
    rank: int
    kind: str
    title: str
    text: str
    links: tuple[Link, ...]
    state: State | None = None

    @property
    def css(self) -> str:
        return "" if self.kind == "out" else f"is-{self.kind}"


class Source(msgspec.Struct, frozen=True):
    """Where the time line finds the messages that its facts follow from, and what was returned on them."""

    berichten: Mapping[str, Archiefbericht]
    returns: Mapping[str, list[Archiefbericht]]
    answers: list[tuple[Archiefbericht, Any]]


def timeline(traject: Traject, dossier: Dossier, source: Source, today: date) -> list[Entry]:
    """Newest on top; what is to come above that."""
    wet = dossier.gesprek.wet
    entries = [
        *(_request(verzoek, source) for verzoek in traject.verzoeken),
        *(_answer(row, said, source) for row, said in source.answers),
        *(entry for toewijzing in traject.toewijzingen for entry in _versions(toewijzing, wet, source, today)),
        *(_start(start, dossier, source, today) for start in traject.starts),
        *(_stop(stop, wet, source, today) for stop in traject.stops),
    ]
    return sorted(entries, key=lambda entry: (entry.on, entry.rank), reverse=True)


def _request(verzoek: Verzoek, source: Source) -> Entry:
    asked = verzoek.gevraagd
    if isinstance(asked, m315.AangevraagdProduct):
        title = _("Verzoek om toewijzing")
        text = joined(volume_words(asked.omvang, asked.budget), when(asked.toewijzing_ingangsdatum, asked.toewijzing_einddatum))
    else:
        title = _("Verzoek om wijziging")
        reason = codelist("WJ758").meaning(asked.reden_verzoek) or asked.reden_verzoek
        changed = [volume_words(product.omvang, product.budget) for product in asked.te_wijzigen_producten]
        text = joined(reason, *changed)
    kind = "open" if verzoek.staat in ("ingediend", "in onderzoek") else _side(verzoek.bericht, source)
    named = _("referentie %(referentie)s") % {"referentie": verzoek.referentie}
    return Entry(
        verzoek.dagtekening, 0, kind, title, joined(text, named), _links(verzoek.bericht, source), request_state(verzoek)
    )


def _answer(row: Archiefbericht, said: Any, source: Source) -> Entry:
    looking = codelist("WJ760").row(said.verzoek_antwoord).flag("onderzoek")
    title = _("Verzoek in onderzoek") if looking else _("Verzoek afgewezen")
    reason = said.reden_afwijzing_verzoek
    text = coded(codelist("WJ759"), reason) if reason else ""
    named = _("referentie %(referentie)s") % {"referentie": said.referentie_aanbieder}
    return Entry(_day(row), 1, _side(row.pk.hex, source), title, joined(text, named), _links(row.pk.hex, source))


def _versions(toewijzing: Toewijzing, wet: Wet, source: Source, today: date) -> Iterator[Entry]:
    for number, versie in enumerate(toewijzing.versies):
        product = versie.product
        title = _assigned(product, wet, first=number == 0)
        reason = coded(codelist(_CHANGES[wet]), product.reden_wijziging) if product.reden_wijziging else ""
        text = joined(_("toewijzing %(nummer)s") % {"nummer": toewijzing.nummer}, reason)
        yield Entry(product.toewijzingsdatum, 2, _side(versie.bericht, source), title, text, _links(versie.bericht, source), None)
    end = toewijzing.actueel.einddatum
    if end is not None and end >= today and not is_deleted(toewijzing.actueel, wet):
        text = _("toewijzing %(nummer)s") % {"nummer": toewijzing.nummer}
        yield Entry(end, _LAST, "future", _("Toewijzing eindigt"), text, ())


def _assigned(product: m301.ToegewezenProduct, wet: Wet, *, first: bool) -> str:
    if is_deleted(product, wet):
        return _("Toewijzing verwijderd")
    what = joined(volume_words(product.omvang, product.budget), when(product.ingangsdatum, product.einddatum))
    return (_("Toegewezen: %(wat)s") if first else _("Gewijzigd: %(wat)s")) % {"wat": what}


def _start(start: Start, dossier: Dossier, source: Source, today: date) -> Entry:
    begin = start.sleutel.begindatum
    kind = "future" if begin > today else "event"
    reached = state(dossier, start.sleutel)
    # What ended has an entry of its own.
    shown = delivery_state(reached) if reached == "geleverd" else None
    return Entry(begin, 3, kind, _("Hulp begonnen"), "", _links(start.bericht, source), shown)


def _stop(stop: Stop, wet: Wet, source: Source, today: date) -> Entry:
    sleutel = stop.sleutel
    title = _("Hulp tijdelijk gestopt") if is_temporary(sleutel.reden_beeindiging, wet) else _("Hulp gestopt")
    kind = "future" if sleutel.einddatum > today else "event"
    reason = coded(codelist(_STOPS[wet]), sleutel.reden_beeindiging)
    return Entry(sleutel.einddatum, 4, kind, title, reason, _links(stop.bericht, source))


def _links(key: str, source: Source) -> tuple[Link, ...]:
    """The message and what was returned on it. A message outside the scope of the reader has no link."""
    row = source.berichten.get(key)
    if row is None:
        return ()
    return tuple(Link(each.pk, each.type_name) for each in (row, *source.returns.get(key, ())))


def _side(key: str, source: Source) -> str:
    row = source.berichten.get(key)
    return "in" if row is not None and row.direction == Richting.IN else "out"


def _day(row: Archiefbericht) -> date:
    return timezone.localdate(row.dispatched_at or row.received_at)
