"""A month of deliveries to a paid claim: from what a provider keeps to what it is granted, to the cent, through the real chain."""

from datetime import UTC, date, datetime

import pytest
from zorgmaand import UUR, agree, assign, bodies, bring, deliver, own, rij, send, standing

import builders as b
from ketenwerk.process.outbox import unsent
from ketenwerk.register.models import Declaratie, Levering

pytestmark = pytest.mark.django_db(transaction=True)

NA_MEI = datetime(2026, 6, 3, 12, 0, tzinfo=UTC)


def lines(bericht):
    return [line for client in bericht.declaratie.clienten for line in client.prestaties]


@pytest.fixture
def region():
    """Both sides of the chain in one installation, with one agreement that both know."""
    gemeente, aanbieder = own(b.GEMEENTE), own(b.AANBIEDER)
    agree(gemeente, aanbieder)
    assign(gemeente)
    assign(gemeente, bsn=b.OTHER_BSN, nummer=300202)
    return gemeente, aanbieder


def test_a_month_of_deliveries_to_a_paid_claim(region):
    gemeente, aanbieder = region
    deliver(aanbieder, [rij(date(2026, 4, day), 90) for day in (7, 14, 21, 28)])
    deliver(aanbieder, [rij(date(2026, 4, 10), 120, bsn=b.OTHER_BSN, nummer=300202)])
    # The provider works with a tariff that the municipality does not have: half of it comes back.
    (sent,) = send(aanbieder)
    assert sent in unsent()
    (message,) = bodies([sent])
    assert [(line.geleverd_volume, line.ingediend_bedrag.bedrag) for line in lines(message)] == [(6, 6 * UUR), (2, 2 * UUR)]

    (there,) = bring(sent)
    assert there.antwoord is not None
    bring(there.antwoord)
    assert standing(aanbieder) == [("D", 36900, "toegekend"), ("D", 12300, "toegekend")]
    declaratie = Declaratie.objects.get(party=aanbieder)
    assert (declaratie.ingediend, declaratie.toegekend) == (49200, 49200)
    assert not Levering.objects.filter(open=True).exists()
