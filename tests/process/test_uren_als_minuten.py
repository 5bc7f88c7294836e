"""Assigned in hours: a provider claims in hours, or in minutes where it chose so (E175, E177, E178)."""

from datetime import date

import pytest
from zorgmaand import APRIL, NA_APRIL, agree, assign, bodies, deliver, own, plan, rij, send

import builders as b
from ketenwerk.process import indienen
from ketenwerk.register.models import EigenPartij

pytestmark = pytest.mark.django_db

UURTARIEF = 8724


def provider(*, minutes: bool) -> EigenPartij:
    """A provider to whom 15 hours were assigned in April, at 87.24 euro an hour."""
    party = own(b.AANBIEDER)
    party.uren_als_minuten = minutes
    party.save()
    agree(party, tarief=UURTARIEF)
    assign(omvang=b.omvang(15), ingangsdatum=b.dag("2026-04-01"), einddatum=b.dag("2026-04-30"))
    return party


def line(party: EigenPartij):
    (message,) = bodies(send(party))
    ((only,),) = [client.prestaties for client in message.declaratie.clienten]
    return only


def delivered(party: EigenPartij, minuten: int) -> None:
    deliver(party, [rij(date(2026, 4, 7), minuten - 60), rij(date(2026, 4, 8), 60)])


def test_the_unit_of_the_assignment_is_what_is_claimed_unless_chosen_otherwise() -> None:
    party = provider(minutes=False)
    delivered(party, 240)
    found = line(party)
    assert (found.eenheid, found.geleverd_volume, found.product_tarief, found.ingediend_bedrag.bedrag) == ("04", 4, 8724, 34896)


def test_in_minutes_the_tariff_is_a_sixtieth_and_the_amount_is_rounded_once() -> None:
    party = provider(minutes=True)
    delivered(party, 240)
    found = line(party)
    assert (found.eenheid, found.geleverd_volume, found.product_tarief, found.ingediend_bedrag.bedrag) == ("01", 240, 145, 34896)


@pytest.mark.eis("E175")
@pytest.mark.parametrize(("minuten", "is_allowed"), [(900, True), (901, False)])
def test_fifteen_hours_are_nine_hundred_minutes_and_not_one_more(minuten: int, is_allowed: bool) -> None:
    party = provider(minutes=True)
    delivered(party, minuten)
    if is_allowed:
        assert line(party).geleverd_volume == 900
        return
    with pytest.raises(indienen.Rejected) as rejected:
        send(party)
    assert {finding.rule for report in rejected.value.reports for finding in report.rejecting} == {"TR321", "TR322"}
    assert plan(party, APRIL, NA_APRIL).lijnen[0].volume == 901


def test_in_hours_the_same_minutes_are_rounded_and_fit() -> None:
    """901 minutes are 15 hours (IV079): the border of the choice."""
    party = provider(minutes=False)
    delivered(party, 901)
    assert line(party).geleverd_volume == 15
