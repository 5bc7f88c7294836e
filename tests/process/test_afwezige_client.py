"""Absence of a client is delivered as such, and claimed only as far as parties agreed (E185)."""

from datetime import UTC, date, datetime

import pytest
from zorgmaand import agree, assign, bodies, deliver, own, plan, rij, send

import builders as b
from ketenwerk.claims.reden import Weglating
from ketenwerk.process import leveren
from ketenwerk.register.models import Levering

pytestmark = pytest.mark.django_db(transaction=True)

JUNI = date(2024, 6, 30)
NU = datetime(2024, 7, 3, 12, 0, tzinfo=UTC)


def month(agreed: int | None):
    """A provider that kept 20 etmalen of presence and 5 of absence in June 2024."""
    party = own(b.AANBIEDER)
    agree(party, eenheid="14", tarief=25000, declarabele_afwezigheid=agreed)
    assign(ingangsdatum=date(2024, 1, 1), toewijzingsdatum=date(2024, 1, 8), omvang=b.omvang(150, "14", "6"))
    days = [rij(date(2024, 6, day), 1, soort="etmalen", afwezig=day > 20) for day in range(1, 26)]
    assert deliver(party, days, NU) == 25
    return party


def lines(party) -> list[int]:
    return [each.debet.volume for each in plan(party, JUNI, NU).uitkomst.handelingen]


@pytest.mark.eis("E185")
@pytest.mark.parametrize(("agreed", "claimable"), [(0, 20), (3, 23), (5, 25), (9, 25)])
def test_20_present_and_5_absent_in_june_2024(agreed, claimable):
    party = month(agreed)
    found = plan(party, JUNI, NU)
    assert [each.debet.volume for each in found.uitkomst.handelingen] == [claimable]
    left = [each.levering for each in found.uitkomst.weggelaten if each.reden is Weglating.AFWEZIG]
    assert (len(left), all(each.afwezig for each in left)) == (25 - claimable, True)
    (message,) = bodies(send(party, JUNI, NU))
    (line,) = message.declaratie.clienten[0].prestaties
    assert (line.geleverd_volume, line.ingediend_bedrag.bedrag) == (claimable, claimable * 25000)


def test_without_an_agreement_no_absence_is_claimed():
    assert lines(month(None)) == [20]


def test_the_same_file_again_keeps_nothing_twice_and_absence_is_another_delivery():
    party = month(0)
    again = [rij(date(2024, 6, day), 1, soort="etmalen", afwezig=day > 20) for day in range(1, 26)]
    assert deliver(party, again, NU) == 0
    assert deliver(party, [rij(date(2024, 6, 1), 1, soort="etmalen", afwezig=True)], NU) == 1


def test_the_same_mark_with_another_presence_is_refused():
    party = month(0)
    first = rij(date(2024, 6, 26), 1, soort="etmalen", kenmerk="A1")
    deliver(party, [first], NU)
    with pytest.raises(leveren.Onleesbaar, match="dit kenmerk heeft al een andere levering"):
        deliver(party, [rij(date(2024, 6, 26), 1, soort="etmalen", kenmerk="A1", afwezig=True)], NU)
    assert Levering.objects.filter(afwezig=True).count() == 5
