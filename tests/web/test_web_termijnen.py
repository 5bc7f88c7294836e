"""Terms of claiming and the claim calendar on their page, and what is due on the page of who claims."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from gebied import AANBIEDER, BSN, DIEMEN, HOUTEN, own, person, signed_in
from test_web_declareren import agree, assigned, delivered, few_queries, words

from ketenwerk.claims.termijn import Aanvang, Termijn
from ketenwerk.protocol import kalenderbestand
from ketenwerk.protocol.kalenderbestand import Kalenderregel
from ketenwerk.register import termijnen
from ketenwerk.register.models import Archiefbericht, Kalenderrij
from ketenwerk.web.models import Gebruiker
from ketenwerk.web.roles import Rol

pytestmark = pytest.mark.django_db

VAN = date(2024, 1, 1)
SEPTEMBER = Kalenderregel(
    wet="jw", gemeente=DIEMEN, periode=date(2024, 9, 1), indienen=date(2024, 10, 10), betaling=date(2024, 10, 25)
)


@pytest.fixture
def office(monkeypatch):
    """A provider with care of September 2024 that waits, on 3 October 2024."""
    party = own(AANBIEDER)
    agree(party)
    assigned(party, ingangsdatum=VAN, toewijzingsdatum=VAN)
    Archiefbericht.objects.update(received_at="2024-01-08T12:00:00Z")
    delivered(party, date(2024, 9, 10))
    local = timezone.localdate
    monkeypatch.setattr(timezone, "localdate", lambda *moment: local(*moment) if moment else date(2024, 10, 3))
    return party


def claiming(party) -> str:
    somebody = Gebruiker.objects.filter(naam="test").first() or person(Rol.ZORGADMINISTRATEUR, party, "test")
    browser = signed_in(somebody)
    with few_queries():
        page = browser.get("/declareren/?maand=2024-09")
    return words(page)


def keep(party, **said) -> None:
    termijnen.keep_term(party, Termijn(**{"van": VAN, **said}), timezone.now(), "Test")


def test_without_a_term_nothing_is_due(office):
    assert "Uiterlijk te declareren" not in claiming(office)


@pytest.mark.eis("E165", "E166")
@pytest.mark.parametrize(
    ("said", "last", "left"),
    [
        ({"vanaf": Aanvang.MAAND}, "31 oktober 2024", "nog 28 dagen"),
        ({"vanaf": Aanvang.PERIODE, "dagen": 30}, "30 oktober 2024", "nog 27 dagen"),
        ({"vanaf": Aanvang.PERIODE, "dagen": 3}, "3 oktober 2024", "vandaag"),
        ({"vanaf": Aanvang.PERIODE, "dagen": 2}, "2 oktober 2024", "1 dag te laat"),
    ],
)
def test_what_is_due_and_how_many_days_are_left(office, said, last, left):
    keep(office, **said)
    page = claiming(office)
    assert f"september 2024 {left} {last} 1" in page
    assert ("Declareer alsnog. Te laat is geen reden om af te wijzen." in page) is ("te laat" in left)


@pytest.mark.eis("E167")
def test_care_before_a_late_assignment_is_due_thirty_days_after_its_receipt(office):
    keep(office, vanaf=Aanvang.MAAND)
    keep(office, vanaf=Aanvang.TOEWIJZING, dagen=30, categorie="45")
    Archiefbericht.objects.update(received_at="2024-10-02T12:00:00Z")
    assert "1 november 2024" in claiming(office)
    Archiefbericht.objects.update(received_at="2024-09-30T12:00:00Z")
    assert "31 oktober 2024" in claiming(office)


@pytest.mark.eis("E168")
def test_the_calendar_stands_on_the_claim_page_and_the_earlier_day_counts(office):
    keep(office, vanaf=Aanvang.MAAND)
    termijnen.keep_calendar(office, [SEPTEMBER], timezone.now(), "Test")
    page = claiming(office)
    assert "Kalender: indienen tot en met 10 oktober 2024, betaling 25 oktober 2024" in page
    assert "nog 7 dagen 10 oktober 2024" in page


def test_what_is_late_goes_first(office):
    keep(office, vanaf=Aanvang.PERIODE, dagen=30)
    delivered(office, date(2024, 7, 9))
    page = claiming(office)
    assert page.index("juli 2024 34 dagen te laat") < page.index("september 2024 nog 27 dagen")


@pytest.mark.eis("E168")
@pytest.mark.parametrize("vorm", ["csv", "toml"])
def test_a_municipality_publishes_its_calendar_and_a_provider_takes_it_over(vorm):
    gemeente, aanbieder = own(DIEMEN), own(AANBIEDER)
    office = signed_in(person(Rol.CONTRACTMANAGER, gemeente))
    sent = {"partij": gemeente.pk, "kalender-periode": "2024-09", "kalender-indienen": "2024-10-10"}
    assert office.post("/declaratietermijnen/kalender/", {**sent, "kalender-betaling": "2024-10-25"}).status_code == 302
    published = office.get(f"/declaratietermijnen/kalender.{vorm}").content
    keeper = signed_in(person(Rol.BEHEERDER, aanbieder))
    for _ in range(2):
        file = SimpleUploadedFile(f"kalender.{vorm}", published)
        assert keeper.post("/declaratietermijnen/overnemen/", {"bestand": file}).status_code == 302
    assert termijnen.calendar(aanbieder) == [SEPTEMBER]
    assert "25 oktober 2024" in words(keeper.get("/declaratietermijnen/"))


def test_a_calendar_with_faults_or_of_others_is_refused_whole(office):
    keeper = signed_in(person(Rol.CONTRACTMANAGER, own(DIEMEN)))
    bad = b"wet,gemeente,periode,indienen\njw,0384,2024-09,2024-10-10\njw,0384,2024-10,2024-09-30\n"
    foreign = kalenderbestand.write_csv([Kalenderregel(wet="jw", gemeente=HOUTEN, periode=VAN, indienen=date(2024, 2, 9))])
    for data, said in ((bad, "u kunt niet indienen voor de maand begint"), (foreign, "0321 (jw) werkt u niet")):
        page = keeper.post("/declaratietermijnen/overnemen/", {"bestand": SimpleUploadedFile("k.csv", data)})
        assert page.status_code == 422
        assert said in words(page)
    assert not Kalenderrij.objects.exists()


def test_a_term_is_typed_and_a_wrong_one_says_what_to_do():
    keeper = signed_in(person(Rol.CONTRACTMANAGER, own(DIEMEN)))
    good = {"termijn-vanaf": "periode", "termijn-dagen": "30", "termijn-van": "2024-01-01"}
    page = keeper.post("/declaratietermijnen/bewaren/", {**good, "termijn-dagen": ""})
    assert page.status_code == 422
    assert "Niet bewaard: het aantal dagen ontbreekt." in words(page)
    assert keeper.post("/declaratietermijnen/bewaren/", good).status_code == 302
    assert keeper.post("/declaratietermijnen/bewaren/", {**good, "termijn-vanaf": "maand"}).status_code == 302
    said = words(keeper.get("/declaratietermijnen/"))
    assert "Iedereen laatste dag van de maand erna elk product 1 januari 2024" in said
    assert "30 dagen na het einde van de maand elk product" not in said


def test_the_number_of_a_client_stands_in_no_file_and_no_address(office):
    termijnen.keep_calendar(office, [SEPTEMBER], timezone.now(), "Test")
    assert BSN not in claiming(office)
