"""The pages in a real Chromium: drop a file and see the verdict; by keyboard; without JavaScript; WCAG 2.2 AA on every page."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from declaratiegebied import assigned, claimed, line, looking
from gebied import DIEMEN, NOW, own, person, whole_story
from pieces import claim, good, no_xml, refused, rejected, start
from playwright.sync_api import Page, expect
from vensters import problems

from builders import BSN
from ketenwerk.process import intake
from ketenwerk.register.models import Archiefbericht
from ketenwerk.register.models import Client as Clientrij
from ketenwerk.web.models import Inzage
from ketenwerk.web.roles import Rol

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AGREED = """wet,gemeente,aanbieder,categorie,code,eenheid,variant,tarief,van,tot
jw,0384,65656055,45,45A04,04,inspanning,8724,2025-01-01,
jw,0384,,50,50A01,16,inspanning,12500,2025-01-01,2025-12-31
"""
DROP = """([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name, {type: "text/xml"}));
  for (const kind of ["dragenter", "dragover", "drop"])
    document.body.dispatchEvent(new DragEvent(kind, {dataTransfer: data, bubbles: true, cancelable: true}));
}"""


@pytest.fixture
def window(open_context: Callable[..., Page]) -> Page:
    return open_context()


def file(name: str, data: bytes) -> dict[str, Any]:
    return {"name": name, "mimeType": "text/xml", "buffer": data}


def verdict(page: Page) -> Any:
    return page.locator(".kw-pagehead .kw-state")


def newest() -> Archiefbericht:
    return Archiefbericht.objects.filter(direction="in").order_by("-received_at")[0]


# From file to verdict


def test_drop_a_file_and_see_what_is_wrong_within_a_second(window: Page, troubles: list[str]):
    window.goto("/")
    window.evaluate(DROP, ["stop.xml", rejected().decode()])
    window.wait_for_url("**/berichten/*/")
    expect(verdict(window)).to_have_text("afgekeurd")
    expect(window.get_by_role("heading", name="De einddatum van de stop ligt voor de begindatum")).to_be_visible()
    expect(window.get_by_role("link", name="JW308 downloaden").first).to_be_visible()
    assert newest().verdict == "rejected"
    assert not troubles


def test_the_server_takes_less_than_a_second(window: Page):
    times = []
    window.on("requestfinished", lambda request: times.append((request.method, request.timing)))
    window.goto("/")
    times.clear()
    window.set_input_files("#bestand", [file("stop.xml", rejected())])
    window.get_by_role("button", name="Controleren", exact=True).click()
    window.wait_for_url("**/berichten/*/")
    window.wait_for_load_state("networkidle")
    posted = [timing["responseEnd"] - timing["requestStart"] for method, timing in times if method == "POST"]
    shown = [timing["responseEnd"] - timing["requestStart"] for method, timing in times if method == "GET"]
    assert len(posted) == 1
    assert posted[0] + max(shown) < 1000


def test_many_files_show_a_list_with_a_summary(window: Page, troubles: list[str]):
    window.goto("/")
    window.set_input_files("#bestand", [file("a.xml", good()), file("b.xml", rejected()), file("c.xml", no_xml())])
    window.get_by_role("button", name="Controleren", exact=True).click()
    expect(window.get_by_role("heading", name="3 berichten: 1 goed, 1 afgekeurd, 1 geweigerd")).to_be_visible()
    expect(window.get_by_role("table").get_by_role("row")).to_have_count(4)
    assert not troubles


def test_a_wrong_upload_says_so_in_place_and_puts_the_keyboard_there(window: Page):
    window.goto("/")
    window.evaluate("window.hier = true")
    window.set_input_files("#bestand", [file("leeg.xml", b"")])
    window.get_by_role("button", name="Controleren", exact=True).click()
    expect(window.get_by_role("alert")).to_contain_text("leeg.xml is niet opgenomen. Het bestand is leeg.")
    expect(window.locator("#bestand")).to_be_focused()
    assert window.evaluate("window.hier")  # the page itself stayed
    assert not Archiefbericht.objects.exists()


def test_by_keyboard_alone(window: Page, troubles: list[str]):
    # Asked for before it is needed: the driver switches the dialog of the system off without waiting until that is done.
    window.on("filechooser", lambda chooser: chooser.set_files([file("stop.xml", good())]))
    window.goto("/")
    window.keyboard.press("Tab")
    expect(window.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    window.keyboard.press("Enter")
    window.keyboard.press("Tab")
    expect(window.locator("#bestand")).to_be_focused()
    window.keyboard.press("Enter")
    expect(window.locator("#bestand")).to_have_value("C:\\fakepath\\stop.xml")
    window.keyboard.press("Tab")
    expect(window.get_by_role("button", name="Controleren", exact=True)).to_be_focused()
    window.keyboard.press("Enter")
    window.wait_for_url("**/berichten/*/")
    expect(verdict(window)).to_have_text("goed")
    assert not troubles


def test_every_stop_of_the_keyboard_can_be_seen(window: Page, receive: Callable[..., UUID]):
    window.goto(f"/berichten/{receive(rejected())}/")
    seen = []
    for _ in range(40):
        window.keyboard.press("Tab")
        spot = window.evaluate(
            """() => { const e = document.activeElement, s = getComputedStyle(e);
                 return [e.tagName, e.textContent.trim().slice(0, 40), s.outlineStyle, parseFloat(s.outlineWidth)] }"""
        )
        if spot[0] == "BODY":
            break
        seen.append(spot)
    assert len(seen) > 15
    assert [spot for spot in seen if spot[2] == "none" or spot[3] < 2] == []


def test_without_javascript(open_context: Callable[..., Page]):
    page = open_context(java_script_enabled=False)
    page.goto("/")
    expect(page.get_by_text("hierheen slepen")).to_be_hidden()
    page.set_input_files("#bestand", [file("stop.xml", rejected())])
    page.get_by_role("button", name="Controleren", exact=True).click()
    expect(verdict(page)).to_have_text("afgekeurd")
    page.get_by_role("button", name="Volledig tonen").click()
    expect(page.get_by_role("heading", name="U ziet persoonsgegevens")).to_be_visible()
    page.get_by_role("link", name="Berichten", exact=True).first.click()
    page.get_by_label("Soort bericht").select_option("305")
    page.get_by_role("button", name="Zoeken").click()
    expect(page.get_by_role("heading", name="Geen berichten gevonden")).to_be_visible()
    page.get_by_role("link", name="Filter wissen").first.click()
    page.get_by_role("link", name="Afgekeurd").click()
    expect(page.get_by_role("table").get_by_role("row")).to_have_count(2)


# The list


def test_filters_and_tabs_change_the_list_and_the_address_without_a_new_page(
    window: Page, receive: Callable[..., UUID], troubles: list[str]
):
    for data in (good(), start(), rejected()):
        receive(data)
    window.goto("/")
    window.evaluate("window.hier = true")
    window.get_by_label("Soort bericht").select_option("307")
    expect(window.get_by_role("table").get_by_role("row")).to_have_count(3)
    assert "soort=307" in window.url
    expect(window.get_by_role("link", name="Alles 2")).to_be_visible()
    expect(window.locator("#lijst-melding")).to_have_text("2 berichten gevonden")
    window.get_by_role("link", name="Afgekeurd 1").click()
    expect(window.get_by_role("table").get_by_role("row")).to_have_count(2)
    assert "oordeel=rejected" in window.url
    assert "soort=307" in window.url
    expect(window.get_by_role("heading", name="Archief")).to_be_focused()
    assert window.evaluate("window.hier")
    window.go_back()
    expect(window.get_by_role("table").get_by_role("row")).to_have_count(3)
    assert not troubles


def test_nothing_of_a_page_is_kept_in_the_browser(window: Page, receive: Callable[..., UUID]):
    key = receive(claim(120))
    window.goto(f"/berichten/{key}/")
    window.locator("#xml").get_by_role("link", name="Volgende").click()
    expect(window.locator("#xml .kw-pagination [aria-current]")).to_have_text("2")
    kept = window.evaluate("({...sessionStorage, ...localStorage})")
    # Where one is, not what one saw.
    assert kept == {"htmx-current-path-for-history": f"/berichten/{key}/?xml=2#xml"}


# The page of a message


def test_parts_of_a_long_message_turn_by_themselves(window: Page, receive: Callable[..., UUID], troubles: list[str]):
    window.goto(f"/berichten/{receive(claim(120))}/")
    window.evaluate("window.hier = true")
    window.locator("#tekst").get_by_role("link", name="Volgende").click()
    expect(window.locator("#tekst .kw-pagination [aria-current]")).to_have_text("2")
    expect(window.locator("#tekst")).to_contain_text("RN00051")
    expect(window.get_by_role("heading", name="Wat er staat")).to_be_focused()
    assert window.evaluate("window.hier")
    assert "deel=2" in window.url
    assert not troubles


def test_in_full_on_purpose_and_recorded(window: Page, receive: Callable[..., UUID], troubles: list[str]):
    window.goto(f"/berichten/{receive(good())}/")
    expect(window.locator("body")).not_to_contain_text(BSN)
    window.get_by_role("button", name="Volledig tonen (wordt vastgelegd)").click()
    expect(window.locator("body")).to_contain_text(BSN)
    # Opening the page, covered, is one act; showing it in full is another.
    assert [inzage.daad for inzage in Inzage.objects.order_by("at")][:2] == [Inzage.Daad.GELEZEN, Inzage.Daad.XML]
    window.get_by_role("link", name="Weer afdekken").click()
    expect(window.locator("body")).not_to_contain_text(BSN)
    assert not troubles


def test_the_reply_is_downloaded_under_a_name_without_anything_personal(window: Page, receive: Callable[..., UUID]):
    window.goto(f"/berichten/{receive(rejected(), f'{BSN}.xml')}/")
    with window.expect_download() as download:
        window.get_by_role("link", name="JW308 downloaden").first.click()
    assert download.value.suggested_filename.startswith("JW308-")
    assert BSN not in download.value.suggested_filename


# Accessibility and width


@pytest.fixture
def pages(receive: Callable[..., UUID]) -> dict[str, str]:
    """An address of every kind of page, in every state that looks different."""
    own = {"goed": good(), "afgekeurd": rejected(), "geweigerd": refused(), "geen xml": no_xml(), "lang": claim(120)}
    shown = {name: f"/berichten/{receive(data, f'{name}.xml')}/" for name, data in own.items()}
    return {
        "lijst": "/",
        "niets gevonden": "/?q=9999",
        **shown,
        "uitleg bij alle codes": "/uitleg/",
        "uitleg": "/uitleg/TR018/",
        "uitleg, niets gevonden": "/uitleg/?q=zeepbel",
        "niet gevonden": "/bestaat-niet",
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_every_page_is_accessible_and_fits(open_context: Callable[..., Page], pages: dict[str, str], scheme: str, width: int):
    page = open_context(color_scheme=scheme, viewport={"width": width, "height": 900})
    found = {}
    for name, address in pages.items():
        page.goto(address)
        found[name] = problems(page)
    page.goto(pages["goed"])
    page.get_by_role("button", name="Volledig tonen").click()
    found["volledig"] = problems(page)
    page.goto("/")
    page.set_input_files("#bestand", [file("leeg.xml", b"")])
    page.get_by_role("button", name="Controleren", exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()
    found["upload mislukt"] = problems(page)
    page.goto("/")
    page.set_input_files("#bestand", [file("a.xml", good()), file("b.xml", b"")])
    page.get_by_role("button", name="Controleren", exact=True).click()
    expect(page.get_by_role("heading", name="Deze upload")).to_be_visible()
    found["upload"] = problems(page)
    assert {name: said for name, said in found.items() if said} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_the_pages_of_the_register_are_accessible_and_fit(open_context: Callable[..., Page], scheme: str, width: int):
    party = own(DIEMEN)
    request = whole_story(party)
    worker = person(Rol.BACKOFFICE, party)
    worker.mandaten.create(rol=Rol.AUDITOR, party=party)
    key = Clientrij.objects.get().pk
    page = open_context(worker, color_scheme=scheme, viewport={"width": width, "height": 900})
    found = {}
    for address in (
        "/",
        "/?kenmerk=VOT1",
        f"/?client={key}",
        f"/berichten/{request.pk}/",
        "/clienten/",
        f"/clienten/{key}/",
        f"/trajecten/{key}/65656055/45A04/",
        "/inzage/",
        "/wachtwoord/",
    ):
        page.goto(address)
        found[address] = problems(page)
    page.goto("/clienten/")
    page.get_by_label("BSN", exact=True).fill("123")
    page.get_by_role("button", name="Cliënt zoeken").click()
    expect(page.get_by_role("alert")).to_be_visible()
    found["geen bsn"] = problems(page)
    assert {name: said for name, said in found.items() if said} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_the_pages_of_parties_are_accessible_and_fit(
    open_context: Callable[..., Page], scheme: str, width: int, troubles: list[str]
):
    party = own(DIEMEN)
    worker = person(Rol.CONTRACTMANAGER, party)
    worker.mandaten.create(rol=Rol.BEHEERDER, party=party)
    page = open_context(worker, color_scheme=scheme, viewport={"width": width, "height": 900})
    found = {}
    for address in ("/afspraken/", "/aanbieders/", "/partijen/"):
        page.goto(address)
        found[f"leeg: {address}"] = problems(page)
    agreed = AGREED.replace("8724", "8724,5").encode()
    page.goto("/afspraken/")
    page.set_input_files("#bestand", [{"name": "a.csv", "mimeType": "text/csv", "buffer": agreed}])
    page.get_by_role("button", name="Afspraken overnemen").click()
    expect(page.get_by_role("alert")).to_be_visible()
    found["afspraken geweigerd"] = problems(page)
    page.set_input_files("#bestand", [{"name": "a.csv", "mimeType": "text/csv", "buffer": AGREED.encode()}])
    page.get_by_role("button", name="Afspraken overnemen").click()
    expect(page.get_by_role("cell", name="€ 87,24")).to_be_visible()
    found["afspraken"] = problems(page)
    page.goto("/aanbieders/")
    found["aanbieders"] = problems(page)
    page.get_by_role("link", name="65656055").click()
    page.get_by_role("link", name="Formulier invullen").click()
    found["invullen"] = problems(page)
    page.get_by_label("KvK-nummer van de moedermaatschappij").fill("1")
    page.get_by_role("button", name="Invuldocument bewaren").click()
    expect(page.get_by_role("alert")).to_be_visible()
    found["niet bewaard"] = problems(page)
    page.goto("/aanbieders/nieuw/")
    found["nieuw"] = problems(page)
    page.get_by_label("Soort", exact=True).select_option("lokaal team of toegang")
    page.get_by_label("Naam", exact=True).fill("Sociaal team")
    page.get_by_label("Telefoon", exact=True).fill("030-6869901")
    page.get_by_role("button", name="Gegevens bewaren").press("Enter")
    expect(page.get_by_role("heading", name="Sociaal team")).to_be_visible()
    found["partij"] = problems(page)
    page.goto("/partijen/")
    page.get_by_label("Gemeentecode of AGB-code").fill("331")
    page.get_by_role("button", name="Partij toevoegen").click()
    expect(page.get_by_role("alert")).to_be_visible()
    found["partij geweigerd"] = problems(page)
    assert {name: said for name, said in found.items() if said} == {}
    assert [said for said in troubles if "422" not in said] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_the_pages_of_claims_are_accessible_and_fit(open_context: Callable[..., Page], settings: Any, scheme: str, width: int):
    party = own(DIEMEN)
    assigned(party)
    answered = claimed(party, "D1", line("A1", volume=5), line("A2", "2026-05"), month="2026-05")
    waits = claimed(looking(party), "D2", month="2026-06")
    settings.KETENWERK_DIRECT_LIMIT = 100
    large = intake.take_in(rejected(), "groot.xml", "upload", NOW).row
    page = open_context(person(Rol.BACKOFFICE, party), color_scheme=scheme, viewport={"width": width, "height": 900})
    found = {}
    for address in (
        "/declaraties/",
        "/declaraties/?nummer=X",
        f"/declaraties/{answered.bericht_id}/",
        f"/declaraties/{answered.bericht_id}/?toon=credit",
        f"/declaraties/{answered.bericht_id}/regels/0/",
        f"/declaraties/{answered.bericht_id}/regels/1/",
        f"/declaraties/{waits.bericht_id}/",
        f"/declaraties/{waits.bericht_id}/regels/0/",
        f"/declaraties/{waits.bericht_id}/versturen/",
        f"/trajecten/{Clientrij.objects.get().pk}/65656055/45A04/",
        f"/berichten/{large.pk}/",
    ):
        shown = page.goto(address)
        assert shown is not None
        assert shown.status == 200, address
        found[address] = problems(page)
    page.goto(f"/declaraties/{waits.bericht_id}/regels/0/")
    page.get_by_role("button", name="Afwijzen").click()
    expect(page.get_by_role("alert")).to_be_visible()
    found["geen code"] = problems(page)
    assert {name: said for name, said in found.items() if said} == {}


def test_a_claim_is_looked_at_and_answered_by_keyboard(open_context: Callable[..., Page], troubles: list[str]):
    party = own(DIEMEN)
    assigned(party)
    waits = claimed(looking(party))
    page = open_context(person(Rol.BACKOFFICE, party))
    page.goto("/declaraties/")
    page.get_by_role("link", name="D1", exact=True).press("Enter")
    page.get_by_label("Kies regel L1").press("Space")
    page.get_by_label("Retourcode voor de aanbieder").select_option("9321")
    page.get_by_label("Reden of vraag, voor uzelf").fill("Urenstaat ontbreekt")
    page.get_by_role("button", name="Afwijzen").press("Enter")
    expect(page.get_by_text("Reden: Urenstaat ontbreekt")).to_be_visible()
    page.get_by_role("link", name="Voorbeeld van de 325").press("Enter")
    expect(page.get_by_role("heading", name="De 325 kent € 0,00 toe en wijst € 150,00 af")).to_be_visible()
    page.get_by_role("button", name="325 versturen").press("Enter")
    expect(page.locator(".kw-pagehead .kw-state")).to_have_text("beantwoord")
    waits.refresh_from_db()
    assert waits.afgewezen_regels == 3
    assert not troubles


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_signing_in_is_accessible_and_fits(open_context: Callable[..., Page], settings: Any, scheme: str, width: int):
    page = open_context(None, color_scheme=scheme, viewport={"width": width, "height": 900})
    found = {}
    page.goto("/inloggen/")
    found["inloggen"] = problems(page)
    page.get_by_role("textbox", name="Naam").fill("niemand")
    page.get_by_label("Wachtwoord", exact=True).fill("fout")
    page.get_by_role("button", name="Inloggen").click()
    expect(page.get_by_role("alert")).to_be_visible()
    found["mislukt"] = problems(page)
    settings.KETENWERK_DEMO = True
    page.goto("/inloggen/")
    found["rollen"] = problems(page)
    assert {name: said for name, said in found.items() if said} == {}


def test_from_the_choice_of_a_role_to_the_time_line(open_context: Callable[..., Page], settings: Any, troubles: list[str]):
    settings.KETENWERK_DEMO = True
    whole_story(own(DIEMEN))
    page = open_context(None)
    page.goto("/clienten/")
    page.get_by_role("button", name="Toegang").click()
    page.wait_for_url("**/clienten/")
    page.get_by_label("BSN", exact=True).fill(BSN)
    page.get_by_role("button", name="Cliënt zoeken").click()
    page.wait_for_url("**/clienten/*-*/")
    page.get_by_role("link", name="Tijdlijn").click()
    expect(page.get_by_role("heading", name="Hulp tijdelijk gestopt")).to_be_visible()
    page.get_by_role("link", name="JW301").click()
    expect(page.get_by_role("heading", name="Wat veranderde")).to_be_visible()
    page.get_by_role("button", name="Uitloggen").click()
    page.wait_for_url("**/inloggen/")
    assert not troubles


def test_the_empty_list_is_accessible(window: Page):
    window.goto("/")
    expect(window.get_by_role("heading", name="Nog geen berichten")).to_be_visible()
    assert problems(window) == []


def test_forced_colours_and_reduced_motion_lose_nothing(open_context: Callable[..., Page], receive: Callable[..., UUID]):
    page = open_context(forced_colors="active", reduced_motion="reduce")
    page.goto(f"/berichten/{receive(rejected())}/")
    expect(verdict(page)).to_have_text("afgekeurd")
    expect(page.get_by_role("heading", name="De einddatum van de stop ligt voor de begindatum")).to_be_visible()
