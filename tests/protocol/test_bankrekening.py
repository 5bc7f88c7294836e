"""A bank account and its change: paid to the old one until the new one is confirmed."""

from datetime import date

import pytest

from ketenwerk.protocol.bankrekening import Bankrekening, Rekening, RekeningStaat
from ketenwerk.protocol.bezwaar import Bezwaar
from ketenwerk.protocol.vormen import is_iban

OUD, NIEUW = "NL91ABNA0417164300", "NL44RABO0123456789"
BEVESTIGD = Bankrekening(in_gebruik=Rekening(iban=OUD, afschrift="oud.pdf", bevestigd=date(2025, 1, 1)))
DAG = date(2026, 11, 24)


def test_changed_account_without_statement_is_not_paid_to() -> None:
    changed = BEVESTIGD.report(NIEUW)
    assert changed.staat.value == "wacht op kopie bankafschrift"
    iban, (warning,) = changed.for_payment()
    assert iban == OUD
    assert not warning.blokkeert
    assert "oude rekening" in warning.tekst


def test_changed_account_without_statement_is_not_confirmed() -> None:
    refusal = BEVESTIGD.report(NIEUW).confirm(DAG)
    assert isinstance(refusal, Bezwaar)
    assert refusal.blokkeert


def test_without_a_change_there_is_nothing_to_confirm() -> None:
    assert isinstance(BEVESTIGD.confirm(DAG), Bezwaar)
    assert isinstance(Bankrekening().confirm(DAG), Bezwaar)


@pytest.mark.parametrize("rekening", [Bankrekening(), Bankrekening().report(NIEUW), Bankrekening().report(NIEUW, "a.pdf")])
def test_without_a_confirmed_account_nothing_is_paid(rekening: Bankrekening) -> None:
    iban, (refusal,) = rekening.for_payment()
    assert iban is None
    assert refusal.blokkeert


def test_changed_account_with_statement_is_paid_to_from_its_confirmation() -> None:
    changed = BEVESTIGD.report(NIEUW, "nieuw.pdf")
    assert changed.staat is RekeningStaat.WACHT_OP_BEVESTIGING
    assert changed.for_payment()[0] == OUD
    confirmed = changed.confirm(DAG)
    assert isinstance(confirmed, Bankrekening)
    assert confirmed.staat is RekeningStaat.BEVESTIGD
    assert confirmed.for_payment() == (NIEUW, ())
    assert confirmed.in_gebruik == Rekening(iban=NIEUW, afschrift="nieuw.pdf", bevestigd=DAG)


def test_statement_may_follow_and_stays_with_its_account() -> None:
    waiting = BEVESTIGD.report(NIEUW).report(NIEUW, "nieuw.pdf")
    assert waiting.staat is RekeningStaat.WACHT_OP_BEVESTIGING
    assert waiting.report("nl44 rabo 0123 4567 89") == waiting
    assert waiting.report("BE68539007547034").staat is RekeningStaat.WACHT_OP_AFSCHRIFT


def test_reporting_the_account_in_use_takes_the_change_back() -> None:
    assert BEVESTIGD.report(NIEUW).report(f" {OUD.lower()} ") == BEVESTIGD


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (OUD, True),
        ("nl91 abna 0417 1643 00", True),
        ("BE68539007547034", True),
        ("DE89370400440532013000", True),
        ("NL02RABO0123456789", False),
        ("NL91ABNA0417164301", False),
        ("NL91ABNA04171643", False),
        ("XX00", False),
        ("", False),
        ("NL٩١ABNA0417164300", False),
    ],
)
def test_account_number_passes_its_own_check(text: str, expected: bool) -> None:
    assert is_iban(text) is expected


def test_every_single_changed_digit_is_noticed() -> None:
    for at, sign in enumerate(OUD):
        if sign.isdigit():
            assert not any(is_iban(OUD[:at] + other + OUD[at + 1 :]) for other in "0123456789" if other != sign)
