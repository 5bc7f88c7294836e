"""Claiming on pages: a month that is passed over, absence that is typed, and what to credit before another arrangement."""

from datetime import date

import pytest
from gebied import AANBIEDER, DIEMEN, NOW, own, person, signed_in
from test_web_declareren import (  # noqa: F401  the fixture too
    answer,
    april,
    assigned,
    delivered,
    few_queries,
    hidden,
    office,
    page_of,
    send_all,
    words,
)

import builders as b
from ketenwerk.messages.describe.dutch import amount
from ketenwerk.process import acts, declareerplan, leveren
from ketenwerk.protocol.afspraken import Afspraak, Afspraken
from ketenwerk.protocol.leveringbestand import Rijlevering
from ketenwerk.register import afspraken
from ketenwerk.register.models import Archiefbericht, Declaratie, Levering
from ketenwerk.web.roles import Rol

pytestmark = pytest.mark.django_db


def agreed(party, **changes) -> None:
    base = {"wet": "jw", "gemeente": DIEMEN, "aanbieder": AANBIEDER, "categorie": "45", "code": "45A04", "van": date(2020, 1, 1)}
    afspraken.take_over(Afspraken([Afspraak(**{**base, **changes})]), [party], NOW, "test")


@pytest.mark.eis("E164")
def test_a_month_that_is_passed_over_is_named_and_nothing_leaves(office):  # noqa: F811
    """April was claimed; of May nothing would go, and June would."""
    delivered(office.party, *april(7))
    send_all(office)
    delivered(office.party, date(2026, 5, 12), date(2026, 6, 9))
    address = f"{page_of(office)}?maand=2026-06"
    page = office.browser.get(address)
    assert "ontbreekt" not in words(page)
    (plan,) = declareerplan.plans(office.party, date(2026, 6, 30), NOW.date())
    mark = next(declareerplan.merk(each) for each in plan.uitkomst.handelingen if each.lijnen[-1].periode.begin.month == 5)
    with few_queries():
        without = office.browser.get(f"{address}&zonder={mark}")
    said = words(without)
    assert "Declaratieperiode mei 2026 ontbreekt." in said
    assert "Alles weer meenemen" in said
    assert 'type="submit" disabled' in without.content.decode()
    sent = {"maand": "2026-06", "zegel": hidden(without, "zegel"), "zonder": mark}
    refused = office.browser.post(f"{page_of(office)}indienen/", sent)
    assert refused.status_code == 422
    assert "U slaat een maand over waarin iets te declareren is." in words(refused)
    assert Declaratie.objects.count() == 1


@pytest.mark.parametrize("tick", ["ja", ""])
def test_a_week_of_absence_is_typed_where_it_was_agreed_on(office, tick):  # noqa: F811
    address = f"/leveringen/{office.versie.pk}/"
    assert "was de cliënt afwezig" not in words(office.browser.get(f"{address}?maand=2026-04"))
    agreed(office.party, eenheid="04", variant="inspanning", tarief=6150, declarabele_afwezigheid=0)
    assert "was de cliënt afwezig" in words(office.browser.get(f"{address}?maand=2026-04"))
    sent = {"formulier": "0" * 32, "week": "2026-04-07", "eenheid": "uren", "dag-2026-04-07": "1", "afwezig": tick}
    assert office.browser.post(address, sent).status_code == 302
    assert Levering.objects.get().afwezig is bool(tick)
    assert ("cliënt afwezig" in words(office.browser.get(f"{address}?maand=2026-04")).partition("Een week")[0]) is bool(tick)
    reason = "De cliënt was afwezig, en meer afwezigheid is niet afgesproken."
    assert (reason in words(office.browser.get(f"{page_of(office)}?maand=2026-04"))) is bool(tick)


@pytest.mark.eis("E201")
def test_the_page_of_an_arrangement_says_what_to_credit_first():
    party = own(AANBIEDER)
    agreed(party, eenheid="82", variant="output", tarief=400000, helften=True)
    versie = assigned(party, omvang=b.omvang(2, "82", "6"))
    browser = signed_in(person(Rol.ZORGADMINISTRATEUR, party))
    address = f"/leveringen/{versie.pk}/?maand=2026-04"
    assert "U kunt de stop melden met reden 34." in words(browser.get(address))
    _start(party)
    leveren.typed([Rijlevering("", date(2026, 4, 7), "999990019", 300201, "stuks", 1)], party, NOW, NOW.date(), "Test")
    page = browser.get("/declareren/?maand=2026-04")
    browser.post("/declareren/indienen/", {"maand": "2026-04", "partij": party.pk, "zegel": hidden(page, "zegel")})
    sent = Archiefbericht.objects.get(number="323")
    assert "wacht op antwoord" in words(browser.get(address)).partition("Ander arrangement")[2]
    answer(sent)
    said = words(browser.get(address)).partition("Ander arrangement")[2]
    assert "Crediteer eerst deze stukken. Meld daarna de stop met reden 34." in said
    assert amount(-200000) in said
    assert browser.post(f"/ingediend/{sent.pk}/0/", {"daad": "crediteren"}).status_code == 302
    assert "U kunt de stop melden met reden 34." in words(browser.get(address))


def _start(party) -> None:
    outcome = acts.submit(b.bericht305("jw"), party, NOW)
    assert outcome.bericht is not None, outcome.report.findings
