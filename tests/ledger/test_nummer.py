"""Which number a changed product gets: the table of the standard (IV093, OP257, OP380) with our readings (C-54, C-55)."""

from datetime import date
from typing import Any

import pytest

from builders import dag, omvang, te_wijzigen, toegewezen
from ketenwerk.ledger.nummer import TOTAAL, Nummer, nummer
from ketenwerk.standard.basis import Omvang
from ketenwerk.standard.types import Wet

SENT = dag("2026-05-15")
"""Day on which the change is made; the assignment runs from 1 April to 31 December 2026 unless a row says otherwise."""

MONTHLY = omvang(4)
TOTAL = omvang(120, "04", "6")
AS_IT_IS: dict[str, Any] = {"begin": "2026-04-01", "eind": "2026-12-31", "omvang": MONTHLY, "budget": None}
BUDGET: dict[str, Any] = {"omvang": None, "budget": 500000}

ROWS: list[tuple[str, dict[str, Any], dict[str, Any], Nummer]] = [
    # What runs, what is asked for, and what that means for the number; what a row leaves out is as it was.
    ("nothing changes", {}, {}, Nummer.BEHOUDEN),
    ("shorter", {}, {"eind": "2026-06-30"}, Nummer.BEHOUDEN),
    ("an end where there was none", {"eind": None}, {"eind": "2026-06-30"}, Nummer.BEHOUDEN),
    ("longer", {}, {"eind": "2027-01-01"}, Nummer.VERPLICHT),
    ("without end", {}, {"eind": None}, Nummer.VERPLICHT),
    ("longer, from a later day", {}, {"eind": "2027-01-01", "begin": "2026-06-01"}, Nummer.VERPLICHT),
    ("longer on the last day", {"eind": "2026-05-15"}, {"eind": "2026-12-31"}, Nummer.VERPLICHT),
    ("longer after the last day", {"eind": "2026-05-14"}, {"eind": "2026-12-31"}, Nummer.VERLOPEN),
    ("shorter after the last day", {"eind": "2026-05-14"}, {"eind": "2026-05-10"}, Nummer.BEHOUDEN),
    ("longer budget", BUDGET, {"eind": "2027-01-01"}, Nummer.VERPLICHT),
    ("longer and more budget", BUDGET, {"eind": "2027-01-01", "budget": 600000}, Nummer.VERPLICHT),
    ("more budget", BUDGET, {"budget": 600000}, Nummer.BEHOUDEN),
    ("less budget", BUDGET, {"budget": 1}, Nummer.BEHOUDEN),
    ("another total", {"omvang": TOTAL}, {"omvang": omvang(140, "04", "6")}, Nummer.BEHOUDEN),
    ("longer with the same total", {"omvang": TOTAL}, {"eind": "2027-01-01"}, Nummer.BEHOUDEN),
    ("longer with another total", {"omvang": TOTAL}, {"eind": "2027-01-01", "omvang": omvang(9, "04", "6")}, Nummer.BEHOUDEN),
    ("longer with a total, after the last day", {"omvang": TOTAL, "eind": "2026-05-14"}, {"eind": None}, Nummer.VERLOPEN),
    ("total in another unit", {"omvang": TOTAL}, {"omvang": omvang(120, "01", "6"), "begin": "2026-06-01"}, Nummer.NIEUW),
    ("month instead of total", {"omvang": TOTAL}, {"omvang": omvang(120), "begin": "2026-06-01"}, Nummer.NIEUW),
    ("total instead of month", {}, {"omvang": omvang(4, "04", "6"), "begin": "2026-06-01"}, Nummer.NIEUW),
    ("more per month", {}, {"omvang": omvang(8), "begin": "2026-06-01"}, Nummer.NIEUW),
    ("more per month and longer", {}, {"omvang": omvang(8), "begin": "2026-06-01", "eind": "2027-06-30"}, Nummer.NIEUW),
    ("more per month, from the second day", {}, {"omvang": omvang(8), "begin": "2026-04-02"}, Nummer.NIEUW),
    ("more per month over the whole period", {}, {"omvang": omvang(8)}, Nummer.VERVANGEN),
    ("more per month from before the first day", {}, {"omvang": omvang(8), "begin": "2026-03-31"}, Nummer.VERVANGEN),
    ("another unit over the whole period", {}, {"omvang": omvang(4, "01")}, Nummer.VERVANGEN),
    ("budget instead of a volume", {}, {**BUDGET, "begin": "2026-06-01"}, Nummer.NIEUW),
    ("volume instead of a budget", BUDGET, {"omvang": MONTHLY, "budget": None, "begin": "2026-06-01"}, Nummer.NIEUW),
]


@pytest.mark.parametrize("wet", ["jw", "wmo"])
@pytest.mark.parametrize(("name", "runs", "asked", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_number_of_a_changed_product(name: str, runs: dict[str, Any], asked: dict[str, Any], expected: Nummer, wet: Wet) -> None:
    before = {**AS_IT_IS, **runs}
    after = {**before, **asked}
    actueel = toegewezen(wet, ingangsdatum=_dag(before["begin"]), einddatum=_dag(before["eind"]), **_amount(before))
    gewenst = te_wijzigen(gewenste_ingangsdatum=_dag(after["begin"]), einddatum=_dag(after["eind"]), **_amount(after))
    assert nummer(gewenst, actueel, SENT) is expected


def test_what_keeps_its_number() -> None:
    assert [each for each in Nummer if each.keeps] == [Nummer.VERPLICHT, Nummer.BEHOUDEN]
    assert {row[3] for row in ROWS} == set(Nummer)


def test_total_is_one_frequency_of_the_list() -> None:
    assert sorted(TOTAAL) == ["6"]


def test_example_of_the_standard() -> None:
    """IV093: three hours become six from 12 June 2025, so what runs ends and a new assignment begins."""
    three = Omvang(volume=3, eenheid="04", frequentie="2")
    six = Omvang(volume=6, eenheid="04", frequentie="2")
    actueel = toegewezen(
        "jw", toewijzing_nummer=123002, ingangsdatum=dag("2025-01-01"), einddatum=dag("2025-12-31"), omvang=three
    )
    gewenst = te_wijzigen(
        toewijzing_nummer=123002, gewenste_ingangsdatum=dag("2025-06-12"), einddatum=dag("2025-12-31"), omvang=six
    )
    assert nummer(gewenst, actueel, dag("2025-06-02")) is Nummer.NIEUW


def _dag(text: str | None) -> date | None:
    return dag(text) if text else None


def _amount(values: dict[str, Any]) -> dict[str, Any]:
    return {"omvang": values["omvang"], "budget": values["budget"]}
