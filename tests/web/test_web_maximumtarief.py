"""A product with only a most agreed: what a provider asks, capped by what was really delivered; and what is only registered."""

from datetime import date
from types import SimpleNamespace

import pytest
from gebied import AANBIEDER, BSN, DIEMEN, NOW, own, person, signed_in
from test_web_declareren import april, assigned, few_queries, page_of, words

import builders as b
from ketenwerk.process import leveren
from ketenwerk.protocol.afspraken import Afspraak, Afspraken
from ketenwerk.protocol.leveringbestand import Rijlevering
from ketenwerk.register import afspraken
from ketenwerk.register.models import Declaratie, Gekozentarief
from ketenwerk.standard.basis import Product
from ketenwerk.web.roles import Rol

pytestmark = pytest.mark.django_db

OPT_OUT = "25B99"
BASE = {"wet": "jw", "gemeente": DIEMEN, "aanbieder": AANBIEDER, "categorie": "45", "eenheid": "04", "variant": "inspanning"}


def agreed(party, *rows) -> None:
    regels = [Afspraak(**{**BASE, "van": date(2019, 1, 1), **each}) for each in rows]
    afspraken.take_over(Afspraken(regels), [party], NOW, "test")


def delivered(party, *days: date, code: str = "", soort: str = "minuten", hoeveelheid: int = 60) -> None:
    rows = [Rijlevering("", day, BSN, 300201, soort, hoeveelheid, product=code, gemeente=DIEMEN) for day in days]
    leveren.typed(rows, party, NOW, NOW.date(), "Test")


@pytest.fixture
def office():
    """An assignment of the opt-out product; of the product that is really delivered an hour costs 87,24."""
    party = own(AANBIEDER)
    agreed(party, {"code": OPT_OUT, "maximum_tarief": True}, {"code": "45A48", "tarief": 8724})
    versie = assigned(party, product=Product(categorie="45", code=OPT_OUT))
    delivered(party, *april(7))
    return SimpleNamespace(party=party, versie=versie, browser=signed_in(person(Rol.ZORGADMINISTRATEUR, party)))


def asked(office, tarief: str, verklaring: str = "2026-03-30"):
    said = {"product": "45-45A48", "tarief": tarief, "van": "2026-04-01", "verklaring": verklaring}
    return office.browser.post(f"/leveringen/{office.versie.pk}/tarief/", said)


def looked(office) -> str:
    with few_queries():
        return words(office.browser.get(f"{page_of(office)}?maand=2026-04"))


@pytest.mark.eis("E223")
def test_at_80_00_the_line_passes_and_at_90_00_it_is_blocked(office):
    assert "Afgesproken is alleen een hoogste tarief." in looked(office)
    refused = asked(office, "90,00")
    assert refused.status_code == 422
    assert "het tarief is hoger dan afgesproken voor dit product" in words(refused)
    assert not Gekozentarief.objects.exists()
    assert asked(office, "80,00").status_code == 302
    page = looked(office)
    assert "1 regel wordt toegekend € 80,00" in page
    assert "Privacyverklaring ontbreekt" not in page


@pytest.mark.parametrize(("tarief", "status"), [("87,24", 302), ("87,25", 422)])
def test_the_contracted_tariff_itself_is_the_most(office, tarief, status):
    assert asked(office, tarief).status_code == status


@pytest.mark.eis("E223")
def test_without_a_statement_there_is_a_warning_and_the_line_still_passes(office):
    asked(office, "80,00", verklaring="")
    page = looked(office)
    assert "Bij 1 regel onder een maximumtarief is geen verklaring vastgelegd." in page
    assert "1 regel wordt toegekend" in page
    own_page = office.browser.get(f"/leveringen/{office.versie.pk}/tarief/")
    assert "Er is geen ondertekende verklaring vastgelegd." in words(own_page)
    assert BSN not in own_page.content.decode()


@pytest.mark.eis("E223")
def test_where_the_contract_goes_down_since_the_line_is_blocked_before_sending(office):
    asked(office, "87,24")
    agreed(office.party, {"code": OPT_OUT, "maximum_tarief": True}, {"code": "45A48", "tarief": 8723})
    page = looked(office)
    assert "Uw tarief is hoger dan dat van het werkelijke product." in page
    assert "Geen regels" in page
    assert not Declaratie.objects.exists()


def test_what_was_really_delivered_is_kept_encrypted_and_leaves_with_no_message(office):
    asked(office, "80,00")
    kept = bytes(Gekozentarief.objects.get().inhoud)
    assert b"45A48" not in kept
    assert b"45A48" in Gekozentarief.objects.get().opened("inhoud")


def test_the_link_stands_only_where_a_most_was_agreed(office):
    page = f"/leveringen/{office.versie.pk}/?maand=2026-04"
    assert "Tarief onder een maximum" in words(office.browser.get(page))
    agreed(office.party, {"code": OPT_OUT, "tarief": 8000})
    assert "Tarief onder een maximum" not in words(office.browser.get(page))


# Only registered


@pytest.mark.eis("E218")
def test_43a12_of_june_2019_is_only_registered_and_of_2020_no_longer():
    party = own(AANBIEDER)
    night = {"code": "43A12", "categorie": "43", "eenheid": "14"}
    agreed(
        party,
        {**night, "alleen_registratie": True, "tot": date(2019, 12, 31)},
        {**night, "tarief": 30000, "van": date(2020, 1, 1)},
    )
    product = Product(categorie="43", code="43A12")
    start = date(2019, 3, 1)
    versie = assigned(
        party,
        product=product,
        ingangsdatum=start,
        toewijzingsdatum=start,
        einddatum=date(2026, 10, 31),
        omvang=b.omvang(7, "14", "2"),
    )
    office = SimpleNamespace(party=party, versie=versie, browser=signed_in(person(Rol.ZORGADMINISTRATEUR, party)))
    for day in (date(2019, 6, 4), date(2020, 6, 4), date(2026, 4, 7)):
        delivered(party, day, soort="etmalen", hoeveelheid=1)
    page = looked(office)
    assert "dinsdag 4 juni Dit product is alleen registratie. U hoeft niets te doen." in page
    assert "donderdag 4 juni Zorg van voor 2021 past niet in dit bericht." in page
    assert "1 – 30 april 2026" in page


def test_what_is_only_registered_now_is_in_no_line():
    party = own(AANBIEDER)
    agreed(party, {"code": "45A04", "alleen_registratie": True})
    versie = assigned(party)
    office = SimpleNamespace(party=party, versie=versie, browser=signed_in(person(Rol.ZORGADMINISTRATEUR, party)))
    delivered(party, *april(7))
    assert "Dit product is alleen registratie." in looked(office)
