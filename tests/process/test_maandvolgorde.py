"""A claim period follows the last one used: a month with care to claim is not passed over (E164)."""

from datetime import UTC, date, datetime

import pytest
from zorgmaand import agree, assign, bring, deliver, own, plan, rij, send

import builders as b
from ketenwerk.process import declareerplan, indienen
from ketenwerk.register.models import Declaratie

pytestmark = pytest.mark.django_db(transaction=True)

NOVEMBER = date(2024, 11, 30)
NU = datetime(2024, 12, 4, 12, 0, tzinfo=UTC)


@pytest.fixture
def aanbieder():
    """A provider that claimed September 2024."""
    gemeente, party = own(b.GEMEENTE), own(b.AANBIEDER)
    agree(gemeente, party)
    span = {"ingangsdatum": date(2024, 1, 1), "einddatum": date(2025, 12, 31), "toewijzingsdatum": date(2024, 1, 8)}
    assign(gemeente, **span)
    assign(gemeente, bsn=b.OTHER_BSN, nummer=300202, **span)
    deliver(party, [rij(date(2024, 9, 10))], NU)
    (sent,) = send(party, date(2024, 9, 30), NU)
    (there,) = bring(sent, now=NU)
    bring(there.antwoord, now=NU)
    return party


def marks(party, month: int) -> list[str]:
    found = plan(party, NOVEMBER, NU).uitkomst.handelingen
    return [declareerplan.merk(each) for each in found if each.lijnen[-1].periode.begin.month == month]


def periods() -> list[int]:
    return [row.periode.month for row in Declaratie.objects.filter(party__code=b.AANBIEDER).order_by("pk")]


@pytest.mark.eis("E164")
def test_november_is_refused_while_october_was_delivered_and_not_claimed(aanbieder):
    deliver(aanbieder, [rij(date(2024, 10, 8)), rij(date(2024, 11, 5))], NU)
    october = marks(aanbieder, 10)
    looked = indienen.tried(plan(aanbieder, NOVEMBER, NU, zonder=october), NU)
    assert [each.begin for each in looked.ontbreekt] == [date(2024, 10, 1)]
    assert not looked.goed
    with pytest.raises(indienen.Gap) as refused:
        send(aanbieder, NOVEMBER, NU, zonder=october)
    assert [each.begin for each in refused.value.perioden] == [date(2024, 10, 1)]
    assert periods() == [9]
    # The way out: October first.
    send(aanbieder, date(2024, 10, 31), NU)
    send(aanbieder, NOVEMBER, NU)
    assert periods() == [9, 10, 11]


@pytest.mark.eis("E164")
def test_a_month_with_nothing_to_claim_is_no_gap(aanbieder):
    deliver(aanbieder, [rij(date(2024, 11, 5))], NU)
    assert indienen.tried(plan(aanbieder, NOVEMBER, NU), NU).ontbreekt == ()
    send(aanbieder, NOVEMBER, NU)
    assert periods() == [9, 11]


def test_late_care_of_a_month_that_was_claimed_is_no_gap(aanbieder):
    deliver(aanbieder, [rij(date(2024, 9, 17), bsn=b.OTHER_BSN, nummer=300202), rij(date(2024, 11, 5))], NU)
    send(aanbieder, NOVEMBER, NU, zonder=marks(aanbieder, 9))
    assert periods() == [9, 11]


def test_a_month_of_which_only_one_line_is_left_out_is_no_gap(aanbieder):
    deliver(aanbieder, [rij(date(2024, 10, 8)), rij(date(2024, 10, 8), bsn=b.OTHER_BSN, nummer=300202)], NU)
    deliver(aanbieder, [rij(date(2024, 11, 5))], NU)
    send(aanbieder, NOVEMBER, NU, zonder=marks(aanbieder, 10)[:1])
    assert periods() == [9, 10, 11]


def test_what_would_be_rejected_keeps_nobody_from_claiming_a_later_month(aanbieder):
    """Twenty hours a month were assigned: of October twenty-one cannot be claimed first."""
    deliver(aanbieder, [*(rij(date(2024, 10, day)) for day in range(1, 22)), rij(date(2024, 11, 5))], NU)
    found = plan(aanbieder, NOVEMBER, NU)
    sent, left = indienen.send_good(found.gesprek, NOVEMBER, NU, zegel=found.zegel)
    assert (len(sent), left) == (1, 1)
    assert periods() == [9, 11]
