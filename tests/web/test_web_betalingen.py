"""The pages of payment: what is due, a batch with its preview and files, accounts and terms. Made with the Django client."""

import csv
import io
import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from gebied import own, person, signed_in
from lxml import etree

from betaling import AANBIEDER, ANDERE, BANK, NEW_BANK, OTHER_BANK, claim, granted, line, municipality, pays, provider
from ketenwerk.process import betalen
from ketenwerk.protocol.bankdagen import bankdag
from ketenwerk.register import betalingen, rekeningen, relaties
from ketenwerk.register.models import Betaalbatch, Betaalregel, EigenPartij, Relatie
from ketenwerk.sheets.reading import first
from ketenwerk.web.roles import Rol

pytestmark = pytest.mark.django_db


@pytest.fixture
def diemen() -> EigenPartij:
    return municipality()


@pytest.fixture
def controller(diemen: EigenPartij) -> Browser:
    return signed_in(person(Rol.CONTROLLER, diemen))


def due() -> date:
    """The last day of what is granted now; the tests of the pages have today's clock."""
    return timezone.localdate() + timedelta(days=30)


def recent(number: str, cents: int, month: int = 4, aanbieder: str = AANBIEDER, **more: object):
    return granted(number, cents, month, aanbieder, now=timezone.now(), **more)


def agreed(browser: Browser, party: EigenPartij, **more: str):
    """Looks at the proposal and agrees to it."""
    shown = browser.get("/betalingen/nieuw/", {"partij": party.pk, "tot": due().isoformat()}).content.decode()
    total = re.search(r'name="totaal" value="(\d+)"', shown)
    day = re.search(r'name="uitvoering" required value="([\d-]+)"', shown)
    assert total is not None, shown
    assert day is not None
    data = {"partij": str(party.pk), "tot": due().isoformat(), "totaal": total[1], "uitvoering": day[1]}
    return browser.post("/betalingen/nieuw/", data | more)


def test_before_an_account_is_filled_in_the_page_says_what_would_appear() -> None:
    party = own()
    page = signed_in(person(Rol.CONTROLLER, party)).get("/betalingen/").content.decode()
    assert "Nog geen betalingen" in page
    reader = signed_in(person(Rol.BACKOFFICE, party)).get("/betalingen/").content.decode()
    assert "Betaalbatch maken" not in reader


def test_what_is_due_per_week_and_per_provider(diemen: EigenPartij, controller: Browser) -> None:
    provider(diemen)
    recent("D1", 123456)
    recent("E1", 700, 4, ANDERE)
    page = controller.get("/betalingen/").content.decode()
    assert "€ 1.241,56" in page
    assert "geen rekening" in page
    assert f"Stichting {AANBIEDER}" in page
    assert "te laat</span>" not in page
    only = controller.get(f"/betalingen/?aanbieder={ANDERE}").content.decode()
    assert "E1" in only
    assert ">D1<" not in only


def test_what_was_due_yesterday_is_late_and_what_is_due_today_is_not(diemen: EigenPartij, controller: Browser) -> None:
    noon = timezone.localtime().replace(hour=12)  # an hour near midnight is another day where the clock was changed since
    granted("D1", 100, now=noon - timedelta(days=30))
    assert "te laat</span>" not in controller.get("/betalingen/").content.decode()
    granted("D2", 100, month=5, now=noon - timedelta(days=31))
    assert "te laat</span>" in controller.get("/betalingen/").content.decode()


def test_from_proposal_to_file_and_list(diemen: EigenPartij, controller: Browser) -> None:
    provider(diemen)
    recent("D1", 123456)
    response = agreed(controller, diemen)
    assert response.status_code == 302
    batch = Betaalbatch.objects.get()
    assert batch.uitvoering == bankdag(timezone.localdate() + timedelta(days=1))
    page = controller.get(response.url).content.decode()
    assert "sluit aan" in page
    assert "€ 1.234,56" in page
    file = controller.get(f"/betalingen/{batch.pk}/pain001.xml")
    assert file["Content-Disposition"] == 'attachment; filename="betaling-0384-jw-1-pain001.xml"'
    tree = etree.fromstring(file.content)
    assert tree.xpath("string(//*[local-name()='CdtrAcct']//*[local-name()='IBAN'])") == OTHER_BANK
    assert tree.xpath("string(//*[local-name()='InstdAmt'])") == "1234.56"
    listed = controller.get(f"/betalingen/{batch.pk}/lijst.csv").getvalue().decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(listed), delimiter=";"))[1] == [AANBIEDER, f"Stichting {AANBIEDER}", "D1", "1234,56"]
    sheet = first(controller.get(f"/betalingen/{batch.pk}/lijst.xlsx").getvalue())
    assert sheet.rijen[1] == (2, [AANBIEDER, f"Stichting {AANBIEDER}", "D1", "1234.56"])
    assert controller.get(f"/betalingen/{batch.pk}/lijst.pdf").status_code == 404


def test_somebody_else_reads_the_batch_without_accounts(diemen: EigenPartij, controller: Browser) -> None:
    provider(diemen)
    recent("D1", 100)
    address = agreed(controller, diemen).url
    assert OTHER_BANK[-4:] in controller.get(address).content.decode()
    reader = signed_in(person(Rol.BACKOFFICE, diemen))
    page = reader.get(address).content.decode()
    assert OTHER_BANK[-4:] not in page
    assert "pain001.xml" not in page
    assert OTHER_BANK not in reader.get(f"{address}lijst.csv").getvalue().decode()


def test_another_total_or_day_makes_no_batch_and_says_why(diemen: EigenPartij, controller: Browser) -> None:
    provider(diemen)
    recent("D1", 100)
    for more, said in (
        ({"totaal": "99"}, "het bedrag is intussen veranderd"),
        ({"totaal": "veel"}, "het voorstel ontbreekt"),
        ({"uitvoering": timezone.localdate().isoformat()}, "de uitvoerdatum is voorbij"),
    ):
        response = agreed(controller, diemen, **more)
        assert response.status_code == 422
        assert said in response.content.decode()
    assert not Betaalbatch.objects.exists()


def test_who_has_no_confirmed_account_is_named_in_the_preview(diemen: EigenPartij, controller: Browser) -> None:
    provider(diemen)
    provider(diemen, ANDERE, NEW_BANK, confirmed=False)
    recent("D1", 100)
    recent("E1", 700, 4, ANDERE)
    page = controller.get("/betalingen/nieuw/", {"tot": due().isoformat()}).content.decode()
    assert "Zonder bevestigde rekening" in page
    assert "Batch van € 1,00 maken" in page


def test_sent_and_taken_back(diemen: EigenPartij, controller: Browser) -> None:
    provider(diemen)
    recent("D1", 100)
    address = agreed(controller, diemen).url
    assert controller.post(f"{address}stand/", {"naar": "verstuurd"}).status_code == 302
    refused = controller.post(f"{address}stand/", {"naar": "ingetrokken"})
    assert refused.status_code == 422
    assert "de bank heeft hem al" in refused.content.decode()
    assert controller.post(f"{address}stand/", {"naar": "ingetrokken", "geweigerd": "ja"}).status_code == 302
    assert Betaalregel.objects.get().vervallen
    assert controller.get(f"{address}pain001.xml").status_code == 404
    assert controller.post(f"{address}stand/", {"naar": "iets"}).status_code == 422
    assert agreed(controller, diemen).status_code == 302


@pytest.mark.eis("E013")
def test_a_changed_account_without_attachment_waits_and_the_old_one_is_paid_with_a_warning(
    diemen: EigenPartij, controller: Browser
) -> None:
    relatie = provider(diemen, iban=OTHER_BANK)
    form = relaties.form(relatie)
    assert form is not None
    provider(diemen, iban=NEW_BANK, confirmed=False)
    recent("D1", 100)
    address = f"/betalingen/aanbieders/{relatie.pk}/"
    first = controller.get(address).content.decode()
    assert "wacht op kopie bankafschrift" in first
    assert "Bankrekening(" not in first  # the head of the page names who is signed in
    assert "De betaling gaat naar de oude rekening" in controller.get("/betalingen/nieuw/", {"tot": due()}).content.decode()
    early = controller.post(address, {"daad": "bevestigen", "iban": NEW_BANK})
    assert early.status_code == 422
    assert controller.post(address, {"daad": "kopie"}).status_code == 422
    sent = {"daad": "kopie", "afschrift": SimpleUploadedFile("afschrift.pdf", b"kopie")}
    assert controller.post(address, sent).status_code == 302
    assert "wacht op bevestiging" in controller.get(address).content.decode()
    assert controller.post(address, {"daad": "bevestigen", "iban": NEW_BANK}).status_code == 302
    in_use = rekeningen.account(Relatie.objects.get(pk=relatie.pk)).rekening.in_gebruik
    assert in_use is not None
    assert in_use.iban == NEW_BANK


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, ""),
        ({"iban": BANK.lower()}, ""),
        ({"iban": "NL91ABNA0417164301"}, "het rekeningnummer klopt niet"),
        ({"iban": ""}, "het IBAN ontbreekt"),
        ({"bic": "ABNANL2"}, "een BIC heeft 8 of 11 tekens"),
        ({"vanaf": "2026-02-30"}, "Niet bewaard: deze datum bestaat niet. Vul een datum in"),
    ],
)
def test_the_own_account_is_kept_only_when_it_is_right(changed: dict[str, str], said: str) -> None:
    party = own()
    browser = signed_in(person(Rol.CONTROLLER, party))
    sent = {"partij": str(party.pk), "naam": "Gemeente Diemen", "iban": BANK, "bic": "", "vanaf": "2026-11-01"} | changed
    response = browser.post("/betalingen/rekening/", sent)
    if said:
        assert response.status_code == 422
        assert said in response.content.decode()
        assert betalingen.own_account(party) is None
    else:
        assert response.status_code == 302
        assert betalingen.own_account(party).iban == BANK


@pytest.mark.parametrize(("days", "kept"), [("0", True), ("365", True), ("366", False), ("-1", False), ("", False)])
def test_a_term_is_kept_within_its_bounds(diemen: EigenPartij, days: str, kept: bool) -> None:
    browser = signed_in(person(Rol.CONTRACTMANAGER, diemen))
    sent = {"partij": str(diemen.pk), "ander": AANBIEDER, "dagen": days, "vanaf": "ontvangst", "van": "2026-01-01"}
    response = browser.post("/betaaltermijnen/bewaren/", sent)
    assert response.status_code == (302 if kept else 422)
    assert len(betalingen.terms(diemen)) == kept
    if kept:
        assert f"Aanbieder {AANBIEDER}" in browser.get("/betaaltermijnen/").content.decode()


@pytest.mark.eis("E204")
def test_the_office_of_a_region_gets_one_list_of_what_each_municipality_pays(diemen: EigenPartij) -> None:
    houten = municipality("0321", (AANBIEDER,))
    elsewhere = municipality("0344", (AANBIEDER,))
    gebruiker = person(Rol.CONTROLLER, diemen)
    gebruiker.mandaten.create(rol=Rol.CONTROLLER, party=houten)
    recent("D1", 10000)
    rejected = line("LX", 400, 5, toewijzing_nummer=999)
    claim("D2", line("LD2", 5000, 5), rejected, month=5, now=timezone.now())
    recent("D1", 2000, gemeente="0321")
    recent("D1", 55500, gemeente="0344")
    assert len(betalingen.to_pay(elsewhere).posten) == 1
    browser = signed_in(gebruiker)
    page = browser.get("/betalingen/", {"tot": due().isoformat()}).content.decode()
    assert re.search(r"Gemeente Diemen \(0384\)</th>.*?€ 150,00", page)
    assert re.search(r"Gemeente Houten \(0321\)</th>.*?€ 20,00", page)
    assert "555" not in page
    listed = browser.get("/betalingen/opdracht.csv", {"tot": due().isoformat()}).getvalue().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(listed), delimiter=";"))[1:]
    assert [row[:5] for row in rows] == [["0321", "jw", AANBIEDER, "1", "20,00"], ["0384", "jw", AANBIEDER, "2", "150,00"]]
    early = browser.get("/betalingen/opdracht.csv", {"tot": (due() - timedelta(days=1)).isoformat()}).getvalue()
    assert len(early.strip().splitlines()) == 1


def test_who_claimed_sees_when_the_money_may_be_expected(diemen: EigenPartij) -> None:
    declaratie = recent("D1", 100)
    expected = betalingen.expected([declaratie])[declaratie.pk]
    assert expected >= declaratie.gelezen_op
    said = render_to_string("ketenwerk/_betaling_verwacht.html", {"expected": expected})
    assert "Betaling verwacht op" in said
    declaratie.toegekend = 0
    assert declaratie.pk not in betalingen.expected([declaratie])


def test_a_batch_of_a_municipality_of_others_is_not_there(diemen: EigenPartij, controller: Browser) -> None:
    provider(diemen)
    recent("D1", 100)
    address = agreed(controller, diemen).url
    stranger = signed_in(person(Rol.CONTROLLER, own("0344")))
    for path in ("", "pain001.xml", "lijst.csv"):
        assert stranger.get(f"{address}{path}").status_code == 404
    assert stranger.post(f"{address}stand/", {"naar": "ingetrokken"}).status_code == 404
    assert stranger.post("/betalingen/nieuw/", {"partij": diemen.pk, "totaal": "100"}).status_code == 422
    assert Betaalbatch.objects.count() == 1


def test_a_page_asks_the_database_the_same_for_many_claims(diemen: EigenPartij, controller: Browser) -> None:
    provider(diemen)
    for place in range(5):
        recent(f"D{place}", 100, 4 + place)
        recent(f"E{place}", 100, 4 + place, ANDERE)
    with CaptureQueriesContext(connection) as asked:
        controller.get("/betalingen/")
    assert len(asked) <= 30
    address = agreed(controller, diemen).url
    with CaptureQueriesContext(connection) as asked:
        controller.get(address)
    assert len(asked) <= 30


def test_what_was_paid_elsewhere_before_is_not_shown(diemen: EigenPartij, controller: Browser) -> None:
    granted("D1", 100, now=timezone.now() - timedelta(days=2))
    pays(diemen, vanaf=timezone.localdate() - timedelta(days=1))
    assert "Geen declaratie wacht op betaling." in controller.get("/betalingen/").content.decode()
    with pytest.raises(betalen.NietBetaald):
        betalen.make(diemen, due(), bankdag(timezone.localdate() + timedelta(days=1)), timezone.now(), "controller")
