"""TR361 beside a slow reading of the same demand: go through the days one by one and see which products run."""

from datetime import date, timedelta

from histories import case, nieuw, toewijzing, vraagt_wijziging, wijst_toe, wijziging
from hypothesis import given
from hypothesis import strategies as st

from ketenwerk.standard.basis import Product
from strategies import searching

FIRST = date(2026, 6, 1)
LENGTH = 12
"""Days of the calendar on which all periods lie; an open end runs past it."""

A1, A2, A, B1 = (
    Product(categorie="45", code="45A01"),
    Product(categorie="45", code="45A02"),
    Product(categorie="45"),
    Product(categorie="44", code="44A01"),
)
PRODUCTS = (A1, A2, A, B1, None)

Period = tuple[int, int | None]
Part = tuple[Product | None, Period, Period | None]
"""Product, period, and for what is to be changed the period asked for."""


@st.composite
def periods(draw: st.DrawFn) -> Period:
    begin = draw(st.integers(0, LENGTH - 1))
    return begin, draw(st.none() | st.integers(begin, LENGTH - 1))


def parts(*, changed: bool) -> st.SearchStrategy[list[Part]]:
    asked = periods() if changed else st.none()
    return st.lists(st.tuples(st.sampled_from(PRODUCTS), periods(), asked), max_size=3)


def runs(part: Part, day: int, written: int) -> bool:
    """What is to be changed runs as before until the change takes effect, if that was in the future when it was asked."""
    _, old, asked = part
    begin, end = asked if asked is not None and (day >= asked[0] or asked[0] <= written) else old
    return begin <= day and (end is None or day <= end)


def may_be_same(one: Product | None, other: Product | None) -> bool:
    if one is None or other is None:
        return True
    if one.code and other.code:
        return one.code == other.code
    return one.categorie == other.categorie


def stacks(assigned: list[Part], new: list[Part], written: int) -> bool:
    """Whether on some day two run that may be the same; new ones among themselves are not compared here (TR410)."""
    pairs = [(one, other) for place, one in enumerate(assigned) for other in (*assigned[place + 1 :], *new)]
    return any(
        runs(one, day, written) and runs(other, day, written)
        for one, other in pairs
        if may_be_same(one[0], other[0])
        for day in range(LENGTH + 1)
    )


def _date(day: int | None) -> str | None:
    return None if day is None else (FIRST + timedelta(days=day)).isoformat()


@searching(300)
@given(parts(changed=False), parts(changed=True), parts(changed=False), st.integers(-1, LENGTH))
def test_rule_finds_what_the_days_show(unchanged: list[Part], changed: list[Part], new: list[Part], written: int) -> None:
    assigned = [*unchanged, *changed]
    row = case(
        "TR361",
        "made",
        history=[
            wijst_toe(
                *(
                    toewijzing(place, str(_date(old[0])), _date(old[1]), product=product)
                    for place, (product, old, _) in enumerate(assigned)
                )
            )
        ],
        message=vraagt_wijziging(
            range(len(unchanged)),
            [
                wijziging(place, str(_date(asked[0])), _date(asked[1]))
                for place, (_, _, asked) in enumerate(changed, len(unchanged))
                if asked is not None
            ],
            [nieuw(str(_date(period[0])), _date(period[1]), product=product) for product, period, _ in new],
            dagtekening=str(_date(written)),
        ),
    )
    found = any(finding.rule == "TR361" for finding in row.findings("jw"))
    assert found == stacks(assigned, new, written)
