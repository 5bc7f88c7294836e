"""The pages of a provider that claims, in a real Chromium: by keyboard, narrow and wide, WCAG 2.2 AA, and one click to send."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as configured
from django.test import Client
from gebied import AANBIEDER, HOUTEN, NOW, OTHER_BSN, own, person
from playwright.sync_api import Browser, Page, expect
from test_web_declareren import agree, answer, april, assigned, delivered

from ketenwerk.process import declareerplan, indienen
from ketenwerk.register.models import Archiefbericht, Declaratie, Gesprek, Levering
from ketenwerk.web.roles import Rol
from outside import lacking

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        lacking("there is no Chromium on this machine")
    return {**browser_type_launch_args, "executable_path": chromium, "args": ["--no-sandbox"]}


@pytest.fixture
def troubles() -> list[str]:
    return []


@pytest.fixture
def window(browser: Browser, live_server: Any, troubles: list[str]) -> Iterator[Callable[..., Page]]:
    """A window in which somebody of the provider is signed in."""
    session = Client()
    session.force_login(person(Rol.ZORGADMINISTRATEUR, own(AANBIEDER)))
    contexts = []

    def run(**options: Any) -> Page:
        context = browser.new_context(base_url=live_server.url, locale="nl-NL", **options)
        contexts.append(context)
        name = configured.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": session.cookies[name].value, "url": live_server.url}])
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
        return page

    yield run
    for context in contexts:
        context.close()


@pytest.fixture
def region() -> Any:
    """Deliveries at two municipalities; at the first one line too many, and one delivery before the assignment."""
    party = own(AANBIEDER)
    agree(party)
    agree(party, HOUTEN)
    versie = assigned(party)
    assigned(party, OTHER_BSN, 300202)
    assigned(party, OTHER_BSN, 300301, HOUTEN)
    delivered(party, *april(*range(1, 22)))
    delivered(party, *april(7, 8), bsn=OTHER_BSN, nummer=300202, minuten=90)
    delivered(party, *april(9), bsn=OTHER_BSN, nummer=300301, gemeente=HOUTEN)
    return versie


def addresses(versie: Any) -> list[str]:
    first = Gesprek.objects.get(party=versie.party, gemeente=versie.dossier.gesprek.gemeente)
    claim = Archiefbericht.objects.filter(number="323").first()
    found = [
        "/leveringen/?maand=2026-04",
        f"/leveringen/{versie.pk}/?maand=2026-04",
        "/declareren/?maand=2026-04",
        f"/declareren/{first.pk}/?maand=2026-04",
        "/openstaand/",
    ]
    return found + ([f"/ingediend/{claim.pk}/", f"/ingediend/{claim.pk}/0/"] if claim else [])


def test_the_cards_say_what_would_become_of_it_and_one_button_sends(window, region, troubles):
    page = window()
    page.goto("/declareren/?maand=2026-04")
    expect(page.get_by_text("1 regel wordt afgewezen")).to_be_visible()
    expect(page.get_by_text("1 regel wordt toegekend")).to_have_count(2)
    page.get_by_role("button", name="Indienen wat goed is").click()
    expect(page.get_by_role("heading", name="Wat is ingediend")).to_be_visible()
    expect(page.get_by_text("1 regel bleef staan, want die zou worden afgewezen.")).to_be_visible()
    assert Declaratie.objects.count() == 2
    assert Levering.objects.filter(open=True).count() == 21
    assert not troubles


def test_a_week_is_filled_in_by_keyboard_alone(window, region, troubles):
    page = window()
    page.goto(f"/leveringen/{region.pk}/?maand=2026-05&week=2026-05-04")
    page.get_by_label("Maandag 4 mei").focus()
    page.keyboard.type("1:30")
    page.keyboard.press("Tab")
    page.keyboard.type("2")
    page.keyboard.press("Enter")
    expect(page.get_by_role("cell", name="90 minuten (1:30 uur)", exact=True)).to_be_visible()
    expect(page.get_by_role("cell", name="120 minuten (2:00 uur)", exact=True)).to_be_visible()
    assert not troubles


@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_is_accessible_and_fits(window, region, troubles, width):
    party = own(AANBIEDER)
    delivered(party, *april(14), bsn=OTHER_BSN, nummer=300202)
    until = april(30)[0]
    for plan in declareerplan.plans(party, until, NOW.date()):
        bad = indienen.tried(plan, NOW).afgewezen
        (rest,) = declareerplan.plans(party, until, NOW.date(), gesprekken=[plan.gesprek.pk], zonder=bad)
        indienen.send(plan.gesprek, until, NOW, zonder=bad, zegel=rest.zegel)
    answer(Archiefbericht.objects.filter(number="323").earliest("sequence"), 1)
    delivered(party, *april(21), bsn=OTHER_BSN, nummer=300202)
    page = window(viewport={"width": width, "height": 800})
    axe = Axe()
    for number, address in enumerate(addresses(region)):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        if folder := os.environ.get("KETENWERK_SCREENSHOTS"):
            page.screenshot(path=f"{folder}/{width}-{number}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        results = axe.run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
        assert results.violations_count == 0, f"{address}: {results.generate_report()}"
    assert not troubles
