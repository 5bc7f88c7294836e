"""Parties: their kinds and codes, how they are reached, and who may send what on whose behalf."""

from datetime import date
from typing import Any

import pytest

from ketenwerk.protocol.agb import AgbSoort
from ketenwerk.protocol.bezwaar import Bezwaar, blocks
from ketenwerk.protocol.partij import (
    AANBIEDERS,
    Bereikbaarheid,
    Mandaat,
    Partij,
    PartijSoort,
    Postadres,
    host,
    may_send,
    objections,
    sender_for,
)
from ketenwerk.standard.release import MESSAGES

NU = date(2026, 11, 24)
LEKSTROOM = {"Lopik": "0331", "Vianen": "0620", "IJsselstein": "0353", "Nieuwegein": "0356", "Houten": "0321"}
NAAM = "De Linde"


def gemeente(code: str = "0321", **changed: Any) -> Partij:
    return Partij(soort=PartijSoort.GEMEENTE, naam="Gemeente", code=code, **changed)


def aanbieder(**changed: Any) -> Partij:
    values: dict[str, Any] = {
        "soort": PartijSoort.INSTELLING,
        "naam": NAAM,
        "code": "12345678",
        "agb_soort": AgbSoort.ONDERNEMING,
    }
    return Partij(**(values | changed))


def of_kind(soort: PartijSoort) -> Partij:
    if soort is PartijSoort.GEMEENTE:
        return gemeente()
    return aanbieder(soort=soort) if soort in AANBIEDERS else Partij(soort=soort, naam=NAAM)


def veld(found: list[Bezwaar]) -> list[tuple[str, bool]]:
    return [(bezwaar.veld, bezwaar.blokkeert) for bezwaar in found]


# Keeping a party


@pytest.mark.parametrize("code", ["331", "03310", "", "O331", "0331 ", "٠٣٣١"])
def test_gemeentecode_of_another_form_is_refused(code: str) -> None:
    found = list(objections(gemeente(code)))
    assert veld(found) == [("code", True)]
    assert "gemeentecode is vier cijfers" in found[0].tekst


@pytest.mark.eis("E003")
def test_gemeentecode_is_four_digits_and_a_municipality_holds_for_a_time() -> None:
    for naam, code in LEKSTROOM.items():
        until = date(2018, 12, 31) if naam == "Vianen" else None
        partij = Partij(soort=PartijSoort.GEMEENTE, naam=naam, code=code, van=date(2016, 1, 1), tot=until)
        assert list(objections(partij)) == [], naam
    refused = list(objections(gemeente("331")))
    assert blocks(refused)
    assert "gemeentecode is vier cijfers" in refused[0].tekst


def test_municipality_that_is_gone_is_kept_with_a_warning_until_it_has_an_end() -> None:
    assert veld(list(objections(gemeente("0620")))) == [("code", False)]
    assert veld(list(objections(gemeente("0620", tot=date(2025, 1, 1))))) == [("code", False)]
    assert list(objections(gemeente("0620", tot=date(2024, 12, 31)))) == []


def test_provider_without_agb_code_is_not_kept_and_claims_nothing() -> None:
    without = aanbieder(code="")
    (found,) = objections(without)
    assert found.blokkeert
    assert "niet vergoed" in found.tekst
    assert blocks(may_send(without, MESSAGES["JW323"], NU))
    assert veld(list(objections(aanbieder(code="1234567")))) == [("code", True)]
    assert list(objections(aanbieder(code="12345678"))) == []
    assert may_send(aanbieder(code="12345678"), MESSAGES["JW323"], NU) == ()


@pytest.mark.parametrize("soort", sorted(AANBIEDERS))
@pytest.mark.parametrize("code", ["", "123456789", "1234567a", "1234 678"])
def test_every_kind_that_delivers_care_needs_an_agb_code(soort: PartijSoort, code: str) -> None:
    assert veld(list(objections(aanbieder(soort=soort, code=code)))) == [("code", True)]


def test_kind_of_agb_code_may_wait_but_not_for_sending() -> None:
    unknown = aanbieder(agb_soort=None)
    assert veld(list(objections(unknown))) == [("agb_soort", False)]
    assert blocks(may_send(unknown, MESSAGES["JW305"], NU))


@pytest.mark.parametrize("soort", [PartijSoort.BACKOFFICE, PartijSoort.TOEGANG, PartijSoort.VERWIJZER])
def test_kind_without_a_code_has_none(soort: PartijSoort) -> None:
    assert veld(list(objections(Partij(soort=soort, naam=NAAM, code="0321")))) == [("code", True)]
    assert list(objections(Partij(soort=soort, naam=NAAM))) == []


def test_all_objections_come_at_once() -> None:
    faulty = Partij(
        soort=PartijSoort.GEMEENTE,
        naam=" ",
        code="1",
        bereikbaarheid=Bereikbaarheid(telefoon="thuis", telefoon_reserve="1", email="x", email_administratie="a@b"),
        van=date(2026, 1, 2),
        tot=date(2026, 1, 1),
    )
    assert veld(list(objections(faulty))) == [
        ("naam", True),
        ("code", True),
        ("tot", True),
        ("telefoon", False),
        ("telefoon_reserve", False),
        ("email", False),
        ("email_administratie", False),
    ]


# Reaching a party


def test_fallback_number_comes_after_the_first() -> None:
    reached = Bereikbaarheid(telefoon="030-6869901", telefoon_reserve="06-47217826", email="team@example.nl")
    assert reached.telefoonnummers == ("030-6869901", "06-47217826")
    assert Bereikbaarheid(telefoon_reserve="06-47217826").telefoonnummers == ("06-47217826",)
    assert Bereikbaarheid().telefoonnummers == ()
    partij = Partij(soort=PartijSoort.TOEGANG, naam="Sociaal team", bereikbaarheid=reached)
    assert list(objections(partij)) == []


def test_administration_has_its_own_address_or_the_general_one() -> None:
    assert Bereikbaarheid(email="a@example.nl").emailadres_administratie == "a@example.nl"
    both = Bereikbaarheid(email="a@example.nl", email_administratie="b@example.nl", postadres=Postadres(postbus="Postbus 30"))
    assert both.emailadres_administratie == "b@example.nl"


# Sending


@pytest.mark.eis("E001")
def test_party_of_every_kind_can_be_made_and_a_subcontractor_sends_nothing() -> None:
    kinds = {soort: of_kind(soort) for soort in PartijSoort}
    assert len(kinds) == 9
    assert all(list(objections(partij)) == [] for partij in kinds.values())
    assert len(MESSAGES) == 28
    for message in MESSAGES.values():
        assert blocks(may_send(kinds[PartijSoort.ONDERAANNEMER], message, NU)), message.name


@pytest.mark.parametrize("soort", [PartijSoort.BACKOFFICE, PartijSoort.TOEGANG, PartijSoort.VERWIJZER, PartijSoort.ONDERAANNEMER])
def test_kind_that_sends_nothing_hears_who_does(soort: PartijSoort) -> None:
    (found,) = may_send(of_kind(soort), MESSAGES["JW301"], NU)
    assert found.blokkeert
    assert "Kies " in found.tekst
    assert NAAM not in found.tekst


def test_code_of_a_professional_may_not_send() -> None:
    (found,) = may_send(aanbieder(agb_soort=AgbSoort.ZORGVERLENER), MESSAGES["JW315"], NU)
    assert found.blokkeert
    assert "zorgverlener" in found.tekst
    assert "onderneming of vestiging" in found.tekst


@pytest.mark.parametrize("name", sorted(MESSAGES))
def test_message_comes_from_its_own_role_only(name: str) -> None:
    message = MESSAGES[name]
    may = {soort for soort in PartijSoort if not may_send(of_kind(soort), message, NU)}
    assert may == ({PartijSoort.GEMEENTE} if message.sender == "gemeente" else AANBIEDERS - {PartijSoort.ONDERAANNEMER})


@pytest.mark.parametrize("code", ["", "1234567"])
def test_sender_without_a_sound_code_is_refused(code: str) -> None:
    assert blocks(may_send(aanbieder(code=code), MESSAGES["WMO305"], NU))
    assert blocks(may_send(gemeente(code), MESSAGES["WMO301"], NU))


def test_party_sends_only_while_it_holds() -> None:
    partij = aanbieder(van=date(2026, 1, 1), tot=date(2026, 12, 31))
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1)]
    assert [bool(may_send(partij, MESSAGES["JW305"], day)) for day in days] == [True, False, False, True]


# On behalf of a municipality

MANDATEN = (
    Mandaat(backoffice="Lekstroom", gemeente="0321", wet="jw", is_gast=True, van=date(2016, 1, 1)),
    Mandaat(backoffice="Lekstroom", gemeente="0331", wet="jw", van=date(2016, 1, 1)),
    Mandaat(backoffice="Lekstroom", gemeente="0620", wet="jw", tot=date(2018, 12, 31)),
)


@pytest.mark.parametrize(
    ("backoffice", "gemeente_", "wet", "on"),
    [
        ("Lekstroom", "0384", "jw", NU),
        ("Lekstroom", "0331", "wmo", NU),
        ("Lekstroom", "0620", "jw", NU),
        ("Lekstroom", "0331", "jw", date(2015, 12, 31)),
        ("H10", "0331", "jw", NU),
    ],
)
def test_office_without_a_mandate_sends_nothing(backoffice: str, gemeente_: str, wet: Any, on: date) -> None:
    refusal = sender_for(backoffice, gemeente_, wet, MANDATEN, on)
    assert isinstance(refusal, Bezwaar)
    assert refusal.blokkeert


def test_message_of_an_office_carries_the_responsible_municipality_not_the_host() -> None:
    assert sender_for("Lekstroom", "0331", "jw", MANDATEN, NU) == "0331"
    assert sender_for("Lekstroom", "0620", "jw", MANDATEN, date(2018, 12, 31)) == "0620"
    assert host("Lekstroom", MANDATEN, NU) == "0321"
    assert host("Lekstroom", MANDATEN, date(2015, 12, 31)) is None
    assert host("H10", MANDATEN, NU) is None
