"""A month of deliveries to a paid claim, through the real chain: both sides in one installation, amounts to the cent."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier

import pytest
from django.db import connection
from zorgmaand import (
    APRIL,
    MEI,
    NA_APRIL,
    UUR,
    agree,
    assign,
    bodies,
    bring,
    deliver,
    own,
    plan,
    rij,
    send,
    standing,
)

import builders as b
from ketenwerk.claims.reden import Belet, Weglating
from ketenwerk.process import acts, corrigeren, declareerplan, indienen
from ketenwerk.process.outbox import unsent
from ketenwerk.process.rebuild import rebuild
from ketenwerk.register.models import Archiefbericht, Declaratie, Declaratieregel, Levering, Toewijzingversie

pytestmark = pytest.mark.django_db(transaction=True)

NA_MEI = datetime(2026, 6, 3, 12, 0, tzinfo=UTC)


def lines(bericht):
    return [line for client in bericht.declaratie.clienten for line in client.prestaties]


def answered(*sent, now=NA_APRIL):
    """Brings claims to the municipality and its answers back."""
    for row in sent:
        (there,) = bring(row, now=now)
        assert there.antwoord is not None
        bring(there.antwoord, now=now)


def seen(row: Archiefbericht, place: int, op: date):
    line = row.declaratie.regel_rijen.get(positie=place)
    found = corrigeren.looked(row.declaratie.gesprek, row, line.referentie, line.toewijzing, op)
    assert found is not None
    return found


@pytest.fixture
def region():
    """Both sides of the chain, with one agreement that both know, and two clients."""
    gemeente, aanbieder = own(b.GEMEENTE), own(b.AANBIEDER)
    agree(gemeente, aanbieder)
    assign(gemeente)
    assign(gemeente, bsn=b.OTHER_BSN, nummer=300202)
    return gemeente, aanbieder


def test_a_month_of_deliveries_to_a_paid_claim(region):
    """The municipality agreed another tariff since: both lines come back, are mended after the agreement, and are granted."""
    gemeente, aanbieder = region
    agree(gemeente, tarief=6200)
    deliver(aanbieder, [rij(date(2026, 4, day), 90) for day in (7, 14, 21, 28)])
    deliver(aanbieder, [rij(date(2026, 4, 10), 120, bsn=b.OTHER_BSN, nummer=300202)])
    (sent,) = send(aanbieder)
    assert sent in unsent()
    (message,) = bodies([sent])
    assert [(line.geleverd_volume, line.ingediend_bedrag.bedrag) for line in lines(message)] == [(6, 6 * UUR), (2, 2 * UUR)]
    answered(sent)
    assert standing(aanbieder) == [("D", 6 * UUR, "afgewezen"), ("D", 2 * UUR, "afgewezen")]
    assert Levering.objects.filter(open=True).count() == 5

    # One line is mended with the button, the other goes with the claim of the next month.
    agree(aanbieder, tarief=6200)
    mended = corrigeren.correct(seen(sent, 0, NA_APRIL.date()), 6, NA_APRIL)
    answered(mended)
    (rest,) = send(aanbieder, MEI, NA_MEI)
    answered(rest, now=NA_MEI)
    assert standing(aanbieder)[2:] == [("D", 6 * 6200, "toegekend"), ("D", 2 * 6200, "toegekend")]
    assert standing(gemeente) == standing(aanbieder)
    assert not Levering.objects.filter(open=True).exists()
    paid = Declaratie.objects.filter(party=gemeente, staat="beantwoord")
    assert sum(each.toegekend for each in paid) == 8 * 6200
    assert not any(each.differences for each in rebuild(verify=True))


def test_the_deliveries_of_a_claim_in_the_outbox_are_not_claimed_again(region):
    _, aanbieder = region
    deliver(aanbieder, [rij(date(2026, 4, 7))])
    before = plan(aanbieder)
    send(aanbieder)
    assert declareerplan.plans(aanbieder, APRIL, NA_APRIL.date()) == []
    with pytest.raises(indienen.Changed):
        indienen.send(before.gesprek, APRIL, NA_APRIL, zonder=(), zegel=before.zegel)
    assert Declaratie.objects.count() == 1


def test_what_was_delivered_since_it_was_seen_is_not_sent_unseen(region):
    _, aanbieder = region
    deliver(aanbieder, [rij(date(2026, 4, 7))])
    before = plan(aanbieder)
    deliver(aanbieder, [rij(date(2026, 4, 8))])
    with pytest.raises(indienen.Changed):
        indienen.send(before.gesprek, APRIL, NA_APRIL, zonder=(), zegel=before.zegel)
    assert not Declaratie.objects.exists()


def test_late_care_of_a_granted_month_gives_a_credit_and_a_new_line_in_its_own_product_period(region):
    gemeente, aanbieder = region
    deliver(aanbieder, [rij(date(2026, 4, 7))])
    answered(*send(aanbieder))
    deliver(aanbieder, [rij(date(2026, 4, 28)), rij(date(2026, 5, 6), 120)], NA_MEI)
    sent = send(aanbieder, MEI, NA_MEI)
    found = [
        (body.declaratie.declaratie_periode.begindatum.month, line.ingediend_bedrag.debet_credit, line.geleverd_volume)
        for body in bodies(sent)
        for line in lines(body)
    ]
    assert found == [(4, "C", 1), (4, "D", 2), (5, "D", 2)]
    assert len(sent) == 2
    answered(*sent, now=NA_MEI)
    assert standing(gemeente) == standing(aanbieder)
    stands = Declaratieregel.objects.filter(party=gemeente, staat="toegekend", debet=True, gecrediteerd=False)
    assert sorted(row.bedrag for row in stands) == [2 * UUR, 2 * UUR]


def test_late_care_of_a_month_that_waits_for_its_answer_waits_too(region):
    _, aanbieder = region
    deliver(aanbieder, [rij(date(2026, 4, 7))])
    (sent,) = send(aanbieder)
    deliver(aanbieder, [rij(date(2026, 4, 28))])
    assert [each.reden for each in plan(aanbieder).uitkomst.weggelaten] == [Weglating.WACHT_OP_ANTWOORD]
    answered(sent)
    assert plan(aanbieder).uitkomst.weggelaten == ()


def test_a_claim_that_is_rejected_as_a_whole_frees_its_deliveries_and_goes_under_new_numbers(region):
    _, aanbieder = region
    deliver(aanbieder, [rij(date(2026, 4, 7))])
    first = send(aanbieder)
    # The municipality holds another claim under this number, from before: then nothing of this one is judged (TR333).
    other = b.client323(b.prestatie("jw", product_referentie=b.referentie("OUD1"), toewijzing_nummer=300202), bsn=b.OTHER_BSN)
    bring(b.bericht323("jw", other, declaratie_nummer=first[0].declaratie.nummer))
    answered(*first)
    assert Declaratie.objects.get(bericht=first[0]).staat == "afgewezen"
    assert Levering.objects.get().open
    deliver(aanbieder, [rij(date(2026, 5, 7))], NA_MEI)
    again = send(aanbieder, MEI, NA_MEI)
    named = {line.product_referentie.referentie_nummer for body in bodies([*first, *again]) for line in lines(body)}
    assert len(named) == 1 + sum(len(lines(body)) for body in bodies(again))
    assert not Levering.objects.filter(open=True).exists()
    assert len({body.declaratie.declaratie_nummer for body in bodies([*first, *again])}) == len(first) + len(again)


@pytest.mark.eis("E169")
def test_three_clients_in_two_municipalities_are_two_claims(region):
    _, aanbieder = region
    agree(aanbieder, gemeente="0321")
    assign(bsn="999990081", nummer=400201, afzender="0321")
    deliver(aanbieder, [rij(date(2026, 4, 7)), rij(date(2026, 4, 7), bsn=b.OTHER_BSN, nummer=300202)])
    deliver(aanbieder, [rij(date(2026, 4, 7), bsn="999990081", nummer=400201)])
    found = declareerplan.plans(aanbieder, APRIL, NA_APRIL.date())
    for each in found:
        indienen.send(each.gesprek, APRIL, NA_APRIL, zonder=(), zegel=each.zegel)
    claims = Declaratie.objects.order_by("gesprek__gemeente").values_list("gesprek__gemeente", "regels")
    assert list(claims) == [("0321", 1), (b.GEMEENTE, 2)]


@pytest.mark.eis("E170")
def test_five_deliveries_of_one_month_are_one_line_of_their_sum(region):
    _, aanbieder = region
    deliver(aanbieder, [rij(date(2026, 4, day), minuten) for day, minuten in ((1, 60), (8, 60), (15, 60), (22, 60), (29, 120))])
    (message,) = bodies(send(aanbieder))
    assert [(line.geleverd_volume, line.eenheid) for line in lines(message)] == [(6, "04")]


def test_a_granted_line_that_is_only_credited_is_not_claimed_again(region):
    _, aanbieder = region
    deliver(aanbieder, [rij(date(2026, 4, 7))])
    (sent,) = send(aanbieder)
    answered(sent)
    credit = corrigeren.correct(seen(sent, 0, NA_APRIL.date()), None, NA_APRIL)
    assert Levering.objects.get().vervallen
    answered(credit)
    assert standing(aanbieder)[1] == ("C", UUR, "toegekend")
    assert declareerplan.plans(aanbieder, APRIL, NA_APRIL.date()) == []
    with pytest.raises(corrigeren.Prevented) as prevented:
        corrigeren.correct(seen(sent, 0, NA_APRIL.date()), None, NA_APRIL)
    assert prevented.value.reden == Belet.GECREDITEERD


def test_a_number_that_other_software_used_before_is_skipped(region):
    _, aanbieder = region
    old = b.bericht323("jw", b.client323(b.prestatie("jw", product_referentie=b.referentie("R00000000001"))))
    old = b.bericht323("jw", *old.declaratie.clienten, declaratie_nummer="D000000001")
    agree(aanbieder, tarief=1250)
    assert acts.submit(old, aanbieder, NA_APRIL).bericht is not None
    deliver(aanbieder, [rij(date(2026, 4, 7), bsn=b.OTHER_BSN, nummer=300202)])
    (message,) = bodies(send(aanbieder))
    assert message.declaratie.declaratie_nummer == "D000000002"
    assert [line.product_referentie.referentie_nummer for line in lines(message)] == ["R00000000002"]


def test_what_is_left_out_stays_to_be_claimed(region):
    _, aanbieder = region
    deliver(aanbieder, [rij(date(2026, 4, 7)), rij(date(2026, 4, 7), bsn=b.OTHER_BSN, nummer=300202)])
    first = declareerplan.merk(plan(aanbieder).uitkomst.handelingen[0])
    (sent,) = send(aanbieder, zonder=[first])
    assert sent.declaratie.regels == 1
    assert [declareerplan.merk(each) for each in plan(aanbieder).uitkomst.handelingen] == [first]


def test_two_hands_at_the_same_moment_send_one_claim(region):
    """Two tabs: both saw the same, one sends it, the other finds that it was sent."""
    if connection.vendor != "postgresql":
        pytest.skip("a database in memory is for one thread")
    _, aanbieder = region
    deliver(aanbieder, [rij(date(2026, 4, 7)), rij(date(2026, 4, 8), bsn=b.OTHER_BSN, nummer=300202)])
    before, start = plan(aanbieder), Barrier(2)

    def click() -> str:
        try:
            start.wait()
            return "sent" if indienen.send(before.gesprek, APRIL, NA_APRIL, zonder=(), zegel=before.zegel) else ""
        except indienen.Changed:
            return "changed"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as hands:
        outcomes = sorted(each.result() for each in [hands.submit(click), hands.submit(click)])
    assert outcomes == ["changed", "sent"]
    assert Declaratie.objects.count() == 1


def test_a_product_that_was_assigned_in_another_unit_since_is_left_out(region):
    """Delivered in minutes on hours; the assignment is in half days now, and so is the agreement."""
    _, aanbieder = region
    deliver(aanbieder, [rij(date(2026, 4, 7), bsn=b.OTHER_BSN, nummer=300202)])
    versie = Toewijzingversie.objects.filter(party=aanbieder, nummer=300202)
    versie.update(eenheid="16")
    agree(aanbieder, eenheid="16", tarief=4820)
    assert [each.reden for each in plan(aanbieder).uitkomst.weggelaten] == [Weglating.ANDERE_EENHEID]
    versie.update(eenheid="04")
    agree(aanbieder)
    assert plan(aanbieder).uitkomst.weggelaten == ()
