"""What a message changed in the register, and what happened to it since, in plain Dutch."""

import re
from collections.abc import Iterator
from datetime import date, datetime

import msgspec
from django.utils.translation import gettext as _

from ketenwerk.ledger.levering import is_temporary
from ketenwerk.messages.describe.dutch import day
from ketenwerk.messages.describe.simple import coded
from ketenwerk.register.archive import Wijziging
from ketenwerk.register.models import Archiefbericht, Oordeel, Voorval
from ketenwerk.standard.codelists import codelist
from ketenwerk.standard.release import MESSAGES
from ketenwerk.standard.types import Wet

from ..roles import Daad
from ..scope import Scope
from .opened import Opened
from .rows import title

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CODE = 5
_STOPS = {"jw": "JZ588", "wmo": "WMO588"}


class Happened(msgspec.Struct, frozen=True):
    """Something that happened to a message after it came in or was made; `by` is the message that did it."""

    at: datetime
    words: str
    by: Archiefbericht | None
    by_title: str


def effect_section(message: Opened, scope: Scope) -> dict[str, object]:
    """The changes, why there are none, the client whose file it is, and what happened since."""
    row = message.row
    happened = list(_happened(row, scope))
    gone = any(each.words == Voorval.Soort.VERVALLEN.label for each in happened)
    return {
        "changes": [told(change, message.wet) for change in message.contents.changes],
        "unchanged": _why_nothing(message),
        "gone": gone,
        "happened": happened,
        "client_key": _client(row, scope),
        "answered": _linked(row.heenbericht or row.answers, scope),
        "returned": [_linked(each, scope) for each in _returns(row, scope)],
    }


def told(change: Wijziging, wet: Wet) -> str:
    """One change as a sentence."""
    parts = change.sleutel.split(" ")
    match change.soort:
        case "VersieToegewezen":
            return _("Toewijzing %(nummer)s heeft een versie van %(dag)s.") % {"nummer": parts[0], "dag": _on(parts[1])}
        case "VerzoekGedaan":
            return _("Verzoek %(referentie)s staat open.") % {"referentie": change.sleutel}
        case "VerzoekBeantwoord":
            referentie, _space, event = change.sleutel.rpartition(" ")
            return _answered(event) % {"referentie": referentie}
        case "StartGemeld":
            return _("De hulp %(waarop)s is begonnen op %(dag)s.") % _start(parts)
        case "StartVerwijderd":
            return _("De start van %(dag)s %(waarop)s is verwijderd.") % _start(parts)
        case "StopGemeld" | "StopVerwijderd":
            return _stopped(change.soort, parts, wet)
    return f"{change.soort} {change.sleutel}"


def _answered(event: str) -> str:
    return {
        "onderzoek": _("Verzoek %(referentie)s is in onderzoek."),
        "afwijzing": _("Verzoek %(referentie)s is afgewezen."),
        "toewijzing": _("Verzoek %(referentie)s is toegekend."),
    }[event]


def _start(parts: list[str]) -> dict[str, str]:
    """`[assignment] [category] [code] begin`: what was absent in the message is absent here."""
    return {"waarop": _about(parts[:-1]), "dag": _on(parts[-1])}


def _stopped(soort: str, parts: list[str], wet: Wet) -> str:
    *about, _begin, end, reden = parts
    words = {"waarop": _about(about), "dag": _on(end), "reden": coded(codelist(_STOPS[wet]), reden)}
    if soort == "StopVerwijderd":
        return _("De stop van %(dag)s %(waarop)s is verwijderd.") % words
    if is_temporary(reden, wet):
        return _("De hulp %(waarop)s is tijdelijk gestopt op %(dag)s: %(reden)s.") % words
    return _("De hulp %(waarop)s is gestopt op %(dag)s: %(reden)s.") % words


def _about(parts: list[str]) -> str:
    """What a delivery is on. A code never stands without its category, so the parts tell by their number which they are."""
    match parts:
        case [nummer, _category, code]:
            return _("op toewijzing %(nummer)s (%(code)s)") % {"nummer": nummer, "code": code}
        case [_category, code] if len(code) == _CODE:
            return _("voor product %(code)s") % {"code": code}
        case [nummer, *_rest]:
            return _("op toewijzing %(nummer)s") % {"nummer": nummer}
    return _("zonder toewijzing")


def _on(written: str) -> str:
    return day(date.fromisoformat(written)) if _DAY.fullmatch(written) else written


def _why_nothing(message: Opened) -> str:
    row = message.row
    kind = MESSAGES.get(row.type_name)
    if row.verdict == Oordeel.WAITING:
        return _("Nog niets: het bericht wacht op beoordeling.")
    if row.verdict in (Oordeel.REJECTED, Oordeel.REFUSED):
        return _("Niets. Een afgekeurd bericht telt niet en verandert het register niet.")
    if row.party_id is None:
        return _("Niets. Het bericht is niet voor een partij waarvoor hier een register is.")
    if kind and kind.returns is None:
        return _("Niets aan toewijzingen of levering: dit bericht is een antwoord.")
    if row.counts is False:
        return _("Niets. Het bericht telt niet mee.")
    return _("Niets: het bericht herhaalt wat al bekend was.")


def _happened(row: Archiefbericht, scope: Scope) -> Iterator[Happened]:
    for each in (
        row.voorvallen.select_related("door").defer("door__payload", "door__judgement", "door__kern").order_by("at", "pk")
    ):
        by = each.door if each.door and scope.reads(each.door.party_id) else None
        yield Happened(each.at, each.get_soort_display(), by, title(by.type_name) if by else "")


def _returns(row: Archiefbericht, scope: Scope) -> list[Archiefbericht]:
    kind = MESSAGES.get(row.type_name)
    if kind is None or kind.returns is None:
        return []
    rows = scope.berichten(Daad.BERICHT).filter(heenbericht=row)
    return list(rows.only("type_name", "received_at", "party_id", "approves").order_by("sequence"))


def _linked(row: Archiefbericht | None, scope: Scope) -> dict[str, object] | None:
    if row is None or not scope.reads(row.party_id):
        return None
    return {"key": row.pk, "title": title(row.type_name), "approves": row.approves}


def _client(row: Archiefbericht, scope: Scope) -> object:
    if row.dossier is None or not scope.may_for(Daad.CLIENT, row.dossier.party_id):
        return None
    return row.dossier.client_id
