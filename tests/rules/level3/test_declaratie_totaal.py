"""What all lines on an assignment may add up to: its volume (TR322) and its money (TR369)."""

from typing import Any

import pytest
from declareren import EURO, Regel, credit, declareert, omvang, op_regel, regel
from histories import History, Onderdeel, Step, afgekeurd, ander, case, expand, toewijzing, wijst_toe

from builders import dag
from ketenwerk.standard import m301
from ketenwerk.standard.types import Wet


def te_veel(n: int = 1) -> str:
    return op_regel("TR322", "GeleverdVolume", n=n)


def te_duur(n: int = 1) -> str:
    return op_regel("TR369", "GeleverdVolume", n=n)


def met(volume: int, frequentie: str, eenheid: str = "04", **changes: Any) -> Onderdeel[m301.ToegewezenProduct]:
    """The usual assignment of 2026 with this Omvang; another begin is given out on that day."""
    changes = {"toewijzingsdatum": dag(changes.get("begin", "2026-04-01")), **changes}
    return toewijzing(omvang=omvang(volume, frequentie, eenheid), **changes)


def maanden(*volumes: tuple[str, int], eenheid: str = "04", **changes: Any) -> list[Step]:
    """A claim per month, each with one line of that volume."""
    return [
        declareert(regel(f"R{n}", maand, volume, eenheid=eenheid, **changes), maand=maand)
        for n, (maand, volume) in enumerate(volumes)
    ]


# S34, E097: 1200 minutes in all.
MINUTEN = wijst_toe(met(1200, "6", "01"))
DRIE = maanden(("2026-04", 100), ("2026-05", 700), ("2026-06", 300), eenheid="01", tarief=150)


def juli(volume: int, nummer: str = "R9", **changes: Any) -> Regel:
    return regel(nummer, "2026-07", volume, **{"eenheid": "01", "tarief": 150, **changes})


def in_juli(*lines: Regel, **changes: Any) -> Step:
    return declareert(*lines, maand="2026-07", **changes)


ANDER = {"product_categorie": lambda wet: ander(wet).categorie, "product_code": lambda wet: ander(wet).code}

VOLUME = [
    case("TR322", "100 and 700 and 300 and 100 is all of 1200", history=[MINUTEN, *DRIE], message=in_juli(juli(100))),
    case(
        "TR322",
        "100 and 700 and 300 and 101 is one too many",
        history=[MINUTEN, *DRIE],
        message=in_juli(juli(101)),
        finds=[te_veel()],
        found="101",
        expected="100",
    ),
    case(
        "TR322",
        "100 and 700 and 300 and 150 is 1250",
        history=[MINUTEN, *DRIE],
        message=in_juli(juli(150)),
        finds=[te_veel()],
    ),
    case(
        "TR322",
        "what waits for its answer counts",
        history=[MINUTEN, in_juli(regel("R1", volume=1150, eenheid="01"), onbeantwoord=True)],
        message=in_juli(juli(51)),
        finds=[te_veel()],
        expected="50",
        found="51",
    ),
    case(
        "TR322",
        "what was rejected does not",
        history=[MINUTEN, in_juli(regel("R1", volume=1150, eenheid="01"), afgewezen=["R1"])],
        message=in_juli(juli(1200)),
    ),
    case(
        "TR322",
        "what was rejected with its whole claim does not",
        history=[MINUTEN, afgekeurd(in_juli(regel("R1", volume=1150, eenheid="01")))],
        message=in_juli(juli(1200)),
    ),
    case(
        "TR322",
        "what was credited does not",
        history=[
            MINUTEN,
            in_juli(regel("R1", volume=1150, eenheid="01")),
            in_juli(credit("R2", regel("R1", volume=1150, eenheid="01"))),
        ],
        message=in_juli(juli(1200)),
    ),
    case(
        "TR322",
        "whose credit was rejected counts",
        history=[
            MINUTEN,
            in_juli(regel("R1", volume=1150, eenheid="01")),
            in_juli(credit("R2", regel("R1", volume=1150, eenheid="01")), afgewezen=["R2"]),
        ],
        message=in_juli(juli(51)),
        finds=[te_veel()],
    ),
    case(
        "TR322",
        "a credit in this message makes room, wherever it stands",
        history=[MINUTEN, in_juli(regel("R1", volume=1150, eenheid="01"))],
        message=in_juli(juli(1200), credit("R2", regel("R1", volume=1150, eenheid="01"))),
    ),
    case(
        "TR322",
        "a credit that is wrong makes none",
        history=[MINUTEN, in_juli(regel("R1", volume=1150, eenheid="01"))],
        message=in_juli(juli(1200), credit("R2", regel("R1", volume=1149, eenheid="01"))),
        finds=[te_veel(1), op_regel("TR323", "ProductReferentie/VorigReferentieNummer", n=2)],
    ),
    case(
        "TR322",
        "the first that does not fit is refused and does not count, a smaller one after it fits (C-48)",
        history=[MINUTEN],
        message=in_juli(
            regel("R1", "2026-04", 800, eenheid="01"),
            regel("R2", "2026-05", 401, eenheid="01"),
            regel("R3", "2026-06", 400, eenheid="01"),
            regel("R4", "2026-07", 1, eenheid="01"),
        ),
        finds=[te_veel(2), te_veel(4)],
    ),
    case(
        "TR322",
        "a line that is refused for another reason does not count",
        history=[MINUTEN],
        message=in_juli(juli(1000, "R1", van="2026-07-02"), regel("R2", "2026-06", 1200, eenheid="01")),
        finds=[op_regel("TR387", "ProductPeriode/Begindatum")],
    ),
    case(
        "TR322",
        "another assignment has its own",
        history=[
            wijst_toe(met(1200, "6", "01"), met(500, "6", "01", nummer=300202, product=ander)),
            in_juli(regel("R1", volume=1200, eenheid="01")),
        ],
        message=in_juli(juli(500, op=300202, **ANDER)),
    ),
    case(
        "TR322",
        "hours and minutes on one assignment add up",
        history=[wijst_toe(met(10, "6")), in_juli(regel("R1", volume=6))],
        message=in_juli(juli(240)),
    ),
    case(
        "TR322",
        "hours and minutes on one assignment add up: one minute too many",
        history=[wijst_toe(met(10, "6")), in_juli(regel("R1", volume=6))],
        message=in_juli(juli(241)),
        finds=[te_veel()],
        found="241",
        expected="240",
    ),
    case(
        "TR322",
        "what is left is a whole number of hours",
        history=[wijst_toe(met(10, "6")), in_juli(regel("R1", volume=90, eenheid="01"))],
        message=in_juli(juli(9, eenheid="04")),
        finds=[te_veel()],
        found="9",
        expected="8",
    ),
    case(
        "TR322",
        "shortened below what stands: nothing is left",
        history=[
            wijst_toe(met(10, "6")),
            in_juli(regel("R1", volume=8)),
            wijst_toe(met(5, "6", toewijzingsdatum=dag("2026-05-02"), reden_wijziging="14")),
        ],
        message=in_juli(juli(1, eenheid="04")),
        finds=[te_veel()],
        expected="0",
        found="1",
    ),
    case(
        "TR322",
        "per month with an open end has no limit",
        history=[wijst_toe(met(4, "4", eind=None))],
        message=in_juli(juli(4, eenheid="04")),
    ),
    case(
        "TR322",
        "per day with an open end has no limit",
        history=[wijst_toe(met(4, "1", eind=None))],
        message=in_juli(juli(124, eenheid="04")),
    ),
    case(
        "TR322",
        "in all with an open end has one",
        history=[wijst_toe(met(4, "6", eind=None)), in_juli(regel("R1", volume=1))],
        message=in_juli(juli(4, eenheid="04")),
        finds=[te_veel()],
        expected="3",
        found="4",
    ),
]

# N03, IV077: 3 hours a week, 13 weeks, the months add up to 42.
N03 = wijst_toe(met(3, "2", begin="2025-10-07", eind="2025-12-30"))
TWEE_MAANDEN = [
    declareert(regel("R1", "2025-10", 12, van="2025-10-07"), maand="2025-10"),
    declareert(regel("R2", "2025-11", 15), maand="2025-11"),
]


def december(volume: int) -> Step:
    return declareert(regel("R3", "2025-12", volume, tot="2025-12-30"), maand="2025-12")


# N02: 300 euro a week, 07-07-2025 to 06-09-2025: eight Sundays and a broken week.
N02 = wijst_toe(met(30000, "2", EURO, begin="2025-07-07", eind="2025-09-06"))
ZOMER = [
    declareert(regel("R1", "2025-07", 90000, van="2025-07-07", eenheid=EURO), maand="2025-07"),
    declareert(regel("R2", "2025-08", 180000, eenheid=EURO), maand="2025-08"),
]
JAARWISSELING = wijst_toe(met(3, "2", begin="2025-12-29", eind="2026-01-04"))


def per_maand(volume: int) -> Step:
    """The third month of an assignment of three."""
    return declareert(regel("R3", "2026-06", volume), maand="2026-06")


BEPERKT = [
    case("TR322", "13 weeks of 3 hours: 39", history=[N03, *TWEE_MAANDEN], message=december(12)),
    case(
        "TR322",
        "13 weeks of 3 hours: 40",
        history=[N03, *TWEE_MAANDEN],
        message=december(13),
        finds=[te_veel()],
        expected="12",
        found="13",
    ),
    case("TR322", "13 weeks of 3 hours: all of December", history=[N03, *TWEE_MAANDEN], message=december(15), finds=[te_veel()]),
    case("TR322", "eight Sundays and a broken week", history=[N02, ZOMER[0]], message=ZOMER[1]),
    case(
        "TR322",
        "the broken week counts once, in August",
        history=[N02, *ZOMER],
        message=declareert(regel("R3", "2025-09", 1, tot="2025-09-06", eenheid=EURO), maand="2025-09"),
        finds=[op_regel("TR321", "GeleverdVolume"), te_veel()],
    ),
    case(
        "TR322",
        "one week over the end of the year: in December",
        history=[JAARWISSELING],
        message=declareert(regel("R1", "2025-12", 3, van="2025-12-29"), maand="2025-12"),
    ),
    case(
        "TR322",
        "one week over the end of the year: once",
        history=[JAARWISSELING, declareert(regel("R1", "2025-12", 3, van="2025-12-29"), maand="2025-12")],
        message=declareert(regel("R2", "2026-01", 1, tot="2026-01-04"), maand="2026-01"),
        finds=[te_veel()],
        expected="0",
        found="1",
    ),
    case(
        "TR322",
        "three months of 4 hours",
        history=[wijst_toe(met(4, "4", eind="2026-06-30")), *maanden(("2026-04", 4), ("2026-05", 4))],
        message=per_maand(4),
    ),
]

BUDGET = wijst_toe(toewijzing(product=None, omvang=None, budget=20000))


def euro(nummer: str, maand: str, cents: int) -> Regel:
    return regel(nummer, maand, cents, eenheid=EURO)


GELD = [
    case("TR369", "all of the budget", history=[BUDGET], message=declareert(euro("R1", "2026-04", 20000))),
    case(
        "TR369",
        "one cent more",
        history=[BUDGET],
        message=declareert(euro("R1", "2026-04", 20001)),
        finds=[te_duur()],
        found="20001",
        expected="20000",
    ),
    case(
        "TR369",
        "hours count for their amount (C-10)",
        history=[BUDGET],
        message=declareert(regel("R1", volume=16, tarief=1250)),
    ),
    case(
        "TR369",
        "hours count for their amount, not their number",
        history=[BUDGET],
        message=declareert(regel("R1", volume=17, tarief=1250)),
        finds=[te_duur()],
        found="21250",
        expected="20000",
    ),
    case(
        "TR369",
        "with what stands",
        history=[BUDGET, in_juli(euro("R1", "2026-04", 15000))],
        message=in_juli(euro("R2", "2026-07", 5001)),
        finds=[te_duur()],
        expected="5000",
        found="5001",
    ),
    case(
        "TR369",
        "without what was rejected",
        history=[BUDGET, in_juli(euro("R1", "2026-04", 15000), afgewezen=["R1"])],
        message=in_juli(euro("R2", "2026-07", 20000)),
    ),
    case(
        "TR369",
        "without what this message credits",
        history=[BUDGET, in_juli(euro("R1", "2026-04", 15000))],
        message=in_juli(euro("R2", "2026-04", 20000), credit("R3", euro("R1", "2026-04", 15000))),
    ),
    case(
        "TR369",
        "one too large is refused, a smaller one after it fits (C-48)",
        history=[BUDGET],
        message=in_juli(euro("R1", "2026-04", 15000), euro("R2", "2026-05", 6000), euro("R3", "2026-06", 5000)),
        finds=[te_duur(2)],
    ),
    case(
        "TR369",
        "lowered since: a debit is too much",
        history=[BUDGET, wijst_toe(toewijzing(product=None, omvang=None, budget=100, toewijzingsdatum=dag("2026-04-02")))],
        message=declareert(euro("R1", "2026-04", 101)),
        finds=[te_duur()],
    ),
    case(
        "TR369",
        "lowered since: a credit takes back what was granted (C-47)",
        history=[
            BUDGET,
            declareert(euro("R1", "2026-04", 20000)),
            wijst_toe(toewijzing(product=None, omvang=None, budget=100, toewijzingsdatum=dag("2026-05-06"))),
        ],
        message=declareert(credit("R2", euro("R1", "2026-04", 20000))),
    ),
    case(
        "TR369",
        "without a budget there is no limit",
        history=[wijst_toe(met(9000, "6"))],
        message=declareert(regel("R1", volume=9000)),
    ),
]

CASES = [*VOLUME, *BEPERKT, *GELD]


@pytest.mark.eis("E097", "E186")
@pytest.mark.parametrize(("row", "wet"), expand(CASES))
def test_lines_fit_the_assignment(row: History, wet: Wet) -> None:
    row.check(wet)
