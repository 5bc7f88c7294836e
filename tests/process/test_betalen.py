"""Payment: what is due goes into one batch, once, to confirmed accounts, and agrees to the cent with what the 325s grant."""

import threading
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection
from lxml import etree

from betaling import (
    AANBIEDER,
    ANDERE,
    BANK,
    NEW_BANK,
    NOW,
    OTHER_BANK,
    claim,
    credited,
    granted,
    line,
    municipality,
    pays,
    provider,
    tick,
)
from ketenwerk.claims.betaling import Aanvang, Betaaltermijn, Termijnafspraak
from ketenwerk.process import betalen
from ketenwerk.process.betaalcontrole import compare, regional
from ketenwerk.process.rebuild import rebuild
from ketenwerk.protocol.bankrekening import RekeningStaat
from ketenwerk.register import betalingen, crypto, parties, rekeningen, relaties, rotate
from ketenwerk.register.models import Betaalbatch, Betaalregel, Declaratie, EigenPartij

pytestmark = pytest.mark.django_db(transaction=True)

TODAY = date(2026, 11, 24)
DUE = date(2026, 12, 24)
"""Thirty days after all that is granted today."""
NEXT = date(2026, 11, 25)
NS = {"p": "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"}


@pytest.fixture
def diemen() -> EigenPartij:
    return municipality()


def ordered(batch: Betaalbatch) -> list[tuple[str, str]]:
    """Account and amount of each payment in the file, as they stand there."""
    tree = etree.fromstring(batch.opened("bestand"))
    return [
        (each.findtext(".//p:CdtrAcct//p:IBAN", namespaces=NS), each.findtext(".//p:InstdAmt", namespaces=NS))
        for each in tree.iterfind(".//p:CdtTrfTxInf", NS)
    ]


def make(party: EigenPartij, tot: date = DUE, uitvoering: date = NEXT, **more: int) -> Betaalbatch:
    return betalen.make(party, tot, uitvoering, NOW, "controller", **more)


@pytest.mark.eis("E194")
def test_approved_lines_are_paid_though_another_line_is_rejected(diemen: EigenPartij) -> None:
    provider(diemen)
    unknown = line("L2", 20000, 4, toewijzing_nummer=999)
    declaratie = claim("D1", line("L1", 10000, 4), unknown, line("L3", 5000, 5), month=5)
    assert (declaratie.ingediend, declaratie.toegekend, declaratie.afgewezen_regels) == (35000, 15000, 1)
    batch = make(diemen)
    assert ordered(batch) == [(OTHER_BANK, "150.00")]
    assert (batch.totaal, batch.aantal) == (15000, 1)


def test_with_all_approved_an_answer_is_sent_and_with_nothing_approved_nothing_is_paid(diemen: EigenPartij) -> None:
    provider(diemen)
    claim("D1", line("L1", 10000, 4, toewijzing_nummer=999))
    with pytest.raises(betalen.NietBetaald, match="niets te betalen"):
        make(diemen)
    whole = granted("D2", 1234)
    assert whole.antwoord is not None
    assert ordered(make(diemen)) == [(OTHER_BANK, "12.34")]


def test_due_on_the_last_day_and_not_the_day_before(diemen: EigenPartij) -> None:
    provider(diemen)
    granted("D1", 100)
    with pytest.raises(betalen.NietBetaald, match="niets te betalen"):
        make(diemen, tot=DUE - timedelta(days=1))
    assert make(diemen, tot=DUE).totaal == 100


def test_the_agreed_term_decides(diemen: EigenPartij) -> None:
    provider(diemen)
    term = Termijnafspraak(termijn=Betaaltermijn(14, Aanvang.ONTVANGST), van=date(2026, 1, 1), ander=AANBIEDER)
    betalingen.keep_term(diemen, term, NOW, "test")
    declaratie = granted("D1", 100)
    assert betalingen.expected([declaratie]) == {declaratie.pk: TODAY + timedelta(days=14)}
    with pytest.raises(betalen.NietBetaald):
        make(diemen, tot=TODAY + timedelta(days=13))
    assert make(diemen, tot=TODAY + timedelta(days=14)).totaal == 100


def test_a_term_on_the_same_day_takes_the_place_of_the_other(diemen: EigenPartij) -> None:
    for days in (14, 21):
        term = Termijnafspraak(termijn=Betaaltermijn(days, Aanvang.ONTVANGST), van=date(2026, 1, 1))
        betalingen.keep_term(diemen, term, NOW, "test")
    assert [each.termijn.dagen for each in betalingen.terms(diemen)] == [21]


def test_what_was_granted_before_the_municipality_paid_here_is_not_paid_again(diemen: EigenPartij) -> None:
    provider(diemen)
    granted("D1", 100, now=NOW - timedelta(days=1))
    pays(diemen, vanaf=TODAY)
    with pytest.raises(betalen.NietBetaald):
        make(diemen)
    granted("D2", 200, month=5)
    assert make(diemen).totaal == 200


def test_a_credit_is_set_off_and_more_than_there_is_waits(diemen: EigenPartij) -> None:
    provider(diemen)
    granted("D1", 1000, month=4)
    assert make(diemen).totaal == 1000
    credited("D2", "D1", 1000, month=5, line_month=4)
    granted("D3", 999, month=6)
    waiting = betalen.propose(diemen, DUE)
    assert waiting.is_empty
    assert [each.bedrag for each in waiting.verdeling.doorgeschoven] == [-1]
    with pytest.raises(betalen.NietBetaald, match="niets te betalen"):
        make(diemen)
    granted("D4", 2, month=7)
    batch = make(diemen)
    assert (batch.totaal, Betaalregel.objects.filter(batch=batch).count()) == (1, 3)
    assert ordered(batch) == [(OTHER_BANK, "0.01")]
    assert compare(batch).verschillen == ()


def test_what_comes_to_nothing_is_settled_without_a_payment(diemen: EigenPartij) -> None:
    granted("D1", 1000, month=4)
    credited("D2", "D1", 1000, month=5, line_month=4)
    batch = make(diemen)
    assert (batch.totaal, batch.aantal, batch.opened("bestand")) == (0, 0, b"")
    assert compare(batch).verschillen == ()
    assert betalen.propose(diemen, DUE).is_empty


def test_two_providers_are_two_payments_and_the_sums_agree_to_the_cent(diemen: EigenPartij) -> None:
    provider(diemen)
    provider(diemen, ANDERE, NEW_BANK)
    for number, month, cents in (("D1", 4, 1), ("D2", 5, 12345678), ("D3", 6, 99)):
        granted(number, cents, month)
    granted("E1", 7, 4, ANDERE)
    batch = make(diemen)
    assert sorted(ordered(batch)) == sorted([(OTHER_BANK, "123457.78"), (NEW_BANK, "0.07")])
    tree = etree.fromstring(batch.opened("bestand"))
    assert {each.text for each in tree.iterfind(".//p:CtrlSum", NS)} == {"123457.85"}
    assert {each.text for each in tree.iterfind(".//p:NbOfTxs", NS)} == {"2"}
    assert tree.findtext(".//p:DbtrAcct//p:IBAN", namespaces=NS) == BANK
    assert tree.findtext(".//p:ReqdExctnDt/p:Dt", namespaces=NS) == "2026-11-25"
    found = compare(batch)
    assert (found.declaraties, found.som, found.besteld, found.verschillen) == (4, 12345785, 12345785, ())


@pytest.mark.eis("E013")
def test_a_changed_account_waits_for_its_copy_and_its_confirmation_and_the_old_one_is_paid(diemen: EigenPartij) -> None:
    relatie = provider(diemen, iban=OTHER_BANK)
    granted("D1", 100)
    form = relaties.form(relatie)
    assert form is not None
    provider(diemen, iban=NEW_BANK, confirmed=False)
    assert rekeningen.account(relatie).rekening.staat == RekeningStaat.WACHT_OP_AFSCHRIFT == "wacht op kopie bankafschrift"
    (betaling,) = betalen.propose(diemen, DUE).betalingen
    assert betaling.iban == OTHER_BANK
    assert "oude rekening" in betaling.bezwaren[0].tekst
    assert ordered(make(diemen)) == [(OTHER_BANK, "1.00")]

    assert rekeningen.confirm(relatie, NEW_BANK, tick(), "test") is not None
    assert rekeningen.add_statement(relatie, "nieuw.pdf", b"kopie", tick(), "test") is None
    assert rekeningen.statement(relatie) == b"kopie"
    granted("D2", 200, month=5)
    assert ordered(make(diemen)) == [(OTHER_BANK, "2.00")]
    assert rekeningen.confirm(relatie, NEW_BANK, tick(), "test") is None
    granted("D3", 300, month=6)
    assert ordered(make(diemen)) == [(NEW_BANK, "3.00")]


def test_another_account_than_was_seen_is_not_confirmed(diemen: EigenPartij) -> None:
    relatie = provider(diemen, iban=OTHER_BANK, confirmed=False)
    rekeningen.add_statement(relatie, "oud.pdf", b"kopie", tick(), "test")
    provider(diemen, iban=NEW_BANK, confirmed=False)
    wrong = rekeningen.confirm(relatie, OTHER_BANK, tick(), "test")
    assert wrong is not None
    assert "intussen gewijzigd" in wrong.tekst
    assert rekeningen.account(relatie).rekening.in_gebruik is None


def test_a_provider_without_a_confirmed_account_is_left_out_with_the_reason(diemen: EigenPartij) -> None:
    provider(diemen)
    provider(diemen, ANDERE, NEW_BANK, confirmed=False)
    granted("D1", 100)
    granted("E1", 700, 4, ANDERE)
    left = betalen.propose(diemen, DUE).zonder_rekening
    assert [(each.opdracht.aanbieder, each.opdracht.bedrag) for each in left] == [(ANDERE, 700)]
    assert "Er wordt niet betaald" in left[0].bezwaren[0].tekst
    batch = make(diemen)
    assert batch.totaal == 100
    relatie = provider(diemen, ANDERE, NEW_BANK)
    assert rekeningen.account(relatie).rekening.staat == RekeningStaat.BEVESTIGD
    assert make(diemen).totaal == 700


def test_a_claim_is_in_one_batch_until_that_is_withdrawn(diemen: EigenPartij) -> None:
    provider(diemen)
    granted("D1", 100)
    first = make(diemen)
    with pytest.raises(betalen.NietBetaald, match="niets te betalen"):
        make(diemen)
    regel = Betaalregel.objects.get()
    with pytest.raises(IntegrityError):
        Betaalregel.objects.create(batch=first, bericht=regel.bericht, aanbieder=AANBIEDER, nummer="D1", bedrag=100)
    betalen.withdraw(first, NOW, "controller")
    with pytest.raises(betalen.NietBetaald, match="al ingetrokken"):
        betalen.withdraw(first, NOW, "controller")
    second = make(diemen)
    assert (first.nummer, second.nummer, second.totaal) == (1, 2, 100)


def test_what_the_bank_has_is_taken_back_only_where_the_bank_refused(diemen: EigenPartij) -> None:
    provider(diemen)
    granted("D1", 100)
    batch = make(diemen)
    betalen.sent(batch, NOW, "controller")
    with pytest.raises(betalen.NietBetaald, match="de bank heeft hem al"):
        betalen.withdraw(batch, NOW, "controller")
    with pytest.raises(betalen.NietBetaald, match="al verstuurd"):
        betalen.sent(batch, NOW, "controller")
    betalen.withdraw(batch, NOW, "controller", geweigerd=True)
    assert make(diemen).totaal == 100


def test_two_who_make_a_batch_at_the_same_time_pay_once(diemen: EigenPartij) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("the database of a test in memory knows one connection")
    provider(diemen)
    granted("D1", 100)
    start = threading.Barrier(2)
    ended: list[str] = []

    def run() -> None:
        start.wait()
        try:
            ended.append(str(make(diemen).totaal))
        except betalen.NietBetaald:
            ended.append("niets")
        finally:
            connection.close()

    both = [threading.Thread(target=run) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join(30)
    assert sorted(ended) == ["100", "niets"]
    assert Betaalregel.objects.count() == 1


@pytest.mark.parametrize(
    ("day", "said"),
    [(TODAY, "Kies 25-11-2026 of later"), (date(2026, 11, 28), "Kies 30-11-2026"), (NEXT, ""), (date(2026, 11, 30), "")],
)
def test_the_day_of_execution_is_a_day_to_come_on_which_banks_settle(diemen: EigenPartij, day: date, said: str) -> None:
    provider(diemen)
    granted("D1", 100)
    if said:
        with pytest.raises(betalen.NietBetaald, match=said):
            make(diemen, uitvoering=day)
        assert not Betaalbatch.objects.exists()
    else:
        assert make(diemen, uitvoering=day).uitvoering == day


def test_another_total_than_was_seen_is_not_ordered(diemen: EigenPartij) -> None:
    provider(diemen)
    granted("D1", 100)
    with pytest.raises(betalen.NietBetaald, match="intussen veranderd"):
        make(diemen, gezien=99)
    assert make(diemen, gezien=100).totaal == 100


def test_without_an_account_of_its_own_a_municipality_pays_nothing() -> None:
    party = parties.add_own("jw", "0321", NOW)
    with pytest.raises(betalen.NietBetaald, match="eigen rekening ontbreekt"):
        make(party)


def _other_amount(batch: Betaalbatch) -> None:
    Betaalregel.objects.filter(batch=batch, nummer="D1").update(bedrag=101)


def _other_file(batch: Betaalbatch) -> None:
    batch.seal("bestand", batch.opened("bestand").replace(b">3.00<", b">3.01<"))
    batch.save(update_fields=["bestand"])


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (_other_amount, [("D1", 101, 100), ("", 300, 301)]),
        (_other_file, [("", 301, 300)]),
    ],
)
def test_a_difference_of_one_cent_is_listed(diemen: EigenPartij, spoil: Callable[[Betaalbatch], None], expected: object) -> None:
    provider(diemen)
    granted("D1", 100)
    granted("D2", 200, month=5)
    batch = make(diemen)
    assert compare(batch).verschillen == ()
    spoil(batch)
    assert [(each.nummer, each.in_batch, each.toegekend) for each in compare(batch).verschillen] == expected


def test_a_rebuild_of_the_register_leaves_what_was_paid_alone(diemen: EigenPartij) -> None:
    provider(diemen)
    granted("D1", 100)
    batch = make(diemen)
    before = Declaratie.objects.get().pk
    list(rebuild(verify=False))
    assert Declaratie.objects.get().pk != before
    assert compare(batch).verschillen == ()
    with pytest.raises(betalen.NietBetaald, match="niets te betalen"):
        make(diemen)


def test_no_account_nor_name_stands_in_the_database_as_it_is(diemen: EigenPartij) -> None:
    provider(diemen)
    granted("D1", 100)
    batch = make(diemen)
    row = Betaalbatch.objects.get(pk=batch.pk)
    for blob in (row.bestand, row.opdrachten):
        assert OTHER_BANK.encode() not in bytes(blob)
    assert betalen.transfers(row)[0].iban == OTHER_BANK


def test_a_new_key_opens_what_was_paid_before(diemen: EigenPartij) -> None:
    provider(diemen)
    granted("D1", 100)
    batch = make(diemen)
    rotate.new_key()
    list(rotate.rotate())
    assert ordered(Betaalbatch.objects.get(pk=batch.pk)) == [(OTHER_BANK, "1.00")]
    assert set(rotate.in_use()) == {crypto.keyring().active}


@pytest.mark.eis("E204")
def test_the_order_of_a_region_lists_per_municipality_what_was_approved(diemen: EigenPartij) -> None:
    houten = municipality("0321", (AANBIEDER,))
    granted("D1", 10000, month=4)
    claim("D2", line("LD2", 5000, 5), line("LD2x", 400, 5, toewijzing_nummer=999), month=5)
    granted("E1", 700, 4, ANDERE)
    granted("D1", 2000, gemeente="0321")
    found = [(each.gemeente, each.aanbieder, each.aantal, each.bedrag) for each in regional([diemen, houten], DUE)]
    assert found == [("0384", AANBIEDER, 2, 15000), ("0384", ANDERE, 1, 700), ("0321", AANBIEDER, 1, 2000)]
    assert regional([diemen, houten], DUE - timedelta(days=1)) == []


def test_a_region_is_asked_at_once_and_each_municipality_keeps_its_own_first_day(
    diemen: EigenPartij, django_assert_num_queries: object
) -> None:
    houten = municipality("0321", (AANBIEDER,))
    pays(houten, vanaf=TODAY + timedelta(days=1))
    granted("D1", 10000)
    granted("D1", 2000, gemeente="0321")
    with django_assert_num_queries(3):
        assert [each.gemeente for each in regional([diemen, houten], DUE)] == ["0384"]
    pays(houten, vanaf=TODAY)
    assert [each.gemeente for each in regional([diemen, houten], DUE)] == ["0384", "0321"]


def test_as_many_queries_for_many_claims_as_for_few(diemen: EigenPartij, django_assert_max_num_queries: object) -> None:
    for place in range(4):
        granted(f"D{place}", 100, 4 + place)
        granted(f"E{place}", 100, 4 + place, ANDERE)
    provider(diemen)
    provider(diemen, ANDERE, NEW_BANK)
    with django_assert_max_num_queries(6):
        betalen.propose(diemen, DUE)
    with django_assert_max_num_queries(20):
        batch = make(diemen)
    with django_assert_max_num_queries(4):
        compare(batch)
