"""TR418: the tariff of a debit line is exactly the agreed one, or the sixtieth of it (IV081, C-11)."""

from typing import Any

import pytest
from declareren import EURO, Regel, afspraken, credit, declareert, omvang, op_regel, regel
from histories import History, bij, case, expand, toewijzing, van_gemeente, wijst_toe

from builders import bedrag, dag
from ketenwerk.standard.types import Wet

RUIM = wijst_toe(toewijzing(omvang=omvang(90, "4")))
TARIEF = op_regel("TR418", "ProductTarief")
# E043, E176: 87.24 euro an hour. IV081 for 87.30, S37 for the sixtieth.
AFGESPROKEN = afspraken({"tarief": 8724})


def tarief(cents: int, **changes: Any) -> Regel:
    return regel(tarief=cents, **changes)


def minuten(tarief_per_minuut: int, uurtarief: int, volume: int = 240) -> Regel:
    """Minutes at this tariff, with the amount that the hour tariff gives."""
    amount = bedrag((uurtarief * volume * 2 + 60) // 120)
    return regel(volume=volume, eenheid="01", tarief=tarief_per_minuut, ingediend_bedrag=amount)


def line(name: str, made: Regel, *finds: str, op: Any = RUIM, **also: Any) -> History:
    return case("TR418", name, history=[op], message=declareert(made), finds=finds, **{"afspraken": AFGESPROKEN, **also})


CASES = [
    line("exactly", tarief(8724)),
    line("one cent more", tarief(8725), TARIEF, found="8725", expected="8724"),
    line("one cent less", tarief(8723), TARIEF, found="8723", expected="8724"),
    line("minutes at 1.45 for 87.24 an hour", minuten(145, 8724)),
    line("minutes at 1.46 for 87.24 an hour", minuten(146, 8724), TARIEF, found="146", expected="145"),
    line("minutes at 1.46 for 87.30 an hour, half up", minuten(146, 8730), afspraken=afspraken({"tarief": 8730})),
    line(
        "minutes at 1.45 for 87.30 an hour",
        minuten(145, 8730),
        TARIEF,
        afspraken=afspraken({"tarief": 8730}),
        found="145",
        expected="146",
    ),
    line("no agreements given", tarief(1), afspraken=None),
    line("agreements with another provider", tarief(1), afspraken=afspraken({"aanbieder": "65656056"})),
    line("agreements of another municipality", tarief(1), afspraken=afspraken({"gemeente": "0363"})),
    line("agreed with every provider", tarief(8725), TARIEF, afspraken=afspraken({"tarief": 8724, "aanbieder": None})),
    line(
        "what was agreed with this provider goes before what holds for all",
        tarief(8800),
        afspraken=afspraken({"tarief": 8724, "aanbieder": None}, {"tarief": 8800}),
    ),
    line(
        "a tariff of another year",
        tarief(8500),
        TARIEF,
        afspraken=afspraken({"tarief": 8500, "van": dag("2025-01-01"), "tot": dag("2025-12-31")}, {"tarief": 8724}),
    ),
    line(
        "no agreement known for that month",
        tarief(8500),
        afspraken=afspraken({"tarief": 8724, "van": dag("2026-05-01")}),
    ),
    line(
        "a tariff that changes within the month: the old one",
        tarief(8500),
        afspraken=afspraken({"tarief": 8500, "tot": dag("2026-04-14")}, {"tarief": 8724, "van": dag("2026-04-15")}),
    ),
    line(
        "a tariff that changes within the month: the new one",
        tarief(8724),
        afspraken=afspraken({"tarief": 8500, "tot": dag("2026-04-14")}, {"tarief": 8724, "van": dag("2026-04-15")}),
    ),
    line(
        "a tariff that changes within the month: neither",
        tarief(8600),
        TARIEF,
        afspraken=afspraken({"tarief": 8500, "tot": dag("2026-04-14")}, {"tarief": 8724, "van": dag("2026-04-15")}),
        found="8600",
        expected="8500 of 8724",
    ),
    line(
        "euros have no tariff",
        regel(volume=5000, eenheid=EURO),
        op=wijst_toe(toewijzing(omvang=omvang(100000, "4", EURO))),
        afspraken=afspraken({"eenheid": EURO, "tarief": None}),
    ),
    line("another unit was agreed", tarief(1250), TARIEF, afspraken=afspraken({"eenheid": "14", "tarief": 1250}), found="1250"),
    case(
        "TR418",
        "of a credit it is not asked (C-47)",
        history=[RUIM, declareert(tarief(8725))],
        message=declareert(credit("R2", tarief(8725))),
        afspraken=AFGESPROKEN,
    ),
    case(
        "TR418",
        "the parties of the message count",
        history=[van_gemeente("0363", RUIM)],
        message=van_gemeente("0363", declareert(tarief(8725))),
        afspraken=AFGESPROKEN,
    ),
    case(
        "TR418",
        "the provider of the message counts",
        history=[bij("65656056", RUIM)],
        message=bij("65656056", declareert(tarief(8725))),
        afspraken=AFGESPROKEN,
    ),
]


@pytest.mark.eis("E176")
@pytest.mark.parametrize(("row", "wet"), expand(CASES))
def test_tariff_is_the_agreed_one(row: History, wet: Wet) -> None:
    row.check(wet)
