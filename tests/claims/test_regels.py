"""Deliveries become one line per client, assignment, product and product period; what is in none is told with its reason."""

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from zorg import (
    AFGEWEZEN,
    ANDER,
    BSN,
    OP,
    OPEN,
    afspraak,
    basis,
    debet,
    grondslag,
    in_maart,
    levering,
    prestatie,
    reasons,
    regel,
)

from ketenwerk.claims.levering import Levering
from ketenwerk.claims.periode import productperiode, productperioden
from ketenwerk.claims.reden import Weglating
from ketenwerk.claims.regels import regels
from strategies import searching

DAY = timedelta(days=1)


# One line


@pytest.mark.eis("E170")
def test_five_deliveries_of_march_are_one_line_of_six_hours() -> None:
    """S01, in a period that begins with the assignment."""
    found = regels(in_maart(), basis(grondslag(begin=date(2025, 3, 4), eind=date(2026, 3, 3))))
    line = debet(found)
    assert (line.volume, line.eenheid, line.periode) == (6, "04", (date(2025, 3, 4), date(2025, 3, 31)))
    assert (line.tarief, line.bedrag) == (8724, 6 * 8724)
    assert sorted(line.leveringen, key=lambda each: each.datum) == sorted(in_maart(), key=lambda each: each.datum)
    assert (found.weggelaten, found.al_gedeclareerd) == ((), ())


def test_broken_month_gives_a_line_per_month() -> None:
    """S04: fifteen hours in each of three months."""
    toegewezen = grondslag(begin=date(2024, 10, 10), eind=date(2024, 12, 13), volume=15, frequentie="4")
    days = [date(2024, 10, 20), date(2024, 11, 20), date(2024, 12, 10)]
    found = regels([levering(day, 900) for day in days], basis(toegewezen))
    made = [(each.debet.periode, each.debet.volume) for each in found.handelingen if each.debet]
    assert made == [(period, 15) for period in productperioden(date(2024, 10, 10), date(2024, 12, 13))]


def test_minutes_are_summed_before_they_are_rounded() -> None:
    """IV079: four times 95 minutes is 6 hours, where each of them alone would be 2."""
    days = [date(2025, 3, day) for day in (3, 10, 17, 24)]
    assert debet(regels([levering(day, 95) for day in days], basis(grondslag()))).volume == 6


@pytest.mark.parametrize(("in_minuten", "expected"), [(False, ("04", 4, 8724, 34896)), (True, ("01", 240, 145, 34896))])
def test_hours_are_claimed_in_hours_or_in_minutes_as_chosen(in_minuten: bool, expected: tuple[str, int, int, int]) -> None:
    """S02: the amount in minutes follows from the tariff per hour."""
    line = debet(regels([levering(date(2025, 3, 5), 240)], basis(grondslag(), in_minuten=in_minuten)))
    assert (line.eenheid, line.volume, line.tarief, line.bedrag) == expected


def test_own_tariff_per_minute_goes_before_a_sixtieth() -> None:
    both = [afspraak(), afspraak("01", 150)]
    line = debet(regels([levering(date(2025, 3, 5), 240)], basis(grondslag(), afspraken=both, in_minuten=True)))
    assert (line.tarief, line.bedrag) == (150, 36000)


def test_hours_at_a_tariff_per_minute_are_claimed_in_minutes() -> None:
    line = debet(regels([levering(date(2025, 3, 5), 95)], basis(grondslag(), afspraken=[afspraak("01", 150)])))
    assert (line.eenheid, line.volume, line.bedrag) == ("01", 95, 14250)


def test_minutes_at_a_tariff_per_hour_stay_minutes() -> None:
    line = debet(regels([levering(date(2025, 3, 5), 95)], basis(grondslag(eenheid="01"))))
    assert (line.eenheid, line.volume, line.tarief, line.bedrag) == ("01", 95, 145, 13813)


@pytest.mark.parametrize(
    ("eenheid", "tarief", "expected"),
    [("83", None, (20000, None, 20000)), ("16", 4820, (20000, 4820, 96400000)), ("82", 1, (20000, 1, 20000))],
)
def test_other_units_are_added_as_they_are(eenheid: str, tarief: int | None, expected: tuple[int, int | None, int]) -> None:
    terms = basis(grondslag(eenheid=eenheid, frequentie="4"), afspraken=[afspraak(eenheid, tarief)])
    line = debet(regels([levering(date(2025, 3, day), 10000) for day in (3, 10)], terms))
    assert (line.volume, line.tarief, line.bedrag) == expected


def test_assignment_that_leaves_the_product_open_gives_a_line_per_product() -> None:
    """IV075: several lines in one period on one number."""
    open_one = grondslag(code=None, volume=None, eenheid=None, frequentie=None)
    delivered = [levering(date(2025, 3, 5)), levering(date(2025, 3, 6), code="45A49"), levering(date(2025, 3, 7))]
    found = regels(delivered, basis(open_one, afspraken=[afspraak(), afspraak("16", 4820, code="45A49")]))
    made = {each.debet.code: (each.debet.eenheid, each.debet.volume) for each in found.handelingen if each.debet}
    assert made == {"45A48": ("04", 2), "45A49": ("16", 60)}


def test_clients_and_assignments_have_lines_of_their_own() -> None:
    two = basis(grondslag(1), grondslag(2))
    grondslagen = {**two.grondslagen, (ANDER, 1): grondslag(1)}
    days = [levering(date(2025, 3, 5)), levering(date(2025, 3, 5), nummer=2), levering(date(2025, 3, 5), bsn=ANDER)]
    found = regels(days, msgspec.structs.replace(two, grondslagen=grondslagen))
    keys = [(each.debet.bsn, each.debet.toewijzing_nummer) for each in found.handelingen if each.debet]
    assert keys == [(BSN, 1), (BSN, 2), (ANDER, 1)]


def test_tariff_is_that_of_the_first_day_of_the_product_period() -> None:
    raised = [afspraak(tot=date(2025, 3, 31)), afspraak(tarief=9000, van=date(2025, 4, 1))]
    found = regels([levering(date(2025, 3, 31)), levering(date(2025, 4, 1))], basis(grondslag(), afspraken=raised))
    assert [each.debet.tarief for each in found.handelingen if each.debet] == [8724, 9000]


# What is left out


@pytest.mark.eis("E190")
def test_care_without_an_assignment_is_not_claimed() -> None:
    found = regels([levering(date(2025, 3, 5), nummer=2)], basis(grondslag(1)))
    assert (found.handelingen, reasons(found)) == ((), [(Weglating.GEEN_TOEWIJZING, None)])


@pytest.mark.parametrize(
    ("change", "held", "expected"),
    [
        ({"bsn": ANDER}, {}, Weglating.ANDERE_CLIENT),
        ({"datum": date(2025, 3, 3)}, {}, Weglating.BUITEN_TOEWIJZING),
        ({"datum": date(2025, 3, 4)}, {}, None),
        ({"datum": date(2025, 6, 10)}, {}, None),
        ({"datum": date(2025, 6, 11)}, {}, Weglating.BUITEN_TOEWIJZING),
        ({"categorie": "50"}, {}, Weglating.ANDER_PRODUCT),
        ({"code": "45A49"}, {}, Weglating.ANDER_PRODUCT),
        ({"code": "45A49"}, {"code": None}, Weglating.GEEN_AFSPRAAK),
        ({"hoeveelheid": 0}, {}, Weglating.GEEN_HOEVEELHEID),
        ({"hoeveelheid": -60}, {}, Weglating.GEEN_HOEVEELHEID),
        ({}, {"eenheid": "16"}, Weglating.ANDERE_EENHEID),
        ({"hoeveelheid": 60 * 11462}, {}, None),
        ({"hoeveelheid": 60 * 11463}, {}, Weglating.TE_GROOT),
    ],
)
def test_delivery_that_cannot_be_claimed_is_told_with_its_reason(
    change: dict[str, Any], held: dict[str, Any], expected: Weglating | None
) -> None:
    one = levering(**{"datum": date(2025, 3, 5), **change})
    found = regels([one], basis(grondslag(begin=date(2025, 3, 4), eind=date(2025, 6, 10), **held)))
    assert [each.reden for each in found.weggelaten] == ([expected] if expected else [])
    assert len(found.handelingen) == (0 if expected else 1)


@pytest.mark.parametrize(
    ("reden", "eind", "expected"),
    [
        ("13", date(2025, 3, 4), Weglating.TOEWIJZING_VERWIJDERD),
        ("01", date(2025, 3, 4), Weglating.TOEWIJZING_VERWIJDERD),
        ("14", date(2025, 3, 4), None),
        (None, date(2025, 3, 4), None),
        ("13", date(2025, 3, 5), None),
    ],
)
def test_assignment_that_was_taken_back_allows_nothing(reden: str | None, eind: date, expected: Weglating | None) -> None:
    held = grondslag(begin=date(2025, 3, 4), eind=eind, reden_wijziging=reden)
    found = regels([levering(date(2025, 3, 4))], basis(held))
    assert [each.reden for each in found.weggelaten] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("datum", "op", "expected"),
    [
        (date(2020, 12, 31), date(2021, 2, 1), Weglating.VOOR_2021),
        (date(2021, 1, 1), date(2021, 2, 1), None),
        (date(2025, 6, 3), date(2025, 6, 29), Weglating.LOOPT_NOG),
        (date(2025, 6, 3), date(2025, 6, 30), None),
        (date(2021, 1, 31), date(2026, 2, 1), Weglating.TE_LANG_GELEDEN),
        (date(2021, 1, 31), date(2026, 1, 31), None),
        (date(2023, 2, 28), date(2028, 2, 29), None),
        (date(2023, 2, 28), date(2028, 3, 1), Weglating.TE_LANG_GELEDEN),
    ],
)
def test_claim_is_made_after_its_period_and_within_five_years(datum: date, op: date, expected: Weglating | None) -> None:
    found = regels([levering(datum)], basis(grondslag(begin=date(2020, 1, 1)), op=op))
    assert [each.reden for each in found.weggelaten] == ([expected] if expected else [])


def test_agreement_that_began_last_goes_before_one_that_it_overlaps() -> None:
    overlapping = [afspraak(), afspraak(tarief=9000, van=date(2025, 1, 1))]
    assert debet(regels([levering(date(2025, 3, 5))], basis(grondslag(), afspraken=overlapping))).tarief == 9000


def test_what_is_only_registered_or_paid_as_a_task_gives_no_line() -> None:
    taak = [afspraak(variant="taak", tarief=None)]
    assert reasons(regels(in_maart(), basis(grondslag(), afspraken=taak))) == [(Weglating.NIET_PER_CLIENT, None)] * 5
    assert len(regels(in_maart(), basis(grondslag(), afspraken=[*taak, afspraak()])).handelingen) == 1


def test_unit_is_not_guessed_where_several_are_agreed() -> None:
    open_one = grondslag(volume=None, eenheid=None, frequentie=None)
    several = [afspraak(), afspraak("16", 4820)]
    assert reasons(regels([levering(date(2025, 3, 5))], basis(open_one, afspraken=several))) == [
        (Weglating.EENHEID_ONBEPAALD, None)
    ]
    hours_and_minutes = [afspraak("01", 150), afspraak()]
    assert debet(regels([levering(date(2025, 3, 5))], basis(open_one, afspraken=hours_and_minutes))).eenheid == "04"


# Any deliveries

_LEVERINGEN = st.lists(
    st.builds(
        levering,
        st.dates(date(2024, 11, 1), date(2025, 8, 1)),
        st.integers(-5, 200),
        nummer=st.sampled_from([1, 2, 3, 9]),
        bsn=st.sampled_from([BSN, BSN, BSN, ANDER]),
        code=st.sampled_from(["45A48", "45A48", "45A49"]),
        regel=st.sampled_from([None, None, None, "R1", "R2", "R3", "R9"]),
    ),
    max_size=25,
)


@searching(300)
@given(_LEVERINGEN, st.booleans())
def test_every_delivery_is_in_one_line_or_told_of(delivered: list[Levering], in_minuten: bool) -> None:
    assigned = [grondslag(1), grondslag(2, date(2025, 2, 10), date(2025, 6, 20), code=None), grondslag(3, eenheid="82")]
    earlier = [
        regel(prestatie("R1", date(2025, 3, 1))),
        regel(prestatie("R2", date(2025, 4, 1)), OPEN),
        regel(prestatie("R3", date(2025, 5, 1)), AFGEWEZEN),
    ]
    rows = [afspraak(), afspraak("82", 5000)]
    numbered = [msgspec.structs.replace(each, kenmerk=str(place)) for place, each in enumerate(delivered)]
    found = regels(numbered, basis(*assigned, afspraken=rows, ingediend=earlier, in_minuten=in_minuten))
    in_lines = [each for handeling in found.handelingen if handeling.debet for each in handeling.debet.leveringen]
    everywhere = [*in_lines, *(each.levering for each in found.weggelaten), *found.al_gedeclareerd]
    assert sorted(everywhere, key=lambda each: int(each.kenmerk or 0)) == numbered
    keys = [handeling.debet.sleutel for handeling in found.handelingen if handeling.debet]
    assert len(keys) == len(set(keys))
    for handeling in found.handelingen:
        line = handeling.debet
        assert line
        assert all(
            (each.bsn, each.toewijzing_nummer, each.code) == (line.bsn, line.toewijzing_nummer, line.code)
            for each in line.leveringen
        )
        held = next(each for each in assigned if each.nummer == line.toewijzing_nummer)
        assert productperiode(line.periode.begin, held.ingangsdatum, held.einddatum) == line.periode
        assert line.periode.eind <= OP
        total = sum(each.hoeveelheid for each in line.leveringen)
        assert line.volume == (total if line.eenheid != "04" else max(1, (total + 30) // 60))
