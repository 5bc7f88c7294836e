"""Which lines may be credited or claimed anew, until when, and what then is claimed."""

from datetime import date

import msgspec
import pytest
from zorg import AFGEWEZEN, BSN, OPEN, TOEGEKEND, accepted, booked, lines, nummering, opgesteld, prestatie, regel, signed

from ketenwerk.claims.correctie import crediteren, crediteren_uiterlijk, opnieuw, opnieuw_uiterlijk
from ketenwerk.claims.lijn import Handeling, Lijn, lijn_van
from ketenwerk.claims.periode import maand
from ketenwerk.claims.reden import Belet
from ketenwerk.ledger.declaraties import Regel
from ketenwerk.standard.basis import BedragMetDC, Referentie


def nieuw(volume: int = 4, day: date = date(2025, 3, 1)) -> Lijn:
    return lijn_van(BSN, prestatie("-", day, volume))


def credit_line(nummer: str = "R2", vorig: str = "R1", staat: str = TOEGEKEND) -> Regel:
    taken_back = Referentie(referentie_nummer=nummer, vorig_referentie_nummer=vorig)
    return regel(prestatie(product_referentie=taken_back, ingediend_bedrag=BedragMetDC(bedrag=52344, debet_credit="C")), staat)


# Crediting


@pytest.mark.eis("E196")
def test_only_a_granted_line_is_credited_and_only_once() -> None:
    granted = regel()
    found = crediteren(granted, [granted])
    assert isinstance(found, Handeling)
    (after,) = booked(opgesteld(found, nummering=nummering("N")), [granted])[:1]
    assert crediteren(after, [after]) is Belet.GECREDITEERD
    rejected = regel(staat=AFGEWEZEN)
    assert crediteren(rejected, [rejected]) is Belet.AFGEWEZEN


def test_credit_is_an_exact_copy_but_for_its_numbers_and_its_sign() -> None:
    granted = regel()
    found = crediteren(granted, [granted])
    assert isinstance(found, Handeling)
    (made,) = opgesteld(found)
    ((bsn, line),) = lines(made.bericht)
    assert line.product_referentie == Referentie(referentie_nummer="R1", vorig_referentie_nummer="R1")
    back = {"product_referentie": granted.prestatie.product_referentie, "ingediend_bedrag": granted.prestatie.ingediend_bedrag}
    assert (bsn, msgspec.structs.replace(line, **back)) == (BSN, granted.prestatie)
    assert signed(line.ingediend_bedrag) == -signed(granted.prestatie.ingediend_bedrag)


def test_credit_and_new_debit_are_one_message() -> None:
    """Four pieces of 12,50 become three: 50,00 back and 37,50 anew is 12,50 credit."""
    granted = regel(prestatie("RN1", volume=4, eenheid="84", product_tarief=1250))
    three = lijn_van(BSN, prestatie("-", volume=3, eenheid="84", product_tarief=1250))
    found = crediteren(granted, [granted], three)
    assert isinstance(found, Handeling)
    (made,) = opgesteld(found)
    accepted(made.bericht)
    numbers = [
        (line.product_referentie.vorig_referentie_nummer, signed(line.ingediend_bedrag)) for _, line in lines(made.bericht)
    ]
    assert numbers == [("RN1", -5000), (None, 3750)]
    assert signed(made.bericht.declaratie.totaal_ingediend_bedrag) == -1250


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (regel(staat=OPEN), Belet.OPEN),
        (regel(gecrediteerd=True), Belet.GECREDITEERD),
        (credit_line(), Belet.CREDIT),
        (regel(prestatie(product_tarief=0)), Belet.NIHIL),
    ],
)
def test_line_that_cannot_be_credited(line: Regel, expected: Belet) -> None:
    assert crediteren(line, [line]) is expected


def test_line_is_credited_once_more_after_its_credit_was_rejected() -> None:
    granted = regel()
    assert isinstance(crediteren(granted, [granted, credit_line(staat=AFGEWEZEN)]), Handeling)


def test_new_line_in_its_place_may_not_stand_beside_another() -> None:
    march, april = regel(), regel(prestatie("R5", date(2025, 4, 1)))
    assert crediteren(march, [march, april], nieuw(day=date(2025, 4, 1))) is Belet.STAAT_AL
    assert isinstance(crediteren(march, [march, april], nieuw()), Handeling)
    gone = msgspec.structs.replace(april, gecrediteerd=True)
    assert isinstance(crediteren(march, [march, gone], nieuw(day=date(2025, 4, 1))), Handeling)


# Claiming anew


def test_rejected_line_is_claimed_anew_under_another_number() -> None:
    rejected = regel(staat=AFGEWEZEN)
    found = opnieuw(rejected, [rejected], nieuw())
    assert isinstance(found, Handeling)
    (made,) = opgesteld(found)
    ((_, line),) = lines(made.bericht)
    assert (line.product_referentie.vorig_referentie_nummer, line.geleverd_volume) == (None, 4)
    accepted(made.bericht)


@pytest.mark.parametrize(
    ("line", "expected"),
    [(regel(), Belet.TOEGEKEND), (regel(staat=OPEN), Belet.OPEN), (credit_line(staat=AFGEWEZEN), Belet.CREDIT)],
)
def test_line_that_is_not_claimed_anew(line: Regel, expected: Belet) -> None:
    assert opnieuw(line, [line], nieuw()) is expected


@pytest.mark.parametrize("staat", [OPEN, TOEGEKEND])
def test_rejected_line_is_claimed_anew_once(staat: str) -> None:
    rejected, again = regel(staat=AFGEWEZEN), regel(prestatie("R2"), staat)
    assert opnieuw(rejected, [rejected, again], nieuw()) is Belet.STAAT_AL
    fallen = msgspec.structs.replace(again, staat=AFGEWEZEN)
    assert isinstance(opnieuw(rejected, [rejected, fallen], nieuw()), Handeling)


# Terms


@pytest.mark.eis("E197")
def test_rejected_line_is_claimed_anew_in_its_own_or_the_next_period() -> None:
    last = opnieuw_uiterlijk(maand(date(2024, 9, 1)))
    in_time = [maand(date(2024, month, 1)) <= last for month in (9, 10, 11)]
    assert in_time == [True, True, False]
    assert opnieuw_uiterlijk(maand(date(2024, 12, 1))) == maand(date(2025, 1, 1))


@pytest.mark.eis("E198")
def test_granted_line_is_corrected_within_two_months() -> None:
    assert crediteren_uiterlijk(date(2024, 10, 15)) == date(2024, 12, 15)


@pytest.mark.parametrize(
    ("granted", "last"),
    [
        (date(2024, 12, 31), date(2025, 2, 28)),
        (date(2023, 12, 31), date(2024, 2, 29)),
        (date(2024, 11, 1), date(2025, 1, 1)),
        (date(2025, 6, 30), date(2025, 8, 30)),
        (date(2025, 7, 31), date(2025, 9, 30)),
    ],
)
def test_two_months_end_with_their_month(granted: date, last: date) -> None:
    assert crediteren_uiterlijk(granted) == last
