"""What stands ready for a claim that waits: kept when the claim comes in, old as soon as something happened that matters."""

import logging
from datetime import date, timedelta
from threading import Event
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from region import NOW, deliver, own, toewijzing
from test_declareren import claim, line
from test_nakijken import answer_of, refusal, waiting

import builders as b
from ketenwerk.process import acts, declareren, nakijken, voorstel
from ketenwerk.process.rebuild import rebuild
from ketenwerk.process.worker import run
from ketenwerk.register import rotate, voorstellen
from ketenwerk.register.models import Declaratie, EigenPartij, Voorstel

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("gemeente")]

LATER = NOW + timedelta(days=1)
TODAY = NOW.date()
THREE = line("L1"), line("L2", product_code="99999"), line("L3", toewijzing_nummer=999)


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every claim counts as too large to be judged while somebody waits."""
    monkeypatch.setattr(nakijken, "DIRECT", 0)


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The claims that were judged again."""
    found: list[int] = []
    judging = declareren.judged

    def counted(declaratie: Declaratie, now: Any) -> Any:
        found.append(declaratie.pk)
        return judging(declaratie, now)

    monkeypatch.setattr(declareren, "judged", counted)
    return found


def is_fresh(declaratie: Declaratie, today: date = TODAY) -> bool:
    _, fresh = voorstellen.kept(declaratie, today)
    assert (declaratie.pk not in voorstellen.stale(NOW)) is fresh or today != TODAY
    return fresh


def test_a_claim_that_comes_in_has_its_proposal_ready(judged):
    declaratie = waiting(*THREE)
    found = nakijken.shown(declaratie, NOW)
    assert found is not None
    assert found.cijfers == (15000, 5000, 3, 2)
    assert found.codes == {1: ("9340",), 2: ("9338",)}
    assert found.actueel
    assert found == nakijken.proposal(declaratie, NOW)
    assert not judged
    assert [each.code for each in voorstellen.findings(declaratie)] == ["9340", "9338"]
    assert nakijken.judged_now(declaratie, NOW) == found
    assert [each.code for each in voorstellen.findings(declaratie)] == ["9340", "9338"]


def test_a_claim_that_does_not_wait_has_none(gemeente):
    EigenPartij.objects.update(kijkt_na=False)
    deliver(claim("D1", line("L1")))
    assert not Voorstel.objects.exists()
    assert not voorstellen.stale(NOW)
    EigenPartij.objects.update(kijkt_na=True)
    deliver(claim("D1", line("L2"), month="2026-05"))  # the number of a claim before it: rejected as a whole
    assert Declaratie.objects.filter(staat="afgewezen").count() == 1
    assert not Voorstel.objects.exists()


def test_a_claim_that_we_sent_has_none(gemeente):
    own(b.AANBIEDER)
    waiting(*THREE)
    sent = Declaratie.objects.get()
    Declaratie.objects.update(party=EigenPartij.objects.get(code=b.AANBIEDER))
    Voorstel.objects.all().delete()
    assert not voorstellen.stale(NOW)
    Declaratie.objects.update(party=sent.party)
    assert voorstellen.stale(NOW) == [sent.pk]


class TestAnOldOne:
    def test_of_a_small_claim_is_judged_again_at_once(self, gemeente, judged):
        declaratie = waiting(*THREE)
        acts.submit(toewijzing("T3", 999), gemeente, NOW)
        found = nakijken.shown(declaratie, LATER)
        assert found is not None
        assert found.cijfers.toegekend == 10000
        assert (found.actueel, found.at) == (True, LATER)
        assert judged == [declaratie.pk]
        nakijken.shown(declaratie, LATER)
        assert judged == [declaratie.pk]

    def test_of_a_large_claim_is_shown_as_what_it_is(self, gemeente, judged, large):
        declaratie = waiting(*THREE)
        acts.submit(toewijzing("T3", 999), gemeente, NOW)
        found = nakijken.shown(declaratie, LATER)
        assert found is not None
        assert (found.actueel, found.at, found.cijfers.toegekend) == (False, NOW, 5000)
        assert not judged
        assert nakijken.proposal(declaratie, LATER).cijfers.toegekend == 10000  # before it is sent

    def test_the_border_of_small(self, gemeente, judged, monkeypatch):
        declaratie = waiting(*THREE)
        acts.submit(toewijzing("T3", 999), gemeente, NOW)
        monkeypatch.setattr(nakijken, "DIRECT", 2)
        nakijken.shown(declaratie, NOW)
        assert not judged
        monkeypatch.setattr(nakijken, "DIRECT", 3)
        nakijken.shown(declaratie, NOW)
        assert judged

    def test_is_renewed_by_the_worker(self, gemeente, judged, large):
        declaratie = waiting(*THREE)
        run(Event(), until_idle=True, clock=lambda: LATER)
        assert not judged  # nothing to do
        acts.submit(toewijzing("T3", 999), gemeente, NOW)
        run(Event(), until_idle=True, clock=lambda: LATER)
        assert judged == [declaratie.pk]
        found = nakijken.shown(declaratie, LATER)
        assert found is not None
        assert (found.actueel, found.cijfers.toegekend) == (True, 10000)

    def test_is_left_to_who_began(self, gemeente):
        declaratie = waiting(*THREE)
        acts.submit(toewijzing("T3", 999), gemeente, NOW)
        assert voorstellen.begin(declaratie, NOW)
        assert not voorstellen.begin(declaratie, NOW + voorstellen.LEASE)
        assert voorstellen.stale(NOW + voorstellen.LEASE) == []
        after = NOW + voorstellen.LEASE + timedelta(seconds=1)
        assert voorstellen.stale(after) == [declaratie.pk]
        assert voorstellen.begin(declaratie, after)  # the first was killed

    def test_that_cannot_be_judged_stops_nobody(self, gemeente, monkeypatch, caplog):
        first, second = waiting(*THREE), waiting(line("L4"), number="D2")
        acts.submit(toewijzing("T3", 999), gemeente, NOW)
        judging = declareren.judged

        def breaks(declaratie: Declaratie, now: Any) -> Any:
            if declaratie.pk == first.pk:
                raise ZeroDivisionError("999990019")
            return judging(declaratie, now)

        monkeypatch.setattr(declareren, "judged", breaks)
        with caplog.at_level(logging.ERROR):
            run(Event(), until_idle=True, clock=lambda: NOW)
            run(Event(), until_idle=True, clock=lambda: NOW)
        assert is_fresh(second)
        assert "ZeroDivisionError" in caplog.text
        assert "999990019" not in caplog.text


def test_after_a_rebuild_the_worker_makes_it_again(large):
    declaratie = waiting(*THREE)
    assert not any(each.differences for each in rebuild(verify=True))
    declaratie = Declaratie.objects.select_related("gesprek__party", "bericht").get()
    assert nakijken.shown(declaratie, NOW) is None
    assert voorstellen.stale(NOW) == [declaratie.pk]
    assert nakijken.renew_one(NOW)
    assert not nakijken.renew_one(NOW)
    assert nakijken.shown(declaratie, NOW) == nakijken.proposal(declaratie, NOW)


def test_what_was_judged_beside_something_newer_is_old(gemeente, monkeypatch):
    """Something that happens while a claim is judged may have been seen or not: it counts as not seen."""
    declaratie = waiting(*THREE)
    judging = declareren.judged

    def meanwhile(each: Declaratie, now: Any) -> Any:
        acts.submit(toewijzing("T3", 999), gemeente, NOW)
        return judging(each, now)

    monkeypatch.setattr(declareren, "judged", meanwhile)
    nakijken.judged_now(declaratie, NOW)
    assert not is_fresh(declaratie)


@pytest.mark.parametrize("posities", [[0], [0, 1], [2], [1, 2], [0, 1, 2]])
def test_refused_lines_are_added_without_judging(posities, judged):
    declaratie = waiting(*THREE)
    nakijken.decide(declaratie, posities, refusal())
    found = nakijken.proposal(declaratie, NOW)
    assert not judged
    assert found.cijfers == (15000, 0 if 0 in posities else 5000, 3, 3 if 0 in posities else 2)
    alone = {1: ("9340",), 2: ("9338",)}
    expected = {**alone, **{each: (*alone.get(each, ()), "9321") for each in posities}}
    assert found.codes == expected
    nakijken.send(declaratie.pk, NOW)
    (client,) = answer_of(declaratie.bericht).declaratie_antwoord.clienten
    assert [each.retour_codes for each in client.prestaties] == [expected[each] for each in sorted(expected)]


def test_a_credit_in_a_claim_that_waits_is_granted_when_it_is_answered():
    """Its own credit says nothing to it: judged again, the line was not credited before."""
    first = waiting(line("L1"))
    nakijken.send(first.pk, NOW)
    second = waiting(line("L2", vorig="L1"), line("L3", volume=3), number="D2", month="2026-05")
    before = nakijken.proposal(second, NOW)
    assert (before.codes, before.cijfers.toegekend) == ({}, -1250)
    assert nakijken.judged_now(second, NOW).cijfers == before.cijfers
    nakijken.send(second.pk, NOW)
    assert Declaratie.objects.get(pk=second.pk).toegekend == -1250


def test_a_line_is_credited_once_also_while_the_first_credit_waits():
    nakijken.send(waiting(line("L1")).pk, NOW)
    first = waiting(line("L2", vorig="L1"), number="D2", month="2026-05")
    second = waiting(line("L3", vorig="L1"), number="D3", month="2026-05")
    for _ in range(2):
        assert nakijken.proposal(first, NOW).codes == {}
        assert nakijken.proposal(second, NOW).codes == {0: ("9390",)}
        nakijken.judged_now(first, NOW)
        nakijken.judged_now(second, NOW)


def test_what_was_found_is_under_the_new_key_after_changing_keys(gemeente):
    declaratie = waiting(*THREE)
    acts.submit(toewijzing("T3", 999), gemeente, NOW)
    nakijken.judged_now(declaratie, NOW)
    before = voorstellen.findings(declaratie)
    rotate.new_key()
    list(rotate.rotate())
    assert voorstellen.findings(declaratie) == before
    assert len(rotate.in_use()) == 1


def test_looking_what_is_old_asks_once(gemeente):
    for number in range(4):
        waiting(line(f"L{number}"), number=f"D{number}")
    with CaptureQueriesContext(connection) as asked:
        voorstellen.stale(NOW)
    assert len(asked) == 1


def test_the_groups_hold_no_value_of_a_line():
    declaratie = waiting(*THREE)
    row = Voorstel.objects.get(declaratie=declaratie)
    assert row.groepen == '[[[],["9340"],[1]],[[],["9338"],[2]]]'
    assert voorstel.codes_of(("8018",), ()) == ("8018", "0233")
