"""TR361: in the situation that a request for change would lead to no product runs twice on one day."""

from collections.abc import Callable
from typing import Any

import pytest
from histories import (
    History,
    alleen_categorie,
    ander,
    case,
    expand,
    gewoon,
    nieuw,
    toewijzing,
    verwijderd,
    vraagt_wijziging,
    wijst_toe,
    wijziging,
)

from builders import CODE, omvang
from ketenwerk.standard.basis import Product
from ketenwerk.standard.types import Wet

STACKED = "TR361 Client/Verzoek"
UNCHANGED = "Client/Verzoek/OngewijzigdeProducten/OngewijzigdProduct[1]"
BUDGET: dict[str, Any] = {"omvang": None, "budget": 500000}
"""What goes with a category, or with no product at all."""


def of_category(categorie: str) -> Callable[[Wet], Product]:
    return lambda wet: Product(categorie=categorie)


FIRST_HALF = toewijzing(eind="2026-06-30")
SECOND_HALF = toewijzing(300202, begin="2026-07-01")
HALVES = [wijst_toe(FIRST_HALF, SECOND_HALF)]
WHOLE = [wijst_toe(toewijzing())]
OPEN = [wijst_toe(toewijzing(eind=None))]

ASSIGNED = [
    case(
        "TR361",
        "first half extended up to the second",
        history=HALVES,
        message=vraagt_wijziging([300202], [wijziging(eind="2026-06-30")]),
    ),
    case(
        "TR361",
        "first half extended into the second",
        history=HALVES,
        message=vraagt_wijziging([300202], [wijziging(eind="2026-07-01")]),
        finds=[STACKED],
        expected="!= OngewijzigdProduct[1]",
        found=lambda wet: f"TeWijzigenProduct[1] {CODE[wet]} 2026-04-01..2026-07-01",
    ),
    case(
        "TR361",
        "first half extended without end",
        history=HALVES,
        message=vraagt_wijziging([300202], [wijziging(eind=None)]),
        finds=[STACKED],
    ),
    case(
        "TR361",
        "first half extended as the second moves up",
        history=HALVES,
        message=vraagt_wijziging(te_wijzigen=[wijziging(eind="2026-07-31"), wijziging(300202, "2026-08-01")]),
        finds=[STACKED],
        found=lambda wet: f"TeWijzigenProduct[2] {CODE[wet]} 2026-07-01..2026-07-31, 2026-08-01..2026-12-31",
        expected="!= TeWijzigenProduct[1]",
    ),
    case(
        "TR361",
        "second half made to begin earlier as the first ends earlier",
        history=HALVES,
        message=vraagt_wijziging(te_wijzigen=[wijziging(eind="2026-04-30"), wijziging(300202, "2026-05-01")]),
    ),
    case(
        "TR361",
        "second half made to begin earlier on the last day of the first",
        history=HALVES,
        message=vraagt_wijziging(te_wijzigen=[wijziging(eind="2026-05-01"), wijziging(300202, "2026-05-01")]),
        finds=[STACKED],
    ),
    case(
        "TR361",
        "two products at one time",
        history=[wijst_toe(toewijzing(), toewijzing(300202, product=ander))],
        message=vraagt_wijziging([300202], [wijziging(eind=None)]),
    ),
    case(
        "TR361",
        "a change meets its own old period",
        history=WHOLE,
        message=vraagt_wijziging(te_wijzigen=[wijziging(begin="2026-06-01", omvang=omvang(8))]),
    ),
]

NEW = [
    case(
        "TR361",
        "new beside what runs",
        history=WHOLE,
        message=vraagt_wijziging([300201], nieuw=[nieuw()]),
        finds=[STACKED],
        found=lambda wet: f"NieuwProduct[1] {CODE[wet]} 2026-05-01..2026-12-31",
        expected="!= OngewijzigdProduct[1]",
    ),
    case(
        "TR361",
        "new on the last day of what runs",
        history=WHOLE,
        message=vraagt_wijziging([300201], nieuw=[nieuw("2026-12-31", "2027-06-30")]),
        finds=[STACKED],
    ),
    case(
        "TR361",
        "new from the day after what runs",
        history=WHOLE,
        message=vraagt_wijziging([300201], nieuw=[nieuw("2027-01-01", "2027-06-30")]),
    ),
    case(
        "TR361",
        "new beside what runs without end",
        history=OPEN,
        message=vraagt_wijziging([300201], nieuw=[nieuw("2031-01-01", "2031-06-30")]),
        finds=[STACKED],
    ),
    case(
        "TR361",
        "new of another product beside what runs",
        history=WHOLE,
        message=vraagt_wijziging([300201], nieuw=[nieuw(product=ander)]),
    ),
    case(
        "TR361",
        "new takes over from what is shortened",
        history=WHOLE,
        message=vraagt_wijziging(te_wijzigen=[wijziging(eind="2026-04-30")], nieuw=[nieuw("2026-05-01")]),
    ),
    case(
        "TR361",
        "new on the last day of what is shortened",
        history=WHOLE,
        message=vraagt_wijziging(te_wijzigen=[wijziging(eind="2026-05-01")], nieuw=[nieuw("2026-05-01")]),
        finds=[STACKED],
    ),
    case(
        "TR361",
        "new on the last day before a change takes effect",
        history=WHOLE,
        message=vraagt_wijziging(
            te_wijzigen=[wijziging(begin="2026-06-01", eind="2026-06-30")], nieuw=[nieuw("2026-05-31", "2026-05-31")]
        ),
        finds=[STACKED],
        found=lambda wet: f"NieuwProduct[1] {CODE[wet]} 2026-05-31..2026-05-31",
        expected="!= TeWijzigenProduct[1]",
    ),
    case(
        "TR361",
        "new on the day before a change that takes effect the day after tomorrow",
        history=WHOLE,
        message=vraagt_wijziging(
            te_wijzigen=[wijziging(begin="2026-06-01", eind="2026-06-30")],
            nieuw=[nieuw("2026-05-31", "2026-05-31")],
            dagtekening="2026-05-30",
        ),
        finds=[STACKED],
    ),
    case(
        "TR361",
        "new on the last day of a change over the whole, asked when that had begun",
        history=WHOLE,
        message=vraagt_wijziging(
            te_wijzigen=[wijziging(eind="2026-05-31")], nieuw=[nieuw("2026-05-31")], dagtekening="2026-05-30"
        ),
        finds=[STACKED],
    ),
    case(
        "TR361",
        "new after a change over the whole, asked when that had begun",
        history=WHOLE,
        message=vraagt_wijziging(
            te_wijzigen=[wijziging(eind="2026-05-31")], nieuw=[nieuw("2026-06-01")], dagtekening="2026-05-30"
        ),
    ),
    case(
        "TR361",
        "new between an old end and a change after it",
        history=[wijst_toe(toewijzing(eind="2026-04-30"))],
        message=vraagt_wijziging(
            te_wijzigen=[wijziging(begin="2026-06-01", eind="2026-06-30")], nieuw=[nieuw("2026-05-01", "2026-05-31")]
        ),
    ),
    case(
        "TR361",
        "second of two new ones",
        history=WHOLE,
        message=vraagt_wijziging([300201], nieuw=[nieuw(product=ander), nieuw("2026-06-01", "2026-06-30")]),
        finds=[STACKED],
        found=lambda wet: f"NieuwProduct[2] {CODE[wet]} 2026-06-01..2026-06-30",
        expected="!= OngewijzigdProduct[1]",
    ),
    case(
        "TR361",
        "changed into what runs already",
        history=[wijst_toe(toewijzing(), toewijzing(300202, product=ander))],
        message=vraagt_wijziging([300202], [wijziging(eind="2026-04-30")], [nieuw("2026-05-01", product=ander)]),
        finds=[STACKED],
    ),
    case(
        "TR361",
        "new beside what was deleted",
        history=[
            wijst_toe(toewijzing(begin="2026-05-01"), toewijzing(300202, product=ander)),
            wijst_toe(verwijderd(begin="2026-05-01"), toewijzing(300202, product=ander)),
        ],
        message=vraagt_wijziging([300201, 300202], nieuw=[nieuw("2026-05-01")]),
        finds=[f"TR350 {UNCHANGED}/ToewijzingNummer"],
    ),
]


def compared(name: str, runs: Callable[[Wet], Product | None], new: Callable[[Wet], Product | None], **law: Any) -> History:
    """A new product beside an unchanged one, each with a volume or a budget as its product demands."""
    stacked = law.pop("stacked")
    return case(
        "TR361",
        name,
        history=[wijst_toe(toewijzing(product=runs, **_amount(runs)))],
        message=vraagt_wijziging([300201], nieuw=[nieuw(product=new, **_amount(new))]),
        finds=[STACKED] if stacked else [],
        **law,
    )


def _amount(product: Callable[[Wet], Product | None]) -> dict[str, Any]:
    return {} if product in (gewoon, ander) else BUDGET


def no_product(wet: Wet) -> None:
    """Generic: any product, within a budget."""


SAME = [
    compared("category beside a code of it", alleen_categorie, gewoon, stacked=True),
    compared("code beside its category", gewoon, alleen_categorie, stacked=True),
    compared("category beside itself", alleen_categorie, alleen_categorie, stacked=True),
    compared("category beside a code of another", alleen_categorie, ander, stacked=False),
    compared("no product beside a code", no_product, gewoon, stacked=True),
    compared("code beside no product", gewoon, no_product, stacked=True),
    compared("no product beside a category", no_product, alleen_categorie, stacked=True),
    compared("wheelchairs twice", of_category("11"), of_category("11"), stacked=False, only="wmo"),
    compared("adaptations of the home beside no product", of_category("13"), no_product, stacked=False, only="wmo"),
    compared("no product beside transport", no_product, of_category("12"), stacked=False, only="wmo"),
    compared("sheltered living twice", of_category("15"), of_category("15"), stacked=True, only="wmo"),
]

CASES = [*ASSIGNED, *NEW, *SAME]


@pytest.mark.eis("E130")
@pytest.mark.parametrize(("row", "wet"), expand(CASES))
def test_nothing_stacks_in_the_end(row: History, wet: Wet) -> None:
    row.check(wet)


def test_a_day_that_a_calendar_has_no_day_before() -> None:
    """What is to begin on the first day of the calendar leaves nothing of the old period."""
    row = case(
        "TR361",
        "from the first day there is",
        history=WHOLE,
        message=vraagt_wijziging(te_wijzigen=[wijziging(begin="0001-01-01")], dagtekening="2026-04-01"),
    )
    assert [finding.rule for finding in row.findings("jw")] == ["TR357"]
