"""The choice of a provider to claim hours in minutes, and the one place where its claims stand."""

import re

import pytest
from gebied import AANBIEDER, BSN, DIEMEN, at_provider, own, person, signed_in

from ketenwerk.register.models import Declaratie, EigenPartij
from ketenwerk.web.roles import Rol

pytestmark = pytest.mark.django_db


def test_the_manager_of_a_provider_chooses_minutes_and_takes_that_back() -> None:
    party = own(AANBIEDER)
    browser = signed_in(person(Rol.BEHEERDER, party))
    assert "in de toegewezen eenheid" in browser.get("/partijen/").content.decode()
    for said, minutes in (("minuten", True), ("uren", False), ("onzin", False)):
        assert browser.post(f"/partijen/{party.pk}/uren/", {"uren": said}).status_code == 302
        assert EigenPartij.objects.get(pk=party.pk).uren_als_minuten is minutes
    browser.post(f"/partijen/{party.pk}/uren/", {"uren": "minuten"})
    assert "toegewezen uren in minuten" in browser.get("/partijen/").content.decode()


def test_a_municipality_claims_nothing_so_it_has_no_such_choice() -> None:
    party = own(DIEMEN)
    browser = signed_in(person(Rol.BEHEERDER, party))
    assert "toegewezen eenheid" not in browser.get("/partijen/").content.decode()
    answer = browser.post(f"/partijen/{party.pk}/uren/", {"uren": "minuten"})
    assert answer.status_code == 422
    assert "een gemeente dient geen declaraties in" in answer.content.decode()
    assert not EigenPartij.objects.get(pk=party.pk).uren_als_minuten


def main_menu(page: str) -> list[str]:
    (menu,) = re.findall(r'<nav class="kw-nav".*?</nav>', page, re.S)
    return re.findall(r"<a [^>]*>([^<]+)</a>", menu)


def test_claims_of_a_provider_stand_in_one_place_with_a_menu_of_its_own() -> None:
    happened = at_provider(AANBIEDER, BSN)
    browser = signed_in(person(Rol.ZORGADMINISTRATEUR, happened.party))
    for address, here in (("/declareren/", "Declareren"), ("/openstaand/", "Openstaand"), ("/declaraties/", "Alle declaraties")):
        page = browser.get(address).content.decode()
        menu = main_menu(page)
        assert menu.count("Declaraties") == 1
        assert not {"Declareren", "Openstaand"} & set(menu)
        assert '<a href="/declaraties/" aria-current="page">Declaraties</a>' in page
        (below,) = re.findall(r'<nav class="kw-tabs" aria-label="Declaraties">.*?</nav>', page, re.S)
        assert re.findall(r'aria-current="page">([^<]+)<', below) == [here]
    assert f'href="/ingediend/{happened.declaratie}/"' in browser.get("/declaraties/").content.decode()


def test_a_municipality_has_no_such_menu() -> None:
    browser = signed_in(person(Rol.BACKOFFICE, own(DIEMEN)))
    page = browser.get("/declaraties/").content.decode()
    assert "Declaraties" in main_menu(page)
    assert 'aria-label="Declaraties">' not in page


def test_what_no_longer_waits_is_not_open() -> None:
    happened = at_provider(AANBIEDER, BSN)
    browser = signed_in(person(Rol.ZORGADMINISTRATEUR, happened.party))
    assert f'href="/ingediend/{happened.declaratie}/"' in browser.get("/openstaand/").content.decode()
    Declaratie.objects.filter(bericht=happened.declaratie).update(staat=Declaratie.Staat.BEANTWOORD)
    assert f'href="/ingediend/{happened.declaratie}/"' not in browser.get("/openstaand/").content.decode()
    assert f'href="/ingediend/{happened.declaratie}/"' in browser.get("/declaraties/").content.decode()
