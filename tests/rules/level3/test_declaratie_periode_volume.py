"""TR321: a line asks no more than its ProductPeriode holds of what was assigned (declareren.md 4, IV076 to IV078, C-01 to C-09).

Each row is tried twice: at the maximum, which passes, and one above it, which does not.
"""

from typing import Any, NamedTuple

import msgspec
import pytest
from declareren import EURO, declareert, omvang, op_regel, regel
from histories import History, case, expand, toewijzing, wijst_toe

from builders import dag
from ketenwerk.standard.basis import Product
from ketenwerk.standard.types import Wet

VOLUME = op_regel("TR321", "GeleverdVolume")
TOTAAL = op_regel("TR322", "GeleverdVolume")
LATER = dag("2027-03-01")
"""After all months of the table."""


class Rij(NamedTuple):
    """An assignment of `volume` in `eenheid` per `frequentie`, from `begin` to `eind`, and the most in one month of it."""

    name: str
    volume: int
    eenheid: str
    frequentie: str
    begin: str
    eind: str | None
    maand: str
    most: int
    van: str | None = None
    tot: str | None = None


PER_DAG = [
    Rij("per day, a month of 30", 2, "04", "1", "2026-01-01", "2026-12-31", "2026-04", 60),
    Rij("per day, a month of 31", 2, "04", "1", "2026-01-01", "2026-12-31", "2026-05", 62),
    Rij("per day, February", 2, "04", "1", "2026-01-01", "2026-12-31", "2026-02", 56),
    Rij("per day, February of a leap year", 2, "04", "1", "2024-01-01", "2024-12-31", "2024-02", 58),
    Rij("per day, a broken month", 2, "04", "1", "2026-04-10", "2026-04-20", "2026-04", 22, "2026-04-10", "2026-04-20"),
    Rij("per day, an open end", 2, "04", "1", "2026-04-10", None, "2026-05", 62),
    Rij("per day, minutes", 90, "01", "1", "2026-01-01", "2026-12-31", "2026-04", 2700),
    Rij("per day, output", 1, "82", "1", "2026-01-01", "2026-12-31", "2026-04", 30),
]

PER_WEEK = [
    # IV077: 07-10-2025 to 30-12-2025, 3 hours a week (N03).
    Rij("effort, October", 3, "04", "2", "2025-10-07", "2025-12-30", "2025-10", 12, "2025-10-07"),
    Rij("effort, November", 3, "04", "2", "2025-10-07", "2025-12-30", "2025-11", 15),
    Rij(
        "effort, December, over the end of the ISO year",
        3,
        "04",
        "2",
        "2025-10-07",
        "2025-12-30",
        "2025-12",
        15,
        None,
        "2025-12-30",
    ),
    # IV076: 07-07-2025 to 07-09-2025 (N01, C-02).
    Rij("effort, July", 3, "04", "2", "2025-07-07", "2025-09-07", "2025-07", 12, "2025-07-07"),
    Rij("effort, August", 3, "04", "2", "2025-07-07", "2025-09-07", "2025-08", 15),
    Rij("effort, September", 3, "04", "2", "2025-07-07", "2025-09-07", "2025-09", 3, None, "2025-09-07"),
    # IV078, and the same days a year later (C-01).
    Rij("effort, from a Wednesday", 3, "04", "2", "2025-11-12", "2026-02-01", "2025-11", 9, "2025-11-12"),
    Rij("effort, from a Thursday", 3, "04", "2", "2026-11-12", "2026-12-31", "2026-11", 12, "2026-11-12"),
    # S01 and S08.
    Rij("effort, from 4 March 2025", 2, "04", "2", "2025-03-04", "2026-03-03", "2025-03", 10, "2025-03-04"),
    Rij("effort, May 2024", 3, "04", "2", "2024-05-01", "2024-05-31", "2024-05", 15),
    Rij("effort, week 53 of 2020 in January 2021", 3, "04", "2", "2021-01-01", "2021-12-31", "2021-01", 15),
    Rij("effort, week 53 of 2026 in December", 3, "04", "2", "2026-01-01", "2027-12-31", "2026-12", 15),
    Rij("effort, week 53 of 2026 in January 2027", 3, "04", "2", "2026-01-01", "2027-12-31", "2027-01", 15),
    Rij("effort, one day", 3, "04", "2", "2026-04-10", "2026-04-10", "2026-04", 3, "2026-04-10", "2026-04-10"),
    Rij("effort, etmalen", 2, "14", "2", "2025-07-07", "2025-09-07", "2025-08", 10),
    Rij("effort, dagdelen", 4, "16", "2", "2025-07-07", "2025-09-07", "2025-08", 20),
    Rij("effort, pieces", 1, "84", "2", "2025-07-07", "2025-09-07", "2025-08", 5),
    # IV076 and IV077, output of 300 euro a week (N02, C-03).
    Rij("output until a Sunday, July", 30000, EURO, "2", "2025-07-07", "2025-09-07", "2025-07", 90000, "2025-07-07"),
    Rij("output until a Sunday, August", 30000, EURO, "2", "2025-07-07", "2025-09-07", "2025-08", 150000),
    Rij("output until a Sunday, September", 30000, EURO, "2", "2025-07-07", "2025-09-07", "2025-09", 30000, None, "2025-09-07"),
    Rij("output until a Saturday, August", 30000, EURO, "2", "2025-07-07", "2025-09-06", "2025-08", 180000),
    Rij("output until a Friday, July", 30000, EURO, "2", "2025-07-07", "2025-09-05", "2025-07", 90000, "2025-07-07"),
    Rij("output until a Friday, August", 30000, EURO, "2", "2025-07-07", "2025-09-05", "2025-08", 180000),
    Rij("output, October", 30000, EURO, "2", "2025-10-01", "2025-12-31", "2025-10", 120000),
    Rij("output, November", 30000, EURO, "2", "2025-10-01", "2025-12-31", "2025-11", 150000),
    Rij("output, December", 30000, EURO, "2", "2025-10-01", "2025-12-31", "2025-12", 150000),
    # S07 and S08: pieces.
    Rij("output of pieces, May until the 30th", 3, "82", "2", "2024-05-01", "2024-05-30", "2024-05", 15, None, "2024-05-30"),
    Rij("output of pieces, May", 3, "82", "2", "2024-05-01", "2024-06-30", "2024-05", 12),
    Rij("output of pieces, June until a Sunday", 3, "82", "2", "2024-05-01", "2024-06-30", "2024-06", 15),
    Rij("output, no Sunday at all", 3, "82", "2", "2026-04-06", "2026-04-10", "2026-04", 3, "2026-04-06", "2026-04-10"),
]

PER_MAAND = [
    # S04.
    Rij("per month, broken at its begin", 15, "04", "4", "2024-10-10", "2024-12-13", "2024-10", 15, "2024-10-10"),
    Rij("per month, whole", 15, "04", "4", "2024-10-10", "2024-12-13", "2024-11", 15),
    Rij("per month, broken at its end", 15, "04", "4", "2024-10-10", "2024-12-13", "2024-12", 15, None, "2024-12-13"),
    Rij("per month, euros", 20000, EURO, "4", "2026-01-01", None, "2026-04", 20000),
    Rij("per month, an open end", 15, "04", "4", "2026-01-01", None, "2026-04", 15),
]

IN_TOTAAL = [
    Rij("in all, minutes", 1200, "01", "6", "2026-01-01", "2026-12-31", "2026-04", 1200),
    Rij("in all, an open end", 40, "04", "6", "2026-01-01", None, "2026-04", 40),
    Rij("in all, euros", 400000, EURO, "6", "2026-01-01", "2026-12-31", "2026-04", 400000),
]


def rows(rij: Rij, only: Wet | None = None, product: Any = None) -> list[History]:
    """At the maximum and one above it. Where the month is all there is, what is too much for it is so for the assignment too."""
    history, message = tried(rij, rij.most, product)
    _, above = tried(rij, rij.most + 1, product)
    also_in_all = [TOTAAL] if rij.frequentie == "6" or _is_one_month(rij) else []
    told: dict[str, Any] = {"found": str(rij.most + 1), "expected": str(rij.most)}
    each: dict[str, Any] = {"history": history, "only": only, "today": LATER}
    return [
        case("TR321", f"{rij.name}: {rij.most}", message=message, **each),
        case("TR321", f"{rij.name}: {rij.most + 1}", message=above, finds=[VOLUME, *also_in_all], **told, **each),
    ]


def tried(rij: Rij, volume: int, product: Any = None) -> tuple[list[Any], Any]:
    toegewezen = toewijzing(
        begin=rij.begin,
        eind=rij.eind,
        toewijzingsdatum=dag(rij.begin),
        omvang=omvang(rij.volume, rij.frequentie, rij.eenheid),
        **({"product": product} if product else {}),
    )
    asked = regel(maand=rij.maand, van=rij.van, tot=rij.tot, volume=volume, eenheid=rij.eenheid, tarief=100)
    if product:
        asked = _of_product(asked, product)
    return [wijst_toe(toegewezen)], declareert(asked, maand=rij.maand)


def _is_one_month(rij: Rij) -> bool:
    return rij.eind is not None and rij.begin[:7] == rij.eind[:7]


def _of_product(asked: Any, product: Any) -> Any:
    return lambda wet: msgspec.structs.replace(
        asked(wet), product_categorie=product(wet).categorie, product_code=product(wet).code
    )


TABLE = [row for rij in (*PER_DAG, *PER_WEEK, *PER_MAAND, *IN_TOTAAL) for row in rows(rij)]


def hulp(wet: Wet) -> Product:
    """Household help of the Wmo."""
    return Product(categorie="01", code="01A01")


# Six weeks for every period of household help, however many it touches (C-53); the usual product and the Jeugdwet keep theirs.
JULI = Rij("household help, July", 3, "04", "2", "2025-07-07", "2025-12-31", "2025-07", 18, "2025-07-07")
HULP = [
    *rows(JULI, "wmo", hulp),
    *rows(JULI._replace(name="household help, November", maand="2025-11", van=None), "wmo", hulp),
    *rows(JULI._replace(name="household help as output", eenheid="82"), "wmo", hulp),
    *rows(JULI._replace(name="household help per day", frequentie="1", most=75), "wmo", hulp),
    *rows(JULI._replace(name="household help per month", frequentie="4", most=3), "wmo", hulp),
    *rows(JULI._replace(name="no household help", most=12), "wmo"),
]

UREN = wijst_toe(toewijzing(omvang=omvang(15, "4")))


def minuten(volume: int) -> Any:
    """Minutes on an assignment in hours, at an hour tariff of 60 cents."""
    return regel(volume=volume, eenheid="01", tarief=1)


MINUTEN = [
    # E175: 15 hours are 900 minutes.
    case("TR321", "900 minutes on 15 hours", history=[UREN], message=declareert(minuten(900))),
    case(
        "TR321",
        "901 minutes on 15 hours",
        history=[UREN],
        message=declareert(minuten(901)),
        finds=[VOLUME],
        found="901",
        expected="900",
    ),
]

GEEN = [
    case(
        "TR321",
        "without Omvang there is no maximum",
        history=[wijst_toe(toewijzing(product=None, omvang=None, budget=99999999))],
        message=declareert(regel(volume=5000)),
    ),
    case(
        "TR321",
        "in another unit there is nothing to compare",
        history=[UREN],
        message=declareert(regel(volume=5000, eenheid="14")),
        finds=[op_regel("TR341", "Eenheid")],
    ),
    case(
        "TR321",
        "what stands in another month does not count",
        history=[UREN, declareert(regel("R1", volume=15))],
        message=declareert(regel("R2", "2026-05", volume=15), maand="2026-05"),
    ),
    case(
        "TR321",
        "the newest version of the assignment sets it",
        history=[UREN, wijst_toe(toewijzing(omvang=omvang(20, "4"), toewijzingsdatum=dag("2026-04-20"), reden_wijziging="14"))],
        message=declareert(regel(volume=20)),
    ),
]

CASES = [*TABLE, *HULP, *MINUTEN, *GEEN]


@pytest.mark.eis("E182", "E183", "E184")
@pytest.mark.parametrize(("row", "wet"), expand([*TABLE, *HULP, *GEEN]))
def test_volume_fits_the_period(row: History, wet: Wet) -> None:
    row.check(wet)


@pytest.mark.eis("E175")
@pytest.mark.parametrize(("row", "wet"), expand(MINUTEN))
def test_hours_claimed_in_minutes(row: History, wet: Wet) -> None:
    row.check(wet)
