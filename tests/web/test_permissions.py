"""Every address, every role, own and foreign party; the forbidden first.

What each role may do is written here once more, by hand: this table and that of the application must agree.
"""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import NamedTuple

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import URLPattern, get_resolver
from gebied import (
    AANBIEDER,
    BSN,
    DIEMEN,
    FOURTH_BSN,
    HOUTEN,
    OTHER_AANBIEDER,
    OTHER_BSN,
    THIRD_BSN,
    Happened,
    asked,
    at_municipality,
    at_provider,
    named,
    person,
    signed_in,
)

from ketenwerk.messages.write import write
from ketenwerk.register.models import Archiefbericht
from ketenwerk.web.access import KEY
from ketenwerk.web.models import Inzage
from ketenwerk.web.roles import SITS, Rol

pytestmark = pytest.mark.django_db

WORKERS = {"backofficemedewerker", "zorgadministrateur", "vrijgevestigde"}
FULL = WORKERS | {"toegang"}
READERS = FULL | {"controller", "auditor"}
CLIENTS = FULL | {"auditor"}
CLAIMS = WORKERS | {"controller", "auditor"}
ANSWERERS = {"backofficemedewerker"}
QUESTIONS = ANSWERERS | {"controller", "auditor"}
CLAIMERS = {"zorgadministrateur", "vrijgevestigde"}
PROVIDERS = CLAIMERS | {"auditor"}
EDITORS = {"contractmanager", "beheerder"}
PAYERS = {"controller"}
PAYMENTS = PAYERS | {"backofficemedewerker", "contractmanager", "auditor"}
ALL = READERS | EDITORS
EVERYBODY = None  # also who is not signed in


class Page(NamedTuple):
    """`path` is filled with what happened at a party; `hides` says that a foreign object is a 404.

    `side` is the one side of the chain on which the page exists, "" for both.
    """

    path: str
    roles: set[str] | None
    method: str = "get"
    hides: bool = False
    side: str = ""


PAGES = {
    "lijst": Page("/", ALL),
    "uploaden": Page("/uploaden/", WORKERS, "post"),
    "zoeken": Page("/berichten/zoeken/", ALL, "post"),
    "bericht": Page("/berichten/{0.bericht}/", READERS, hides=True),
    "volledig": Page("/berichten/{0.bericht}/volledig/", FULL, "post", hides=True),
    "bericht-xml": Page("/berichten/{0.bericht}/bericht.xml", FULL, hides=True),
    "antwoord-xml": Page("/berichten/{0.bericht}/antwoord.xml", FULL, hides=True),
    "clienten": Page("/clienten/", CLIENTS),
    "client-zoeken": Page("/clienten/zoeken/", CLIENTS, "post"),
    "client": Page("/clienten/{0.client}/", CLIENTS, hides=True),
    "traject": Page("{0.traject}", CLIENTS, hides=True),
    "declaraties": Page("/declaraties/", CLAIMS),
    "declaraties-bestand": Page("/declaraties/declaraties.csv", CLAIMS),
    "declaratie": Page("/declaraties/{0.declaratie}/", CLAIMS, hides=True),
    "declaratie-bestand": Page("/declaraties/{0.declaratie}/regels.csv", CLAIMS, hides=True),
    "declaratie-besluit": Page("/declaraties/{0.declaratie}/besluit/", ANSWERERS, "post", hides=True),
    "declaratie-opnieuw": Page("/declaraties/{0.declaratie}/opnieuw/", ANSWERERS, "post", hides=True),
    "declaratie-versturen": Page("/declaraties/{0.declaratie}/versturen/", ANSWERERS, hides=True),
    "declaratieregel": Page("/declaraties/{0.declaratie}/regels/0/", CLAIMS, hides=True),
    "declaratieregel-json": Page("/declaraties/{0.declaratie}/regels/0/berekening.json", CLAIMS, hides=True),
    "partij-nakijken": Page("/partijen/{0.party.pk}/nakijken/", {"beheerder"}, "post", hides=True),
    "partij-uren": Page("/partijen/{0.party.pk}/uren/", {"beheerder"}, "post", hides=True),
    "leveringen": Page("/leveringen/", PROVIDERS, side="aanbieder"),
    "leveringen-sjabloon": Page("/leveringen/leeg.xlsx", PROVIDERS, side="aanbieder"),
    "leveringen-inlezen": Page("/leveringen/inlezen/", CLAIMERS, "post", side="aanbieder"),
    "leveringen-voorbeeld": Page("/leveringen/inlezen/{0.invoer}/", CLAIMERS, hides=True, side="aanbieder"),
    "levering": Page("/leveringen/{0.toewijzing}/", PROVIDERS, hides=True, side="aanbieder"),
    "levering-weghalen": Page("/leveringen/{0.toewijzing}/weghalen/", CLAIMERS, "post", hides=True, side="aanbieder"),
    "levering-tarief": Page("/leveringen/{0.toewijzing}/tarief/", PROVIDERS, hides=True, side="aanbieder"),
    "declareren": Page("/declareren/", PROVIDERS, side="aanbieder"),
    "declareren-indienen": Page("/declareren/indienen/", CLAIMERS, "post", side="aanbieder"),
    "declareren-gemeente": Page("/declareren/{0.gesprek}/", PROVIDERS, hides=True, side="aanbieder"),
    "declareren-gemeente-indienen": Page("/declareren/{0.gesprek}/indienen/", CLAIMERS, "post", hides=True, side="aanbieder"),
    "openstaand": Page("/openstaand/", PROVIDERS, side="aanbieder"),
    "ingediend": Page("/ingediend/{0.declaratie}/", PROVIDERS, hides=True, side="aanbieder"),
    "ingediend-bestand": Page("/ingediend/{0.declaratie}/bestand/technisch/", CLAIMERS, "post", hides=True, side="aanbieder"),
    "regel-herstellen": Page("/ingediend/{0.declaratie}/0/", CLAIMERS, hides=True, side="aanbieder"),
    "contact": Page("/navragen/", QUESTIONS, side="gemeente"),
    "contact-vraag": Page("/navragen/declaratie/{0.declaratie}/", ANSWERERS, "post", hides=True),
    "contact-afronden": Page("/navragen/{0.contact}/afronden/", ANSWERERS, "post", hides=True),
    "betalingen": Page("/betalingen/", PAYMENTS, side="gemeente"),
    "betaalopdracht": Page("/betalingen/opdracht.csv", PAYMENTS, side="gemeente"),
    "betaalbatch-nieuw": Page("/betalingen/nieuw/", PAYERS, "post", side="gemeente"),
    "betaalrekening": Page("/betalingen/rekening/", PAYERS, "post", side="gemeente"),
    "rekening-aanbieder": Page("/betalingen/aanbieders/{0.relatie}/", PAYERS, "post", hides=True, side="gemeente"),
    "betaalbatch": Page("/betalingen/{0.betaalbatch}/", PAYMENTS, hides=True, side="gemeente"),
    "betaalbatch-stand": Page("/betalingen/{0.betaalbatch}/stand/", PAYERS, "post", hides=True, side="gemeente"),
    "betaalbatch-bestand": Page("/betalingen/{0.betaalbatch}/pain001.xml", PAYERS, hides=True, side="gemeente"),
    "betaalbatch-lijst": Page("/betalingen/{0.betaalbatch}/lijst.csv", PAYMENTS, hides=True, side="gemeente"),
    "betaaltermijnen": Page("/betaaltermijnen/", ALL),
    "betaaltermijn": Page("/betaaltermijnen/bewaren/", EDITORS, "post"),
    "declaratietermijnen": Page("/declaratietermijnen/", ALL),
    "declaratietermijn": Page("/declaratietermijnen/bewaren/", EDITORS, "post"),
    "kalender-bewaren": Page("/declaratietermijnen/kalender/", EDITORS, "post"),
    "kalender-overnemen": Page("/declaratietermijnen/overnemen/", EDITORS, "post"),
    "kalender-bestand": Page("/declaratietermijnen/kalender.csv", ALL),
    "berichten-bestand": Page("/berichten/berichten.csv", ALL),
    "clienten-bestand": Page("/clienten/clienten.csv", CLIENTS),
    "leveringen-bestand": Page("/leveringen/leveringen.csv", PROVIDERS, side="aanbieder"),
    "openstaand-bestand": Page("/openstaand/openstaand.csv", PROVIDERS, side="aanbieder"),
    "betalingen-bestand": Page("/betalingen/open.csv", PAYMENTS, side="gemeente"),
    "betaalbatches-bestand": Page("/betalingen/batches.xlsx", PAYMENTS, side="gemeente"),
    "aanbieders-bestand": Page("/aanbieders/aanbieders.csv", ALL),
    "inzage-bestand": Page("/inzage/inzagen.csv", {"beheerder", "auditor"}),
    "weergave-bewaren": Page("/weergaven/", ALL, "post"),
    "weergave-weghalen": Page("/weergaven/1/weghalen/", ALL, "post"),
    "aanbieders": Page("/aanbieders/", ALL),
    "aanbieder": Page("/aanbieders/{0.relatie}/", ALL, hides=True),
    "invuldocument": Page("/aanbieders/{0.relatie}/invuldocument.csv", ALL, hides=True),
    "gegevens": Page("/aanbieders/{0.relatie}/gegevens/", EDITORS, hides=True),
    "invullen": Page("/aanbieders/{0.relatie}/invullen/", EDITORS, hides=True),
    "partij-nieuw": Page("/aanbieders/nieuw/", EDITORS),
    "invuldocument-overnemen": Page("/aanbieders/overnemen/", EDITORS, "post"),
    "afspraken": Page("/afspraken/", ALL),
    "afspraken-overnemen": Page("/afspraken/overnemen/", EDITORS, "post"),
    "afspraken-bestand": Page("/afspraken/afspraken.csv", ALL),
    "partijen": Page("/partijen/", {"beheerder"}),
    "inzage": Page("/inzage/", {"beheerder", "auditor"}),
    "sleutels": Page("/toegangssleutels/", ALL, "post"),
    "beheer-sleutels": Page("/beheer/toegangssleutels/", {"beheerder"}),
    "sleutel-intrekken": Page("/beheer/toegangssleutels/{0.sleutel}/intrekken/", {"beheerder"}, "post", hides=True),
    "api": Page("/api/v1/", EVERYBODY),
    "api-document": Page("/api/v1/openapi.json", EVERYBODY),
    "wachtwoord": Page("/wachtwoord/", ALL),
    "uitloggen": Page("/uitloggen/", ALL, "post"),
    "uitleg-lijst": Page("/uitleg/", EVERYBODY),
    "uitleg": Page("/uitleg/TR018/", EVERYBODY),
    "inloggen": Page("/inloggen/", EVERYBODY),
    "healthz": Page("/healthz", EVERYBODY),
    "rol-kiezen": Page("/inloggen/rol/", EVERYBODY, "post"),  # a 404 outside the demonstration: see test_accounts
}
IN_THE_DEMO = {"rol-kiezen"}

CASES = [(name, role, code) for name in PAGES for role in sorted(ALL) for code in sorted(SITS[Rol(role)])]


@pytest.fixture
def region() -> SimpleNamespace:
    """What happened at our own party and at a foreign one, on both sides of the chain."""
    return SimpleNamespace(
        gemeente=(at_municipality(DIEMEN, BSN), at_municipality(HOUTEN, OTHER_BSN)),
        aanbieder=(at_provider(AANBIEDER, THIRD_BSN), at_provider(OTHER_AANBIEDER, FOURTH_BSN)),
    )


def patterns() -> Iterator[URLPattern]:
    """The pages. What asks for a key of access is walked in tests/api/test_toegang.py."""
    for pattern in get_resolver().url_patterns:
        assert isinstance(pattern, URLPattern), "an include: walk it here as well"
        if getattr(pattern.callback, "asks", None) != KEY:
            yield pattern


def ask(browser: Browser, page: Page, happened: Happened):
    data = {"bsn": BSN, "zoek": BSN} if "zoeken" in page.path else {}
    return getattr(browser, page.method)(page.path.format(happened), data)


def test_every_address_has_its_row_in_the_table():
    assert {pattern.name for pattern in patterns()} == set(PAGES)


def test_a_view_that_says_nothing_is_open_to_nobody():
    assert [pattern.name for pattern in patterns() if not hasattr(pattern.callback, "asks")] == []


@pytest.mark.eis("E284")
@pytest.mark.parametrize(("name", "role", "side"), CASES)
def test_own_and_foreign_for_every_role(region, name, role, side):
    page = PAGES[name]
    own, foreign = getattr(region, side)
    browser = signed_in(person(Rol(role), own.party))
    allowed = page.roles is EVERYBODY or (role in page.roles and page.side in ("", side))
    before = Archiefbericht.objects.count()

    elsewhere = ask(browser, page, foreign) if page.hides else None
    if elsewhere is not None:
        assert elsewhere.status_code == (404 if allowed else 403)
        tried = Inzage.objects.filter(daad="geweigerd", gebruiker__naam__startswith=role).count()
        assert tried == (1 if allowed else 0)
    here = ask(browser, page, own)
    if name in IN_THE_DEMO:
        assert here.status_code == 404
    elif allowed:
        assert here.status_code in (200, 302, 422)
        assert "/inloggen/" not in here.headers.get("Location", "") or name == "uitloggen"
    else:
        assert here.status_code == 403
        assert "U heeft geen toegang tot deze handeling." in here.content.decode()
    assert Archiefbericht.objects.count() == before


@pytest.mark.parametrize("name", sorted(set(PAGES) - IN_THE_DEMO))
def test_who_is_not_signed_in_sees_nothing_of_anybody(region, name):
    page = PAGES[name]
    response = ask(Browser(), page, region.gemeente[0])
    if page.roles is EVERYBODY:
        assert response.status_code == 200
    else:
        assert response.status_code == 302
        assert response.url.startswith("/inloggen/")
    assert not Inzage.objects.exists()


@pytest.mark.parametrize("role", sorted(ALL))
def test_who_lost_every_mandate_is_left_with_nothing(region, role):
    gebruiker = person(Rol(role), None)
    gebruiker.mandaten.all().delete()
    browser = signed_in(gebruiker)
    for name, page in PAGES.items():
        if page.roles is not EVERYBODY and name not in ("wachtwoord", "uitloggen", "sleutels"):
            assert ask(browser, page, region.gemeente[0]).status_code == 403, name


@pytest.mark.parametrize("side", ["gemeente", "aanbieder"])
def test_lists_hold_the_own_party_alone(region, side):
    own, foreign = getattr(region, side)
    worker = Rol.BACKOFFICE if side == "gemeente" else Rol.ZORGADMINISTRATEUR
    browser = signed_in(person(worker, own.party))
    messages = browser.get("/?richting=uit").content.decode() + browser.get("/").content.decode()
    assert str(own.bericht) in messages
    assert str(foreign.bericht) not in messages
    clients = browser.get("/clienten/").content.decode()
    assert str(own.client) in clients
    assert str(foreign.client) not in clients


def test_a_filter_on_a_client_of_another_party_shows_nothing_of_it(region):
    own, foreign = region.gemeente
    page = signed_in(person(Rol.BACKOFFICE, own.party)).get(f"/?client={foreign.client}").content.decode()
    assert "Geen berichten gevonden" in page
    assert OTHER_BSN[-4:] not in page


def test_the_log_of_another_party_is_hidden(region):
    own, foreign = region.gemeente
    signed_in(person(Rol.AUDITOR, foreign.party)).get(f"/clienten/{foreign.client}/")
    signed_in(person(Rol.AUDITOR, own.party)).get(f"/clienten/{own.client}/")
    page = signed_in(person(Rol.BEHEERDER, own.party)).get("/inzage/").content.decode()
    assert str(own.client) in page
    assert str(foreign.client) not in page


def test_somebody_of_several_municipalities_sees_those_and_no_other(region):
    diemen, houten = region.gemeente
    gebruiker = person(Rol.BACKOFFICE, diemen.party)
    gebruiker.mandaten.create(rol=Rol.BACKOFFICE, party=houten.party)
    browser = signed_in(gebruiker)
    page = browser.get("/clienten/").content.decode()
    assert str(diemen.client) in page
    assert str(houten.client) in page
    assert str(region.aanbieder[0].client) not in page
    chosen = browser.get("/clienten/?partij=0321").content.decode()
    assert str(diemen.client) not in chosen
    assert "2 partijen" in page


def test_a_role_reaches_no_further_than_the_party_it_is_held_for(region):
    """Reading at Houten gives nothing at Diemen, where this person only sees the list."""
    diemen, houten = region.gemeente
    gebruiker = person(Rol.CONTRACTMANAGER, diemen.party)
    gebruiker.mandaten.create(rol=Rol.BACKOFFICE, party=houten.party)
    browser = signed_in(gebruiker)
    page = browser.get("/").content.decode()
    assert f'href="/berichten/{houten.bericht}/"' in page
    assert f'href="/berichten/{diemen.bericht}/"' not in page
    assert page.count("Verzoek om toewijzing (JW315)") == 2
    assert browser.get(f"/berichten/{diemen.bericht}/").status_code == 404
    assert browser.get(f"/berichten/{diemen.bericht}/bericht.xml").status_code == 404


# Bringing in


def brought(browser: Browser, *files: bytes):
    sent = [SimpleUploadedFile("b.xml", data) for data in files]
    return browser.post("/uploaden/", {"bestand": sent})


def test_nobody_brings_in_a_message_for_a_party_of_others(region):
    browser = signed_in(person(Rol.BACKOFFICE, region.gemeente[0].party))
    before = Archiefbericht.objects.count()
    response = brought(browser, write(asked(THIRD_BSN, HOUTEN, "V9", "VOT9")))
    assert response.status_code == 422
    assert "Het bericht is voor een partij waarvoor u niet werkt." in response.content.decode()
    assert Archiefbericht.objects.count() == before


def test_not_even_when_its_first_bytes_name_another_receiver(region):
    """The receiver of a message is what it says when it is read, not what stands in a comment above it."""
    decoy = b"<!-- <Afzender>65656055</Afzender><Ontvanger>0384</Ontvanger> -->"
    data = write(asked(THIRD_BSN, HOUTEN, "V9", "VOT9"))
    head, rest = data.split(b"?>", 1)
    browser = signed_in(person(Rol.BACKOFFICE, region.gemeente[0].party))
    assert brought(browser, head + b"?>" + decoy + rest).status_code == 422


def test_what_is_for_nobody_of_ours_is_seen_by_who_brought_it_in_alone(region):
    diemen = region.gemeente[0].party
    mine, other = (signed_in(person(Rol.BACKOFFICE, diemen, naam)) for naam in ("een", "twee"))
    address = brought(mine, write(named(asked(THIRD_BSN, "0344", "V9"), "V9"))).url
    key = address.split("/")[2]
    assert mine.get(address).status_code == 200
    assert mine.get(f"{address}antwoord.xml").status_code == 200
    assert key in mine.get("/").content.decode()
    assert other.get(address).status_code == 404
    assert other.get(f"{address}antwoord.xml").status_code == 404
    assert key not in other.get("/").content.decode()


def test_an_upload_of_another_is_no_list(region):
    diemen = region.gemeente[0].party
    mine, other = (signed_in(person(Rol.BACKOFFICE, diemen, naam)) for naam in ("een", "twee"))
    address = brought(mine, write(asked(THIRD_BSN, "0344", "V9")), b"").url
    assert "Deze upload" in mine.get(address).content.decode()
    assert "Deze upload" not in other.get(address).content.decode()
