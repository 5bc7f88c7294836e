"""The claims of a traject on its time line: one entry per claim, with what was asked and what became of it."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from django.utils.translation import gettext as _

from ketenwerk.ledger.declaraties import AFGEWEZEN, OPEN
from ketenwerk.messages.describe.dutch import amount, counted, period
from ketenwerk.messages.describe.volume import quantity
from ketenwerk.register.models import Declaratieregel

from .product import joined
from .states import State
from .timeline import Entry, Link

_RANK = 5  # after what was delivered on the same day


def claim_entries(regels: Iterable[Declaratieregel], wet: str, *, ours: bool, readable: bool) -> list[Entry]:
    """One entry per claim; the lines come in order, with their `declaratie`. `ours`: we sent them. `readable`: links may be
    followed.
    """
    return list(_entries(regels, wet, ours=ours, readable=readable))


def _entries(regels: Iterable[Declaratieregel], wet: str, *, ours: bool, readable: bool) -> Iterator[Entry]:
    for _key, group in groupby(regels, key=lambda each: each.declaratie_id):
        lines = list(group)
        declaratie = lines[0].declaratie
        money = sum(each.bedrag if each.debet else -each.bedrag for each in lines)
        links = [Link(declaratie.bericht_id, f"{wet.upper()}323")]
        if declaratie.antwoord_id:
            links.append(Link(declaratie.antwoord_id, f"{wet.upper()}325"))
        yield Entry(
            on=declaratie.gelezen_op,
            rank=_RANK,
            kind="open" if declaratie.antwoord_id is None else ("out" if ours else "in"),
            title=(_("Gecrediteerd: %(bedrag)s") if money < 0 else _("Gedeclareerd: %(bedrag)s"))
            % {"bedrag": amount(abs(money))},
            text=joined(
                _("declaratie %(nummer)s") % {"nummer": declaratie.nummer}, *(_words(each) for each in lines[:3]), _more(lines)
            ),
            links=tuple(links) if readable else (),
            state=_state(lines),
        )


def _words(regel: Declaratieregel) -> str:
    words = f"{quantity(regel.volume, regel.eenheid)} {_('over')} {period(regel.begindatum, regel.einddatum)}"
    return words if regel.debet else _("credit van %(wat)s") % {"wat": words}


def _more(lines: list[Declaratieregel]) -> str:
    return _("en nog %(n)s") % {"n": counted(len(lines) - 3, _("regel"), _("regels"))} if len(lines) > 3 else ""


def _state(lines: list[Declaratieregel]) -> State:
    states = {each.staat for each in lines}
    if OPEN in states:
        return State("waiting", _("wacht op antwoord"))
    if states == {AFGEWEZEN}:
        return State("refused", _("afgewezen"))
    if AFGEWEZEN in states:
        return State("note", _("deels afgewezen"))
    return State("done", _("toegekend"))
