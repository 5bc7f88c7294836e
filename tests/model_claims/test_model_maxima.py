"""What may be claimed at most according to the plain model, against numbers worked out by hand."""

import oordeel_geld as geld
import oordeel_maxima as maxima
import pytest
from bekend import AUTUMN_3_UUR, QUARTER, TO_FRIDAY, TO_SATURDAY, TO_SUNDAY, WEEK_3_UUR, assigned

import builders as b
from ketenwerk.standard.basis import Product
from ketenwerk.standard.m301 import ToegewezenProduct

JULY, AUGUST = ("2025-07-07", "2025-07-31"), ("2025-08-01", "2025-08-31")

PER_PERIODE = [
    pytest.param(assigned("2025-03-04", "2026-03-03", 2, "04", "2"), ("2025-03-04", "2025-03-31"), 10, id="S01"),
    pytest.param(assigned("2024-10-10", "2024-12-13", 15, "04", "4"), ("2024-10-10", "2024-10-31"), 15, id="S04 broken month"),
    pytest.param(assigned("2024-01-01", "2024-05-30", 3, "82", "2"), ("2024-05-01", "2024-05-30"), 15, id="S07"),
    pytest.param(assigned("2024-05-01", "2024-05-31", 3, "04", "2"), ("2024-05-01", "2024-05-31"), 15, id="S08 hours"),
    pytest.param(assigned("2024-05-01", "2024-06-30", 3, "82", "2"), ("2024-05-01", "2024-05-31"), 12, id="S08 May"),
    pytest.param(assigned("2024-05-01", "2024-06-30", 3, "82", "2"), ("2024-06-01", "2024-06-30"), 15, id="S08 June"),
    pytest.param(WEEK_3_UUR, JULY, 12, id="N01 July"),
    pytest.param(WEEK_3_UUR, AUGUST, 15, id="N01 August"),
    pytest.param(WEEK_3_UUR, ("2025-09-01", "2025-09-07"), 3, id="N01 September"),
    pytest.param(AUTUMN_3_UUR, ("2025-10-07", "2025-10-31"), 12, id="N03 October"),
    pytest.param(AUTUMN_3_UUR, ("2025-11-01", "2025-11-30"), 15, id="N03 November"),
    pytest.param(AUTUMN_3_UUR, ("2025-12-01", "2025-12-30"), 15, id="N03 December"),
    pytest.param(TO_SUNDAY, JULY, 90000, id="output July"),
    pytest.param(TO_SUNDAY, AUGUST, 150000, id="output August"),
    pytest.param(TO_SUNDAY, ("2025-09-01", "2025-09-07"), 30000, id="output September"),
    pytest.param(TO_SATURDAY, JULY, 90000, id="N02 July"),
    pytest.param(TO_SATURDAY, AUGUST, 180000, id="N02 August"),
    pytest.param(TO_SATURDAY, ("2025-09-01", "2025-09-06"), 0, id="N02 September"),
    pytest.param(TO_FRIDAY, JULY, 90000, id="to Friday July"),
    pytest.param(TO_FRIDAY, AUGUST, 180000, id="to Friday August"),
    pytest.param(QUARTER, ("2025-10-01", "2025-10-31"), 120000, id="C-03 October"),
    pytest.param(QUARTER, ("2025-11-01", "2025-11-30"), 150000, id="C-03 November"),
    pytest.param(QUARTER, ("2025-12-01", "2025-12-31"), 150000, id="C-03 December"),
    pytest.param(assigned("2026-10-14", "2026-12-13", 15, "04", "4"), ("2026-10-14", "2026-10-31"), 15, id="IV078 month"),
    pytest.param(assigned("2026-11-12", "2026-12-31", 3, "04", "2"), ("2026-11-12", "2026-11-30"), 12, id="C-01 of 2026"),
    pytest.param(assigned("2025-11-12", "2025-12-31", 3, "04", "2"), ("2025-11-12", "2025-11-30"), 9, id="C-01 of 2025"),
    pytest.param(assigned("2025-12-29", "2026-01-04", 3, "04", "2"), ("2026-01-01", "2026-01-04"), 3, id="turn of the year"),
    pytest.param(assigned("2026-04-01", None, 2, "04", "1"), ("2026-04-01", "2026-04-30"), 60, id="per day"),
    pytest.param(assigned("2026-04-07", "2026-04-11", 2, "82", "2"), ("2026-04-07", "2026-04-11"), 2, id="C-09 no Sunday"),
    pytest.param(assigned("2026-04-01", None, 1200, "01", "6"), ("2026-05-01", "2026-05-31"), 1200, id="in all"),
]


@pytest.mark.parametrize(("toewijzing", "periode", "volume"), PER_PERIODE)
def test_the_most_of_a_period(toewijzing: ToegewezenProduct, periode: tuple[str, str], volume: int) -> None:
    assert maxima.of_period(toewijzing, b.periode(*periode), "jw") == volume


@pytest.mark.parametrize("eenheid", ["04", "82"])
@pytest.mark.parametrize(("wet", "categorie", "sixfold"), [("wmo", "01", True), ("wmo", "02", False), ("jw", "01", False)])
def test_help_in_the_household_has_six_weeks(eenheid: str, wet: str, categorie: str, sixfold: bool) -> None:
    """C-53."""
    toewijzing = assigned("2026-02-01", "2026-02-28", 2, eenheid, "2", product=Product(categorie=categorie, code="01A01"))
    found = maxima.of_period(toewijzing, b.periode("2026-02-01", "2026-02-28"), wet)
    assert (found == 12) == sixfold
    assert maxima.of_assignment(toewijzing) == 10


@pytest.mark.parametrize(
    ("toewijzing", "volume"),
    [
        pytest.param(WEEK_3_UUR, 27, id="N01"),
        pytest.param(TO_SATURDAY, 270000, id="N02"),
        pytest.param(AUTUMN_3_UUR, 39, id="N03"),
        pytest.param(TO_SUNDAY, 270000, id="ends on Sunday"),
        pytest.param(assigned("2024-10-10", "2024-12-13", 15, "04", "4"), 45, id="S04"),
        pytest.param(assigned("2026-12-28", "2027-01-03", 3, "04", "2"), 3, id="W53"),
        pytest.param(assigned("2026-04-01", None, 15, "04", "4"), None, id="open per month"),
        pytest.param(assigned("2026-04-01", None, 2, "04", "1"), None, id="open per day"),
        pytest.param(assigned("2026-04-01", None, 1200, "01", "6"), 1200, id="open in all"),
    ],
)
def test_the_most_of_an_assignment(toewijzing: ToegewezenProduct, volume: int | None) -> None:
    assert maxima.of_assignment(toewijzing) == volume


def test_tariffs_of_an_hour_in_minutes() -> None:
    """S02, S03, IV081."""
    assert [geld.per_minute(uurtarief) for uurtarief in (8724, 8730, 6150)] == [145, 146, 103]
    assert (geld.of_minutes(8724, 240), geld.of_minutes(6150, 95)) == (34896, 9738)
