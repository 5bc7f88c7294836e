"""Providers, other parties, agreements and own parties on their pages: filled in, taken over, refused whole, given out again."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from gebied import AANBIEDER, DIEMEN, HOUTEN, THIRD_AANBIEDER, THIRD_BSN, asked, deliver, met, own, person, signed_in

from ketenwerk.protocol import afsprakenbestand, formulierbestand
from ketenwerk.protocol.aanbiederformulier import Formulier
from ketenwerk.protocol.afspraken import Afspraak, Afspraken
from ketenwerk.protocol.velden import EENMALIG, PER_LOCATIE, text
from ketenwerk.register import afspraken, relaties
from ketenwerk.register.models import Afspraakrij, EigenPartij, Opgave, Relatie
from ketenwerk.web.models import Inzage, Mandaat
from ketenwerk.web.roles import Rol
from protocol.ingevuld import volledig

pytestmark = pytest.mark.django_db

AGB = "12345678"


def regel(**changed: Any) -> Afspraak:
    values: dict[str, Any] = {
        "wet": "jw", "gemeente": DIEMEN, "aanbieder": AANBIEDER, "categorie": "45", "code": "45A04", "eenheid": "04",
        "variant": "inspanning", "tarief": 8724, "van": date(2025, 1, 1), "tot": None,
    }  # fmt: skip
    return Afspraak(**(values | changed))


@pytest.fixture
def diemen(db: None) -> EigenPartij:
    return own(DIEMEN)


@pytest.fixture
def manager(diemen: EigenPartij) -> Browser:
    return signed_in(person(Rol.CONTRACTMANAGER, diemen))


def send(browser: Browser, address: str, data: bytes, name: str = "bestand.csv", **more: str) -> Any:
    return browser.post(address, {"bestand": SimpleUploadedFile(name, data), **more})


def shown(browser: Browser, address: str) -> str:
    response = browser.get(address)
    assert response.status_code == 200
    return response.content.decode()


# Agreements


def test_a_file_is_taken_over_shown_and_given_out_again(manager: Browser, diemen: EigenPartij) -> None:
    file = Afspraken([regel(), regel(aanbieder=None, code="45A48", tarief=9000, tot=date(2025, 12, 31))])
    response = send(manager, "/afspraken/overnemen/", afsprakenbestand.write_csv(file))
    assert response.status_code == 302
    page = shown(manager, response.url)
    for words in (
        "45A04",
        "45A48",
        "elke aanbieder",
        AANBIEDER,
        "€ 87,24",
        "€ 90,00",
        "geldt",
        "afgelopen",
        "contractmanager.0384",
    ):
        assert words in page
    for form, read in (("csv", afsprakenbestand.read_csv), ("toml", afsprakenbestand.read_toml)):
        given = manager.get(f"/afspraken/afspraken.{form}?partij={diemen.pk}")
        assert set(read(given.content).regels) == set(file.regels)
        assert given.headers["Content-Disposition"] == f'attachment; filename="afspraken-0384-jw.{form}"'
    assert manager.get("/afspraken/afspraken.xml").status_code == 404


def test_a_wrong_file_is_refused_whole_with_every_fault_at_its_row(manager: Browser) -> None:
    lines = afsprakenbestand.write_csv(Afspraken([regel(), regel(code="45A48"), regel(code="45A49")])).decode().splitlines()
    lines[2] = lines[2].replace(",04,", ",99,")
    lines[3] = lines[3].replace("8724", "87,24", 1).replace("87,24", '"87,24"')
    response = send(manager, "/afspraken/overnemen/", "\r\n".join(lines).encode())
    assert response.status_code == 422
    page = response.content.decode()
    assert "Niets overgenomen: het bestand heeft 2 fouten." in page
    for words in ("regel 3", "eenheid 99 bestaat niet", "regel 4", "schrijf een heel getal (eurocenten)"):
        assert words in page
    assert not Afspraakrij.objects.exists()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.xlsx", b"PK", "eindigt niet op .toml of .csv"),
        ("a.csv", b"", "Het bestand is leeg"),
        ("a.csv", b"\xff\xfe", "geen UTF-8"),
        ("a.toml", b"[[product", "geen geldige TOML"),
        ("a.csv", b"x" * (5 * 1024 * 1024 + 1), "groter dan 5 MB"),
    ],
)
def test_what_is_no_agreements_file_is_refused_in_words(manager: Browser, name: str, data: bytes, said: str) -> None:
    response = send(manager, "/afspraken/overnemen/", data, name)
    assert response.status_code == 422
    assert said in response.content.decode()


def test_nothing_chosen_is_said(manager: Browser) -> None:
    response = manager.post("/afspraken/overnemen/", {})
    assert response.status_code == 422
    assert "Er is geen bestand gekozen." in response.content.decode()


@pytest.mark.parametrize("strange", [regel(gemeente=HOUTEN), regel(wet="wmo", categorie="01")])
def test_one_row_of_a_party_of_others_refuses_the_file(manager: Browser, strange: Afspraak) -> None:
    own(HOUTEN)
    response = send(manager, "/afspraken/overnemen/", afsprakenbestand.write_csv(Afspraken([regel(), strange])))
    assert response.status_code == 422
    assert f"voor gemeente {strange.gemeente} en aanbieder {AANBIEDER} werkt u niet" in response.content.decode()
    assert not Afspraakrij.objects.exists()


def test_a_file_is_taken_over_for_the_parties_of_the_user_alone(manager: Browser, diemen: EigenPartij) -> None:
    own(AANBIEDER)
    send(manager, "/afspraken/overnemen/", afsprakenbestand.write_csv(Afspraken([regel()])))
    assert set(Afspraakrij.objects.values_list("party", flat=True)) == {diemen.pk}


def test_another_party_in_the_address_shows_nothing_of_it(diemen: EigenPartij) -> None:
    houten = own(HOUTEN)
    afspraken.take_over(Afspraken([regel(gemeente=HOUTEN, code="45A49")]), [houten], houten.since, "test")
    reader = signed_in(person(Rol.BACKOFFICE, diemen))
    assert "45A49" not in shown(reader, f"/afspraken/?partij={houten.pk}")
    assert b"45A49" not in reader.get(f"/afspraken/afspraken.csv?partij={houten.pk}").content


def test_who_only_reads_sees_no_way_to_change(diemen: EigenPartij) -> None:
    key = met(diemen)
    reader = signed_in(person(Rol.BACKOFFICE, diemen))
    for address in ("/afspraken/", "/aanbieders/", f"/aanbieders/{key}/"):
        page = shown(reader, address)
        assert 'type="file"' not in page
        assert "Gegevens wijzigen" not in page
        assert "Formulier invullen" not in page


def test_the_page_of_a_message_says_which_rule_was_silent(diemen: EigenPartij, manager: Browser) -> None:
    reader = signed_in(person(Rol.BACKOFFICE, diemen))
    said = "voor dit product was op die dag geen afspraak bekend"
    assert said in shown(reader, f"/berichten/{deliver(asked()).pk}/")
    send(manager, "/afspraken/overnemen/", afsprakenbestand.write_csv(Afspraken([regel()])))
    judged = deliver(asked(THIRD_BSN, identificatie="V2", referentie="VOT2"))
    assert judged.verdict == "accepted"
    assert said not in shown(reader, f"/berichten/{judged.pk}/")


# The provider form


def sent(formulier: Formulier) -> dict[str, str]:
    """The form as a page sends it."""
    answers = {key: text(veld.answer(formulier)) for key, veld in EENMALIG.items()}
    for number, place in enumerate(formulier.locaties, start=1):
        answers |= {veld.key(number): text(veld.answer(place)) for veld in PER_LOCATIE.values()}
    return answers


@pytest.mark.eis("E005")
def test_all_fields_are_entered_shown_exported_and_imported_again(manager: Browser, diemen: EigenPartij) -> None:
    key = met(diemen, AGB)
    assert manager.post(f"/aanbieders/{key}/invullen/", sent(volledig())).status_code == 302
    assert relaties.form(Relatie.objects.get(pk=key)) == volledig()
    page = shown(manager, f"/aanbieders/{key}/")
    for answer in filter(None, sent(volledig()).values()):
        assert answer.replace("'", "&#x27;") in page
    again = shown(manager, f"/aanbieders/{key}/invullen/")
    assert all(f'name="{name}"' in again for name in sent(volledig()))
    for form, read in (("csv", formulierbestand.read_csv), ("toml", formulierbestand.read_toml)):
        document = manager.get(f"/aanbieders/{key}/invuldocument.{form}").content
        assert read(document) == volledig()
        houten = own(HOUTEN)
        elsewhere = signed_in(person(Rol.CONTRACTMANAGER, houten, f"houten-{form}"))
        response = send(elsewhere, "/aanbieders/overnemen/", document, f"a.{form}", partij=str(houten.pk))
        assert response.status_code == 302
        assert relaties.form(Relatie.objects.get(party=houten)) == volledig()


def test_a_form_that_lacks_what_is_needed_is_not_kept_and_what_was_typed_stays(manager: Browser, diemen: EigenPartij) -> None:
    key = met(diemen, AGB)
    response = manager.post(f"/aanbieders/{key}/invullen/", sent(volledig(kvk_moeder="", kvk="123")))
    assert response.status_code == 422
    page = response.content.decode()
    for words in ("Niet bewaard", "moedermaatschappij ontbreekt", "een KvK-nummer is acht cijfers", 'value="De Linde"'):
        assert words in page
    assert page.count('aria-invalid="true"') == 2
    assert not Opgave.objects.exists()


def test_another_agb_code_is_another_provider(manager: Browser, diemen: EigenPartij) -> None:
    key = met(diemen)
    response = manager.post(f"/aanbieders/{key}/invullen/", sent(volledig()))
    assert response.status_code == 422
    assert "een andere AGB-code is een andere aanbieder" in response.content.decode()
    assert not Opgave.objects.exists()


def test_an_address_that_follows_another_is_not_asked_and_stays_as_it_was(manager: Browser, diemen: EigenPartij) -> None:
    key = met(diemen, AGB)
    relaties.keep_form(diemen, volledig(corr_gelijk=True), diemen.since, "test")
    page = shown(manager, f"/aanbieders/{key}/invullen/")
    assert 'name="correspondentie.straat"' not in page
    assert 'name="facturatie.straat"' in page
    answers = {name: answer for name, answer in sent(volledig(corr_gelijk=True)).items() if f'name="{name}"' in page}
    assert manager.post(f"/aanbieders/{key}/invullen/", answers | {"btw": "NL1"}).status_code == 302
    assert relaties.form(Relatie.objects.get(pk=key)) == volledig(corr_gelijk=True, btw="NL1")


def test_a_wrong_document_is_refused_with_all_its_faults(manager: Browser, diemen: EigenPartij) -> None:
    document = formulierbestand.write_csv(volledig(agb="1234567", kvk="")).replace(b"handelsnaam", b"onbekende_sleutel")
    response = send(manager, "/aanbieders/overnemen/", document, partij=str(diemen.pk))
    assert response.status_code == 422
    assert "deze sleutel hoort er niet in" in response.content.decode()
    document = formulierbestand.write_csv(volledig(agb="1234567", kvk=""))
    response = send(manager, "/aanbieders/overnemen/", document, partij=str(diemen.pk))
    assert "Niets overgenomen: het bestand heeft 2 fouten." in response.content.decode()
    assert not Opgave.objects.exists()


def test_a_document_is_not_kept_for_a_party_of_others(manager: Browser) -> None:
    houten = own(HOUTEN)
    response = send(manager, "/aanbieders/overnemen/", formulierbestand.write_csv(volledig()), partij=str(houten.pk))
    assert response.status_code == 422
    assert "kies een eigen partij" in response.content.decode()
    assert not Opgave.objects.exists()


@pytest.mark.parametrize("what", ["invullen", "gegevens"])
def test_nobody_changes_a_party_of_others(manager: Browser, what: str) -> None:
    key = met(own(HOUTEN), AGB)
    data = sent(volledig()) if what == "invullen" else {"soort": "aanbieder: instelling", "naam": "X", "code": AGB}
    assert manager.post(f"/aanbieders/{key}/{what}/", data).status_code == 404
    assert not Opgave.objects.exists()
    assert Inzage.objects.filter(daad="geweigerd", party__code=HOUTEN).count() == 1


# Other parties


TEAM = {
    "soort": "lokaal team of toegang", "naam": "Sociaal team IJsselstein", "telefoon": "030-6869901",
    "telefoon_reserve": "06-47217826", "email": "team@ijsselstein.example", "email_administratie": "",
    "post_organisatie": "Gemeente IJsselstein", "post_postbus": "26", "post_bezoekadres": "Overtoom 1",
    "post_postcode": "3401 BK", "post_plaats": "IJsselstein", "code": "",
}  # fmt: skip


@pytest.mark.eis("E004")
def test_a_team_is_kept_with_all_ways_to_reach_it_and_both_numbers_in_order(manager: Browser, diemen: EigenPartij) -> None:
    response = manager.post("/aanbieders/nieuw/", {"partij": str(diemen.pk), **TEAM})
    assert response.status_code == 302
    page = shown(manager, response.url)
    assert "030-6869901<br>06-47217826" in page
    assert page.count("team@ijsselstein.example") == 2  # administrative mail goes to the general address
    for words in ("Gemeente IJsselstein", "Postbus 26", "Overtoom 1", "3401 BK IJsselstein"):
        assert words in page
    changed = TEAM | {"email_administratie": "administratie@ijsselstein.example"}
    manager.post(f"{response.url}gegevens/", changed)
    assert "administratie@ijsselstein.example" in shown(manager, response.url)
    assert Opgave.objects.count() == 2


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"naam": " "}, "de naam ontbreekt"),
        ({"soort": "aanbieder: instelling"}, "de AGB-code ontbreekt"),
        ({"soort": "aanbieder: instelling", "code": "1234567"}, "een AGB-code is acht cijfers"),
        ({"soort": "gemeente", "code": "331"}, "gemeentecode is vier cijfers"),
        ({"soort": "kabouter"}, "kies een van de soorten"),
        ({"van": "2026-02-30"}, "deze dag bestaat niet"),
        ({"van": "2026-02-01", "tot": "2026-01-01"}, "de einddatum ligt voor de begindatum"),
        ({"partij": "0"}, "kies een eigen partij"),
    ],
)
def test_what_blocks_is_said_and_nothing_is_kept(
    manager: Browser, diemen: EigenPartij, changed: dict[str, str], said: str
) -> None:
    response = manager.post("/aanbieders/nieuw/", {"partij": str(diemen.pk), **TEAM, **changed})
    assert response.status_code == 422
    assert said in response.content.decode()
    assert 'value="06-47217826"' in response.content.decode()
    assert not Relatie.objects.exists()


def test_a_warning_does_not_block(manager: Browser, diemen: EigenPartij) -> None:
    assert manager.post("/aanbieders/nieuw/", {"partij": str(diemen.pk), **TEAM, "telefoon": "bel ons"}).status_code == 302


def test_the_code_of_a_known_party_stays(manager: Browser, diemen: EigenPartij) -> None:
    key = met(diemen)
    provider = {"soort": "aanbieder: instelling", "naam": "De Linde", "code": AGB, "agb_soort": "onderneming"}
    response = manager.post(f"/aanbieders/{key}/gegevens/", provider)
    assert response.status_code == 422
    assert "een andere code is een andere partij" in response.content.decode()
    assert manager.post(f"/aanbieders/{key}/gegevens/", provider | {"code": THIRD_AANBIEDER}).status_code == 302


@pytest.mark.parametrize(("soort", "said"), [("zorgverlener", True), ("onderneming", False)])
def test_the_page_explains_who_cannot_be_a_sender(manager: Browser, diemen: EigenPartij, soort: str, said: bool) -> None:
    provider = {"soort": "aanbieder: vrijgevestigde", "naam": "Praktijk", "code": AGB, "agb_soort": soort}
    response = manager.post("/aanbieders/nieuw/", {"partij": str(diemen.pk), **provider})
    assert ("haar AGB-code is van een zorgverlener" in shown(manager, response.url)) is said


def test_a_provider_shows_what_was_agreed_in_time(manager: Browser, diemen: EigenPartij) -> None:
    rows = [regel(tot=date(2025, 6, 30)), regel(van=date(2025, 7, 1), tarief=9000), regel(aanbieder="65656056", code="45A49")]
    send(manager, "/afspraken/overnemen/", afsprakenbestand.write_csv(Afspraken(rows)))
    page = shown(manager, f"/aanbieders/{Relatie.objects.get(code=AANBIEDER).pk}/")
    assert page.index("€ 90,00") < page.index("€ 87,24")
    assert "45A49" not in page


def test_tabs_hold_each_kind_of_party(manager: Browser, diemen: EigenPartij) -> None:
    met(diemen)
    manager.post("/aanbieders/nieuw/", {"partij": str(diemen.pk), **TEAM})
    providers, others = shown(manager, "/aanbieders/"), shown(manager, "/aanbieders/?kant=anders")
    assert (THIRD_AANBIEDER in providers, "Sociaal team" in providers) == (True, False)
    assert (THIRD_AANBIEDER in others, "Sociaal team" in others) == (False, True)


# Own parties


def test_the_manager_adds_an_own_party_and_manages_it(diemen: EigenPartij) -> None:
    gebruiker = person(Rol.BEHEERDER, diemen)
    browser = signed_in(gebruiker)
    assert browser.post("/partijen/", {"code": "0331", "wet": "wmo"}).status_code == 302
    page = shown(browser, "/partijen/")
    assert "Lopik (0331)" in page
    made = EigenPartij.objects.get(code="0331")
    assert made.wet == "wmo"
    assert list(Mandaat.objects.filter(party=made).values_list("gebruiker", "rol")) == [(gebruiker.pk, "beheerder")]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"code": "331", "wet": "jw"}, "gemeentecode is vier cijfers"),
        ({"code": "", "wet": "jw"}, "gemeentecode is vier cijfers"),
        ({"code": "0331", "wet": "xx"}, "kies een wet"),
        ({"code": HOUTEN, "wet": "jw"}, "deze installatie werkt er al voor"),
    ],
)
def test_an_own_party_that_is_wrong_or_of_another_manager_is_refused(
    diemen: EigenPartij, sent: dict[str, str], said: str
) -> None:
    """Adding a party that is there already would be a way into it."""
    own(HOUTEN)
    gebruiker = person(Rol.BEHEERDER, diemen)
    response = signed_in(gebruiker).post("/partijen/", sent)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert gebruiker.mandaten.count() == 1
    assert EigenPartij.objects.count() == 2


def test_a_foreign_own_party_is_not_listed(diemen: EigenPartij) -> None:
    own(HOUTEN)
    page = shown(signed_in(person(Rol.BEHEERDER, diemen)), "/partijen/")
    assert "0384" in page
    assert "0321" not in page
