"""Another arrangement: the piece that was claimed is credited before the stop is reported (E201)."""

from datetime import date

import pytest
from region import named
from test_declaratiemaand import NA_MEI, answered, seen
from zorgmaand import MEI, NUMMER, agree, assign, bodies, bring, deliver, own, rij, send, standing

import builders as b
from ketenwerk.process import acts, arrangement, corrigeren
from ketenwerk.register.models import Declaratie, Gesprek

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def parties():
    """An arrangement of 4.000,00 in two pieces, of which the first was granted."""
    gemeente, aanbieder = own(b.GEMEENTE), own(b.AANBIEDER)
    agree(gemeente, aanbieder, eenheid="82", tarief=400000, helften=True)
    assign(gemeente, omvang=b.omvang(2, "82", "6"))
    start = acts.submit(named(b.bericht305("jw"), "S1"), aanbieder, NA_MEI)
    assert start.bericht is not None, start.report.findings
    bring(start.bericht, now=NA_MEI)
    deliver(aanbieder, [rij(date(2026, 5, 7), 1, soort="stuks")], NA_MEI)
    answered(*send(aanbieder, MEI, NA_MEI), now=NA_MEI)
    assert standing(aanbieder) == [("D", 200000, "toegekend")]
    return aanbieder


def stopped(aanbieder, reden: str = "34", identificatie: str = "P1"):
    message = b.bericht307("jw", b.stop("jw", reden_beeindiging=reden, einddatum=date(2026, 5, 29)), dagtekening="2026-06-03")
    gesprek = Gesprek.objects.get(party=aanbieder)
    report = acts.preflight(named(message, identificatie), gesprek, NA_MEI)
    assert not report.rejecting, report.findings
    return [(each.rule, each.signal) for each in report.findings if each.rule == arrangement.REGEL]


@pytest.mark.eis("E201")
def test_after_one_claimed_piece_first_the_credit_and_then_the_stop(parties):
    assert stopped(parties) == [("LOK015", True)]
    row = Declaratie.objects.get(party=parties).bericht
    credit = corrigeren.correct(seen(row, 0, NA_MEI.date()), None, NA_MEI)
    (message,) = bodies([credit])
    assert (
        message.declaratie.totaal_ingediend_bedrag.totaal_bedrag,
        message.declaratie.totaal_ingediend_bedrag.debet_credit,
    ) == (
        200000,
        "C",
    )
    answered(credit, now=NA_MEI)
    assert arrangement.standing(Gesprek.objects.get(party=parties), [NUMMER]) == []
    assert stopped(parties) == []


@pytest.mark.parametrize("reden", ["31", "20"])
def test_another_stop_says_nothing_of_pieces(parties, reden):
    assert stopped(parties, reden) == []


def test_where_no_halves_were_agreed_a_stop_says_nothing(parties):
    agree(parties, eenheid="82", tarief=200000)
    assert stopped(parties) == []


def test_the_signal_keeps_nobody_from_sending_and_stays_with_the_message(parties):
    message = b.bericht307("jw", b.stop("jw", reden_beeindiging="34", einddatum=date(2026, 5, 29)), dagtekening="2026-06-03")
    sent = acts.submit(named(message, "P1"), parties, NA_MEI).bericht
    assert sent is not None
    assert sent.signals_count == 1
