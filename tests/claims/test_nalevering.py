"""Deliveries beside lines claimed before: never twice, late ones in a new line for the old, and never a guess."""

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest
from zorg import (
    AFGEWEZEN,
    OPEN,
    TOEGEKEND,
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
from ketenwerk.claims.reden import Weglating
from ketenwerk.claims.regels import regels
from ketenwerk.standard.basis import BedragMetDC, Referentie

DAY = timedelta(days=1)


def claimed() -> list[Levering]:
    return in_maart(regel="R1")


def test_what_was_claimed_is_not_claimed_again() -> None:
    for staat in (OPEN, TOEGEKEND):
        found = regels(claimed(), basis(grondslag(), ingediend=[regel(staat=staat)]))
        assert (found.handelingen, found.weggelaten, len(found.al_gedeclareerd)) == ((), (), 5)


def test_what_was_claimed_in_a_line_that_is_not_known_is_not_claimed_again() -> None:
    assert len(regels(claimed(), basis(grondslag())).al_gedeclareerd) == 5


@pytest.mark.parametrize("fallen", [regel(staat=AFGEWEZEN), regel(gecrediteerd=True)])
def test_what_was_rejected_or_credited_is_claimed_anew(fallen: Any) -> None:
    found = regels(claimed(), basis(grondslag(), ingediend=[fallen]))
    (handeling,) = found.handelingen
    assert (handeling.credit, debet(found).volume, found.al_gedeclareerd) == (None, 6, ())


@pytest.mark.parametrize("staat", [OPEN, TOEGEKEND])
def test_credit_does_not_stand_for_what_it_took_back(staat: str) -> None:
    taken_back = Referentie(referentie_nummer="R2", vorig_referentie_nummer="R1")
    back = prestatie(product_referentie=taken_back, ingediend_bedrag=BedragMetDC(bedrag=6 * 8724, debet_credit="C"))
    found = regels(claimed(), basis(grondslag(), ingediend=[regel(gecrediteerd=True), regel(back, staat)]))
    (handeling,) = found.handelingen
    assert (handeling.credit, debet(found).volume) == (None, 6)


def test_two_lines_that_stand_for_the_same_are_left_to_people() -> None:
    twice = [regel(), regel(prestatie("R2"))]
    found = regels([*claimed(), levering(date(2025, 3, 27), 120)], basis(grondslag(), ingediend=twice))
    assert (reasons(found), found.handelingen) == ([(Weglating.NIET_HERLEIDBAAR, "R1")], ())


def test_late_delivery_on_a_granted_line_takes_it_back_and_claims_the_new_sum() -> None:
    late = levering(date(2025, 3, 27), 120)
    found = regels([*claimed(), late], basis(grondslag(), ingediend=[regel()]))
    (handeling,) = found.handelingen
    assert handeling.credit
    assert handeling.credit.prestatie("R2") == msgspec.structs.replace(
        prestatie(),
        product_referentie=handeling.credit.prestatie("R2").product_referentie,
        ingediend_bedrag=BedragMetDC(bedrag=6 * 8724, debet_credit="C"),
    )
    assert (handeling.credit.vorig, debet(found).volume, len(debet(found).leveringen)) == ("R1", 8, 6)
    assert (found.weggelaten, found.al_gedeclareerd) == ((), ())


def test_late_delivery_on_an_open_line_waits_for_its_answer() -> None:
    found = regels([*claimed(), levering(date(2025, 3, 27))], basis(grondslag(), ingediend=[regel(staat=OPEN)]))
    assert reasons(found) == [(Weglating.WACHT_OP_ANTWOORD, "R1")]
    assert (found.handelingen, len(found.al_gedeclareerd)) == ((), 5)


def test_late_delivery_in_another_month_waits_for_nothing() -> None:
    found = regels([*claimed(), levering(date(2025, 4, 1))], basis(grondslag(), ingediend=[regel(staat=OPEN)]))
    assert debet(found).periode.begin == date(2025, 4, 1)


def test_late_minutes_that_round_away_leave_the_line_as_it_is() -> None:
    terms = basis(grondslag(), ingediend=[regel()])
    found = regels([*claimed(), levering(date(2025, 3, 27), 29)], terms)
    assert (reasons(found), found.handelingen) == ([(Weglating.VERANDERT_NIETS, "R1")], ())
    assert debet(regels([*claimed(), levering(date(2025, 3, 27), 30)], terms)).volume == 7


@pytest.mark.parametrize(
    "held",
    [
        [],
        in_maart(regel="R1")[:-1],
        [*in_maart(regel="R1")[:-1], levering(date(2025, 4, 25), 120, regel="R1")],
        [*in_maart(regel="R1")[:-1], levering(date(2025, 3, 25), 120, regel="R1", code="45A49")],
    ],
)
def test_line_that_its_deliveries_do_not_explain_is_left_to_people(held: list[Levering]) -> None:
    """A new line from the deliveries at hand would take back what nobody can account for."""
    found = regels([*held, levering(date(2025, 3, 27))], basis(grondslag(), ingediend=[regel()]))
    assert reasons(found) == [(Weglating.NIET_HERLEIDBAAR, "R1")]
    assert found.handelingen == ()


def test_line_of_nothing_cannot_be_taken_back() -> None:
    nothing = regel(prestatie(product_tarief=0))
    terms = basis(grondslag(), afspraken=[afspraak(tarief=0)], ingediend=[nothing])
    found = regels([*claimed(), levering(date(2025, 3, 27), 120)], terms)
    assert reasons(found) == [(Weglating.NIHIL, "R1")]


def test_changed_end_of_the_assignment_does_not_make_a_second_line_beside_the_first() -> None:
    shortened = grondslag(eind=date(2025, 3, 27))
    found = regels([*claimed(), levering(date(2025, 3, 27))], basis(shortened, ingediend=[regel()]))
    (handeling,) = found.handelingen
    assert handeling.credit
    assert handeling.credit.periode == (date(2025, 3, 1), date(2025, 3, 31))
    assert debet(found).periode == (date(2025, 3, 1), date(2025, 3, 27))
