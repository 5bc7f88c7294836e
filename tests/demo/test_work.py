"""What the demonstration leaves to be done: deliveries to claim, a claim to answer, and payments to make."""

from datetime import date, timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from django.utils import timezone

from ketenwerk.claims.reden import Weglating
from ketenwerk.demo import keten, messages, werk
from ketenwerk.demo.betaling import EIGEN, ONTVANGERS
from ketenwerk.demo.kalender import Kalender
from ketenwerk.demo.load import load
from ketenwerk.demo.personen import DE_OEVER, HET_GEMAAL, HOOGMEER, ROL_EN_RIJ, VELDRIJK
from ketenwerk.process import betalen, declareren, indienen, uiterlijk
from ketenwerk.process.declareerplan import merk, plans
from ketenwerk.protocol.vormen import is_iban
from ketenwerk.register import rekeningen, termijnen
from ketenwerk.register.models import Betaalbatch, Declaratie, EigenPartij, Levering, Relatie

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)
DAYS = [TODAY, date(2026, 1, 1), date(2024, 2, 29), date(2026, 3, 1), date(2025, 5, 31)]
"""After months of 28, 30 and 31 days; the first and the last day of a month; a day of which there is none the next year."""


@pytest.fixture(autouse=True)
def _keys(tmp_path: Path, settings: Any) -> None:
    settings.KETENWERK_KEY_FILE = tmp_path / "sleutels"


def party(code: str) -> EigenPartij:
    return EigenPartij.objects.get(code=code)


def opens(code: str) -> list[Declaratie]:
    return list(Declaratie.objects.filter(party__code=code, staat=Declaratie.Staat.OPEN))


@pytest.mark.parametrize("today", DAYS)
def test_every_side_finds_its_work_whatever_the_day(today: date) -> None:
    load(today)
    for code in (DE_OEVER, HET_GEMAAL):
        to_claim(code, today)
    to_answer()
    to_pay(today)


def to_claim(code: str, today: date) -> None:
    """Five clients: four right, one too much, and a day that no assignment covers. All of last month."""
    maand = Kalender(today).maand(1)
    held = Levering.objects.filter(party__code=code)
    assert held.count() >= 18
    assert all(row.open and maand[0] <= row.datum <= maand[1] and row.datum.weekday() < 5 for row in held)
    (plan,) = plans(party(code), today, today)
    assert len(plan.uitkomst.handelingen) == len({lijn.toewijzing_nummer for lijn in plan.lijnen}) == 5
    assert [left.reden for left in plan.uitkomst.weggelaten] == [Weglating.BUITEN_TOEWIJZING]
    proef = indienen.tried(plan, timezone.now())
    assert proef.geheel == ()
    assert [[finding.rule for finding in found] for found in proef.per_handeling.values()] == [["TR321"]]


def to_answer() -> None:
    """One claim waits, at both of its ends; the other municipality answers by itself."""
    assert {each.code for each in EigenPartij.objects.filter(kijkt_na=True)} == {HOOGMEER}
    (waits,), (sent,) = opens(HOOGMEER), opens(DE_OEVER)
    assert waits.nummer == sent.nummer
    assert waits.pk == max(each.pk for each in Declaratie.objects.filter(party__code=HOOGMEER))
    assert declareren.judged(waits, timezone.now()).verdict == "accepted"
    assert opens(VELDRIJK) == opens(HET_GEMAAL) == opens(ROL_EN_RIJ) == []


def to_pay(today: date) -> None:
    """As the page shows it: what falls due within a week. No batch was made."""
    tot = today + timedelta(days=6)
    one, two = betalen.propose(party(HOOGMEER), tot), betalen.propose(party(VELDRIJK), tot)
    assert [(each.opdracht.aanbieder, bool(each.iban)) for each in one.betalingen] == [(DE_OEVER, True)]
    assert [each.opdracht.aanbieder for each in two.betalingen] == [HET_GEMAAL]
    assert [(each.opdracht.aanbieder, each.iban) for each in two.zonder_rekening] == [(ROL_EN_RIJ, "")]
    assert one.zonder_rekening == ()
    assert all(each.opdracht.bedrag > 0 for each in (*one.betalingen, *two.betalingen, *two.zonder_rekening))
    assert not Betaalbatch.objects.exists()


def test_what_can_be_claimed_is_claimed_and_waits_at_the_one_and_is_answered_at_the_other() -> None:
    """The demonstration to its end: without the red line, then looked at, paid, and nothing is left but what was left out."""
    load(TODAY)
    now = timezone.now()
    for code in (DE_OEVER, HET_GEMAAL):
        (plan,) = plans(party(code), TODAY, timezone.localdate(now))
        red = indienen.tried(plan, now).afgewezen
        (left,) = plans(party(code), TODAY, timezone.localdate(now), zonder=red)
        assert indienen.send(left.gesprek, TODAY, now, zonder=red, zegel=left.zegel)
        (again,) = plans(party(code), TODAY, timezone.localdate(now))
        assert {merk(each) for each in again.uitkomst.handelingen} == red
    keten.run(Event(), until_idle=True)
    assert opens(VELDRIJK) == []
    first, second = opens(HOOGMEER)
    assert (len(opens(DE_OEVER)), second.pk > first.pk) == (2, True)
    with pytest.raises(declareren.OlderFirst):
        declareren.settle(second.pk, now)
    for each in (first, second):
        declareren.settle(each.pk, now)
    keten.run(Event(), until_idle=True)
    assert opens(HOOGMEER) == opens(DE_OEVER) == []
    granted = Declaratie.objects.filter(party__code=HOOGMEER, pk__in=[first.pk, second.pk])
    assert all(each.toegekend == each.ingediend > 0 for each in granted)


def test_the_last_claim_waits_that_its_receiver_would_grant() -> None:
    """Not one of another municipality, nor one that is rejected or cannot be read, nor one that is not there."""
    told = sorted(messages(TODAY), key=lambda each: each.sent)
    found = werk.last_to_look_at(told)
    assert found is not None
    assert (found.received, "JW323" in found.name) == ("accepted", True)
    before = werk.last_to_look_at(told[: told.index(found)])
    assert before is not None
    assert before.sent < found.sent
    others = [each for each in told if "JW323" not in each.name or each.received != "accepted"]
    assert any("WMO323" in each.name and each.received == "accepted" for each in others)
    assert werk.last_to_look_at(others) is None


def test_no_bank_has_the_accounts_and_one_of_them_is_not_confirmed() -> None:
    load(TODAY)
    ibans = [iban for _, _, iban in EIGEN] + [each.iban for each in ONTVANGERS]
    assert len(set(ibans)) == 5
    assert all(is_iban(iban) and iban[4:8] == "TEST" for iban in ibans)
    rows = Relatie.objects.filter(code__in=[each.agb for each in ONTVANGERS], party__code__in=(HOOGMEER, VELDRIJK))
    states = {code: betaalde.rekening.staat.value for code, betaalde in rekeningen.by_code(rows).items()}
    assert states == {DE_OEVER: "bevestigd", HET_GEMAAL: "bevestigd", ROL_EN_RIJ: "wacht op bevestiging"}


def test_deliveries_are_typed_once_and_none_where_nothing_is_assigned_by_the_hour() -> None:
    load(TODAY)
    known = set(Levering.objects.values_list("kenmerk", flat=True))
    assert werk.deliver(party(DE_OEVER), TODAY, timezone.now(), "demonstratie") == 0
    assert werk.deliver(party(ROL_EN_RIJ), TODAY, timezone.now(), "demonstratie") == 0
    assert set(Levering.objects.values_list("kenmerk", flat=True)) == known


def test_what_waits_is_due_on_the_last_day_of_the_next_month() -> None:
    """Both sides keep what was agreed, and the provider what its municipality published (E165, E168)."""
    load(TODAY)
    last = Kalender(TODAY).maand(0)[1]
    (found, *_) = uiterlijk.due(party(DE_OEVER), TODAY)
    assert (found.gemeente, found.uiterlijk, found.te_laat) == (HOOGMEER, last, 0)
    assert found.kalender is not None
    assert found.kalender.indienen == last
    assert uiterlijk.due(party(DE_OEVER), last + timedelta(days=1))[0].te_laat > 0
    assert [each.ander for each in termijnen.terms(party(HOOGMEER))] == [DE_OEVER]
