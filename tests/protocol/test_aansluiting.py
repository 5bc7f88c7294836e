"""The seven steps before a first message, and the contact at VECOZO on whom the connection depends."""

from datetime import date

import pytest

from ketenwerk.protocol.aansluiting import (
    ONDERDELEN,
    STAPPEN,
    Aansluiting,
    Contactpersoon,
    Nummers,
    before_first_message,
    contact_objection,
    standing,
)

NU = date(2026, 11, 24)
NUMMERS = Nummers("12345678", "01234567")


def aansluiting(*without: str, vecozo: Nummers = NUMMERS, contract: Nummers = NUMMERS) -> Aansluiting:
    gedaan = {part: date(2026, 11, 1) for part in ONDERDELEN if part not in without}
    return Aansluiting(gedaan=gedaan, contract=contract, vecozo=vecozo)


def open_steps(of: Aansluiting, on: date = NU) -> list[str]:
    return [stand.stap.sleutel for stand in standing(of, on) if not stand.is_done]


def test_new_provider_has_seven_open_steps_and_sends_nothing() -> None:
    assert len(open_steps(Aansluiting())) == 7
    refusals = before_first_message(Aansluiting(), NU)
    assert [refusal.veld for refusal in refusals] == [stap.sleutel for stap in STAPPEN]
    assert all(refusal.blokkeert for refusal in refusals)


def test_without_the_agreement_with_vecozo_no_first_message() -> None:
    (refusal,) = before_first_message(aansluiting("overeenkomst.getekend"), NU)
    assert "afsluiten overeenkomst VECOZO" in refusal.tekst.replace("Afsluiten", "afsluiten")


@pytest.mark.parametrize("part", sorted(ONDERDELEN))
def test_step_stays_open_while_one_part_is(part: str) -> None:
    of = aansluiting(part)
    (stand,) = [stand for stand in standing(of, NU) if not stand.is_done]
    assert [onderdeel.sleutel for onderdeel in stand.te_doen] == [part]
    assert part.startswith(f"{stand.stap.sleutel}.")


@pytest.mark.parametrize(
    ("vecozo", "contract", "veld"),
    [
        (Nummers("12345678", "76543210"), NUMMERS, "vecozo_kvk"),
        (Nummers("87654321", "01234567"), NUMMERS, "vecozo_agb"),
        (Nummers("12345678", ""), NUMMERS, "vecozo_kvk"),
        (Nummers("12345678", ""), Nummers("12345678", ""), "vecozo_kvk"),
    ],
)
def test_numbers_that_differ_keep_the_settings_open(vecozo: Nummers, contract: Nummers, veld: str) -> None:
    of = aansluiting(vecozo=vecozo, contract=contract)
    assert open_steps(of) == ["instellingen"]
    (stand,) = [stand for stand in standing(of, NU) if not stand.is_done]
    assert not stand.te_doen
    assert [verschil.veld for verschil in stand.verschillen] == [veld]


def test_part_counts_from_its_day() -> None:
    of = aansluiting()
    assert open_steps(of, date(2026, 11, 1)) == []
    assert len(open_steps(of, date(2026, 10, 31))) == 7


def test_provider_that_did_everything_may_send() -> None:
    assert before_first_message(aansluiting(), NU) == ()


# The contact


def test_without_a_contact_the_connection_is_in_danger_now() -> None:
    found = contact_objection([], NU)
    assert found is not None
    assert "vanaf nu" in found.tekst
    assert contact_objection([Contactpersoon("A", tot=date(2026, 11, 23))], NU) == found
    assert contact_objection([Contactpersoon("A", van=date(2026, 11, 25))], NU) == found


def test_end_of_the_only_contact_asks_for_a_new_one() -> None:
    assert contact_objection([Contactpersoon("A")], NU) is None
    found = contact_objection([Contactpersoon("A", tot=date(2027, 1, 31))], NU)
    assert found is not None
    assert "nieuwe contactpersoon VECOZO aanwijzen" in found.tekst
    assert "2027-02-01" in found.tekst
    assert not found.blokkeert


@pytest.mark.parametrize(("van", "gap"), [(date(2027, 1, 1), False), (date(2027, 2, 1), False), (date(2027, 2, 2), True)])
def test_successor_comes_in_time_or_leaves_a_gap(van: date, gap: bool) -> None:
    contacten = [Contactpersoon("B", van=van), Contactpersoon("A", tot=date(2027, 1, 31))]
    assert (contact_objection(contacten, NU) is not None) is gap


def test_second_contact_without_end_is_enough() -> None:
    assert contact_objection([Contactpersoon("A", tot=date(2027, 1, 31)), Contactpersoon("B")], NU) is None
