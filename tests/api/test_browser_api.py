"""The pages about keys and the API in a real Chromium: narrow and wide, WCAG 2.2 AA, and a key made by keyboard alone."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from aanroep import Software, gebruiker
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as configured
from django.test import Client
from gebied import DIEMEN, own
from playwright.sync_api import Browser, Page

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
def manager_window(browser: Browser, live_server: Any) -> Iterator[Callable[[int], tuple[Page, list[str]]]]:
    """A window in which a manager is signed in, and what went wrong in it."""
    session = Client()
    session.force_login(gebruiker(Rol.BEHEERDER, own(DIEMEN)))
    contexts = []

    def run(width: int) -> tuple[Page, list[str]]:
        context = browser.new_context(base_url=live_server.url, locale="nl-NL", viewport={"width": width, "height": 800})
        contexts.append(context)
        name = configured.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": session.cookies[name].value, "url": live_server.url}])
        page, troubles = context.new_page(), []
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
        return page, troubles

    yield run
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_a_key_is_made_by_keyboard_and_every_page_is_accessible_and_fits(manager_window, width):
    page, troubles = manager_window(width)
    axe = Axe()

    def looked_at() -> None:
        page.wait_for_load_state("networkidle")
        if folder := os.environ.get("KETENWERK_SCREENSHOTS"):
            page.screenshot(path=f"{folder}/{width}-{page.url.rstrip('/').rpartition('/')[2]}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
        results = axe.run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
        assert results.violations_count == 0, f"{page.url}: {results.generate_report()}"

    page.goto("/toegangssleutels/")
    looked_at()
    page.get_by_label("Naam van het programma").focus()
    page.keyboard.type("ECD")
    page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for()
    looked_at()
    text = re.search(r"kw_[a-z0-9]{12}_[A-Za-z0-9_-]{43}", page.content())
    assert text is not None
    assert Software(None, text[0]).get("/sleutel").status_code == 200
    for address in ("/beheer/toegangssleutels/", "/api/v1/"):
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        looked_at()
    assert not troubles
