"""TR346: the amount of a debit line is volume times tariff; of minutes it is counted from the hour tariff (IV081)."""

from typing import Any

import pytest
from declareren import EURO, Regel, afspraken, credit, declareert, omvang, op_regel, regel
from histories import History, case, expand, toewijzing, wijst_toe

from builders import bedrag, dag
from ketenwerk.standard.types import Wet

UREN, MINUTEN = (wijst_toe(toewijzing(omvang=omvang(9000, "4", eenheid))) for eenheid in ("04", "01"))
ZONDER = wijst_toe(toewijzing(product=None, omvang=None, budget=99999999))
BEDRAG = op_regel("TR346", "IngediendBedrag")
PER_UUR = afspraken({"tarief": 8724})
"""S02: 87.24 euro an hour."""


def met(cents: int, volume: int = 4, tarief: int = 1250, **changes: Any) -> Regel:
    """A line that asks this amount."""
    return regel(volume=volume, tarief=tarief, ingediend_bedrag=bedrag(cents), **changes)


def minuten(cents: int, volume: int = 240, tarief: int = 145) -> Regel:
    return met(cents, volume, tarief, eenheid="01")


def line(name: str, made: Regel, *finds: str, op: Any = UREN, **also: Any) -> History:
    return case("TR346", name, history=[op], message=declareert(made), finds=finds, **also)


CASES = [
    line("4 hours of 12.50", met(5000)),
    line("a cent more", met(5001), BEDRAG, found="5001", expected="5000"),
    line("a cent less", met(4999), BEDRAG),
    line("16 hours of 15.00", met(24000, 16, 1500)),
    line("nothing for nothing", met(0, 0, 1250)),
    line("240 minutes of 87.24 an hour: 348.96", minuten(34896), afspraken=PER_UUR),
    line("240 minutes at the rounded 1.45: 348.00", minuten(34800), BEDRAG, afspraken=PER_UUR, found="34800", expected="34896"),
    line("95 minutes of 61.50 an hour: half a cent goes up", minuten(9738, 95, 103), afspraken=afspraken({"tarief": 6150})),
    line("95 minutes of 61.50 an hour: not down", minuten(9737, 95, 103), BEDRAG, afspraken=afspraken({"tarief": 6150})),
    line("95 minutes of 61.50 an hour: not from 1.03", minuten(9785, 95, 103), BEDRAG, afspraken=afspraken({"tarief": 6150})),
    line("no agreement: some hour tariff explains it", minuten(34896)),
    line("no agreement: the highest hour tariff of 1.45", minuten(34916)),
    line("no agreement: above it", minuten(34917), BEDRAG),
    line("no agreement: the lowest hour tariff of 1.45", minuten(34680)),
    line("no agreement: below it", minuten(34679), BEDRAG),
    line("minutes were assigned: they have a tariff of their own", minuten(34800), op=MINUTEN),
    line(
        "minutes were assigned: no hour tariff explains it", minuten(34896), BEDRAG, op=MINUTEN, expected="34800", found="34896"
    ),
    line("minutes were agreed", minuten(34800), afspraken=afspraken({"eenheid": "01", "tarief": 145})),
    line(
        "minutes were agreed: not counted per hour", minuten(34896), BEDRAG, afspraken=afspraken({"eenheid": "01", "tarief": 145})
    ),
    line("minutes were assigned and hours agreed", minuten(34896), op=MINUTEN, afspraken=PER_UUR),
    line(
        "nothing per unit was assigned, hours were agreed",
        minuten(34896),
        op=ZONDER,
        afspraken=PER_UUR,
    ),
    line(
        "a tariff that changes within the month: either",
        minuten(34920, 240, 146),
        afspraken=afspraken({"tarief": 8724, "tot": dag("2026-04-14")}, {"tarief": 8730, "van": dag("2026-04-15")}),
    ),
    line("euros have no tariff", regel(volume=5000, eenheid=EURO), op=wijst_toe(toewijzing(omvang=omvang(100000, "4", EURO)))),
    case(
        "TR346",
        "of a line on an unknown assignment too",
        history=[UREN],
        message=declareert(met(5001, op=5)),
        finds=[op_regel("TR338", "ToewijzingNummer"), BEDRAG],
    ),
    case(
        "TR346",
        "minutes on an unknown assignment: some hour tariff may lie behind it",
        history=[UREN],
        message=declareert(met(34896, 240, 145, eenheid="01", op=5)),
        finds=[op_regel("TR338", "ToewijzingNummer")],
    ),
    case(
        "TR346",
        "of a credit it is not asked (C-47)",
        history=[UREN, declareert(minuten(34800), nummer="D1")],
        message=declareert(credit("R2", minuten(34800))),
        afspraken=PER_UUR,
    ),
]


@pytest.mark.eis("E178")
@pytest.mark.parametrize(("row", "wet"), expand(CASES))
def test_amount_is_volume_times_tariff(row: History, wet: Wet) -> None:
    row.check(wet)
