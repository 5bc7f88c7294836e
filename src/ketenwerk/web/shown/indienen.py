"""A claim that is not sent yet in words: its lines with what the receiver would make of each, and what is in none and why."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

import msgspec
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from ketenwerk.claims.lijn import Handeling, Lijn
from ketenwerk.claims.regels import Weggelaten
from ketenwerk.messages.describe import masked_bsn
from ketenwerk.messages.describe.dutch import amount, period
from ketenwerk.messages.describe.volume import quantity
from ketenwerk.messages.finding import Finding
from ketenwerk.process.declareerplan import Plan, merk
from ketenwerk.process.indienen import Proef
from ketenwerk.standard.basis import Product
from ketenwerk.standard.types import Wet

from .cards import Card, card
from .leveringen import weekday
from .product import product_words
from .redenen import reden
from .states import State


class PlanLine(msgspec.Struct, frozen=True):
    """One thing to be done: a new line, or the credit of a line and the new one. `bedrag` is what it adds in all."""

    merk: str
    bsn: str
    bsn_end: str
    product: str
    toewijzing: str
    period: str
    volume: str
    tarief: str
    bedrag: str
    replaces: str
    state: State
    cards: tuple[Card, ...]


class LeftOut(msgspec.Struct, frozen=True):
    """Deliveries of one assignment that are in no line, for one reason."""

    bsn: str
    bsn_end: str
    toewijzing: str
    days: str
    why: str | Promise
    now: str | Promise


def bad_first(handelingen: Sequence[Handeling], proef: Proef) -> list[Handeling]:
    """Those that would be rejected go first, for they ask for something."""
    return sorted(handelingen, key=lambda each: not _is_bad(each, proef))


def plan_lines(handelingen: Iterable[Handeling], wet: Wet, proef: Proef | None) -> list[PlanLine]:
    """Give only what is shown: putting a line in words takes longer than making it."""
    numbered = iter(range(1, 1_000_000))
    return [_line(each, wet, proef, numbered) for each in handelingen]


def figures(plan: Plan, proef: Proef) -> dict[str, object]:
    """Amounts and numbers of what would be granted and rejected."""
    done, bad = [], []
    for each in () if proef.ontbreekt else plan.uitkomst.handelingen:
        (bad if proef.geheel or _is_bad(each, proef) else done).append(each)
    return {
        "good": len(done),
        "good_amount": amount(_sum(done)),
        "bad": len(bad),
        "bad_amount": amount(_sum(bad)),
        "whole": [card(number, finding, plan.gesprek.fact.wet) for number, finding in enumerate(proef.geheel, 1)],
    }


def left_out(weggelaten: Sequence[Weggelaten], most: int) -> tuple[list[LeftOut], int]:
    """At most so many rows, each of one assignment and reason, and how many deliveries there are (E191)."""
    grouped: dict[tuple[str, int, object], list[date]] = {}
    for each in weggelaten:
        key = each.levering.bsn, each.levering.toewijzing_nummer, each.reden
        grouped.setdefault(key, []).append(each.levering.datum)
    rows = []
    for (bsn, nummer, why), days in list(grouped.items())[:most]:
        words = reden(why)  # type: ignore[arg-type]
        rows.append(LeftOut(masked_bsn(bsn), bsn[-4:], str(nummer), _days(days), words.why, words.now))
    return rows, len(weggelaten)


def _is_bad(handeling: Handeling, proef: Proef) -> bool:
    return bool(proef.per_handeling) and merk(handeling) in proef.per_handeling


def _line(handeling: Handeling, wet: Wet, proef: Proef | None, numbers: Iterable[int]) -> PlanLine:
    lijn: Lijn = handeling.lijnen[-1]
    name = merk(handeling)
    found: Collection[Finding] = proef.per_handeling.get(name, ()) if proef else ()
    number = iter(numbers)
    return PlanLine(
        merk=name,
        bsn=masked_bsn(lijn.bsn),
        bsn_end=lijn.bsn[-4:],
        product=product_words(Product(categorie=lijn.categorie, code=lijn.code), wet),
        toewijzing=str(lijn.toewijzing_nummer),
        period=period(lijn.periode.begin, lijn.periode.eind),
        volume=quantity(lijn.volume, lijn.eenheid),
        tarief=amount(lijn.tarief) if lijn.tarief is not None else "",
        bedrag=amount(_sum([handeling])),
        replaces=handeling.credit.vorig or "" if handeling.credit else "",
        state=_state(found, proef),
        cards=tuple(card(next(number), finding, wet) for finding in found),
    )


def _state(found: Collection[Finding], proef: Proef | None) -> State:
    if proef is None:
        return State("none", _("nu weggelaten"))
    if proef.ontbreekt:
        return State("waiting", _("eerst een andere maand"))
    if proef.geheel or found:
        return State("refused", _("wordt afgewezen"))
    return State("done", _("wordt toegekend"))


def _sum(handelingen: Iterable[Handeling]) -> int:
    return sum(lijn.signed for each in handelingen for lijn in each.lijnen)


def _days(days: list[date]) -> str:
    ordered = sorted(set(days))
    if len(ordered) == 1:
        return weekday(ordered[0])
    return _("%(n)s dagen, %(van)s tot en met %(tot)s") % {
        "n": len(ordered),
        "van": weekday(ordered[0]),
        "tot": weekday(ordered[-1]),
    }
