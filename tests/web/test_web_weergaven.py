"""Saved views: the filters of a list under a name, of oneself alone, and with nothing of a person in them."""

import pytest
from django.test import Client as Browser
from gebied import AANBIEDER, BSN, DIEMEN, Happened, at_municipality, at_provider, person, signed_in

from ketenwerk.web import weergaven
from ketenwerk.web.models import Weergave
from ketenwerk.web.roles import Rol

pytestmark = pytest.mark.django_db


@pytest.fixture
def diemen() -> Happened:
    return at_municipality(DIEMEN, BSN)


@pytest.fixture
def browser(diemen: Happened) -> Browser:
    return signed_in(person(Rol.BACKOFFICE, diemen.party))


def keep(browser: Browser, vraag: str, naam: str = "Mijn lijst", lijst: str = "declaraties"):
    return browser.post("/weergaven/", {"lijst": lijst, "vraag": vraag, "naam": naam})


def test_a_view_stands_above_its_list_until_it_is_taken_away(browser: Browser) -> None:
    saved = keep(browser, "stand=open&volgorde=-nummer")
    assert (saved.status_code, saved.url) == (302, "/declaraties/?stand=open&volgorde=-nummer")
    link = 'href="/declaraties/?stand=open&amp;volgorde=-nummer"'
    assert f"{link}>Mijn lijst" in browser.get("/declaraties/").content.decode()
    assert f'{link} aria-current="page">Mijn lijst' in browser.get(saved.url).content.decode()
    assert "Mijn lijst" not in browser.get("/").content.decode()
    row = Weergave.objects.get()
    assert browser.post(f"/weergaven/{row.pk}/weghalen/").url == "/declaraties/"
    assert "Mijn lijst" not in browser.get("/declaraties/").content.decode()


def test_the_same_name_again_replaces_it(browser: Browser) -> None:
    keep(browser, "stand=open")
    keep(browser, "stand=beantwoord", naam="  Mijn   lijst ")
    assert list(Weergave.objects.values_list("vraag", flat=True)) == ["stand=beantwoord"]


def test_only_the_filters_of_the_list_are_kept(browser: Browser) -> None:
    keep(browser, "stand=open&blad=3&verzonnen=1&next=//elders.example")
    assert Weergave.objects.get().vraag == "stand=open"


def test_another_neither_sees_it_nor_takes_it_away(diemen: Happened, browser: Browser) -> None:
    keep(browser, "stand=open")
    other = signed_in(person(Rol.BACKOFFICE, diemen.party, "ander"))
    assert "Mijn lijst" not in other.get("/declaraties/").content.decode()
    key = Weergave.objects.get().pk
    assert other.post(f"/weergaven/{key}/weghalen/").url == "/"
    assert browser.get(f"/weergaven/{key}/weghalen/").status_code == 302, "looking takes nothing away"
    assert Weergave.objects.count() == 1


@pytest.mark.parametrize(
    ("lijst", "vraag", "naam", "says"),
    [
        ("berichten", "bsn=0b0e7a1e-7b0f-4b53-8e0d-0d5f9f3f6a11&soort=323", "x", "over één persoon"),
        ("berichten", "client=0b0e7a1e-7b0f-4b53-8e0d-0d5f9f3f6a11", "x", "over één persoon"),
        ("berichten", "kenmerk=300201&soort=323", "x", "over één persoon"),
        ("berichten", f"q={BSN}", "x", "een nummer in dat van een persoon kan zijn"),
        ("berichten", f"q={BSN[:3]}.{BSN[3:6]} {BSN[6:]}", "x", "een nummer in dat van een persoon kan zijn"),
        ("declaraties", "stand=open", f"Cliënt {BSN}", "een nummer in dat van een persoon kan zijn"),
        ("declaraties", "stand=open", " ", "de naam is leeg of te lang"),
        ("declaraties", "stand=open", "x" * 41, "de naam is leeg of te lang"),
        ("declaraties", "blad=2", "x", "kies eerst een filter"),
        ("verzonnen", "stand=open", "x", "bestaat niet voor u"),
        ("inzagen", "daad=geweigerd", "x", "bestaat niet voor u"),
    ],
)
def test_what_is_not_kept_says_why(browser: Browser, lijst: str, vraag: str, naam: str, says: str) -> None:
    answer = keep(browser, vraag, naam, lijst)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Weergave.objects.exists()


@pytest.mark.parametrize("vraag", [f"q={AANBIEDER}", "q=999990010", "van=2026-04-01&tot=2026-04-30", "soort=323"])
def test_what_is_near_to_it_and_of_nobody_is_kept(browser: Browser, vraag: str) -> None:
    assert keep(browser, vraag, "April 2026", "berichten").status_code == 302
    assert Weergave.objects.count() == 1


def test_a_list_about_one_person_offers_no_saving(diemen: Happened, browser: Browser) -> None:
    offer = "Deze weergave bewaren"
    assert offer in browser.get("/?soort=323").content.decode()
    assert offer not in browser.get("/").content.decode()
    assert offer not in browser.get(f"/?soort=323&client={diemen.client}").content.decode()


def test_so_many_and_no_more(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weergaven, "MOST", 2)
    assert [keep(browser, "stand=open", naam).status_code for naam in ("a", "b", "c")] == [302, 302, 422]
    assert keep(browser, "stand=beantwoord", "b").status_code == 302


@pytest.mark.parametrize(
    ("lijst", "address", "vraag"),
    [("leveringen", "/leveringen/", "maand=2026-04"), ("clienten", "/clienten/", "partij=65656055")],
)
def test_the_lists_of_a_provider_have_them_too(lijst: str, address: str, vraag: str) -> None:
    browser = signed_in(person(Rol.ZORGADMINISTRATEUR, at_provider(AANBIEDER, BSN).party))
    assert keep(browser, vraag, lijst=lijst).url == f"{address}?{vraag}"
    assert "Mijn lijst" in browser.get(address).content.decode()
