"""Until when care that waits is claimed in time, in words: what is late first, with the days that are left."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ketenwerk.claims.termijn import Kalendermaand
from ketenwerk.messages.describe.dutch import day, month
from ketenwerk.process.uiterlijk import Opgave

from .parties import short
from .states import State

ROWS: Final = 20
SOON: Final = 7


class DueRow(msgspec.Struct, frozen=True):
    """A month of a municipality. `plan` is what its calendar says of it, "" without one."""

    gesprek: str
    gemeente: str
    maand: str
    address: str
    leveringen: int
    until: str
    state: State
    plan: str


def due_rows(found: Sequence[Opgave], today: date) -> dict[str, object]:
    """The rows with a term or a calendar, and how many are late; what has neither is left out."""
    known = [each for each in found if each.uiterlijk or each.kalender]
    return {
        "due": [_row(each, today) for each in known[:ROWS]],
        "due_total": len(known),
        "due_late": sum(bool(each.te_laat) for each in known),
    }


def _row(each: Opgave, today: date) -> DueRow:
    return DueRow(
        gesprek=str(each.gesprek),
        gemeente=short(each.gemeente),
        maand=month(each.maand),
        address=f"{each.maand:%Y-%m}",
        leveringen=each.leveringen,
        until=day(each.uiterlijk) if each.uiterlijk else "",
        state=_state(each, today),
        plan=_calendar(each.kalender) if each.kalender else "",
    )


def _state(each: Opgave, today: date) -> State:
    if each.uiterlijk is None:
        return State("none", _("geen termijn"))
    left = (each.uiterlijk - today).days
    if left < 0:
        return State("late", ngettext("%(n)s dag te laat", "%(n)s dagen te laat", -left) % {"n": -left})
    words = ngettext("nog %(n)s dag", "nog %(n)s dagen", left) % {"n": left} if left else _("vandaag")
    return State("due" if left <= SOON else "waiting", words)


def _calendar(kalender: Kalendermaand) -> str:
    said = [_("indienen tot en met %(dag)s") % {"dag": day(kalender.indienen)}]
    if kalender.verwerking:
        said.append(_("verwerking %(dag)s") % {"dag": day(kalender.verwerking)})
    if kalender.betaling:
        said.append(_("betaling %(dag)s") % {"dag": day(kalender.betaling)})
    return ", ".join(said)
