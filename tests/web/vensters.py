"""Windows of a real Chromium at the server of a test, and what is wrong with a page in one. The fixtures stand in conftest."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as configured
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page

from ketenwerk.web.models import Gebruiker
from outside import lacking

# The driver keeps an event loop on this thread, which Django takes for asynchronous code. Nothing here is.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        lacking("there is no Chromium on this machine")
    return {**browser_type_launch_args, "executable_path": chromium, "args": ["--no-sandbox"]}


@pytest.fixture
def troubles() -> list[str]:
    """What the browser complained about: errors of scripts and refusals by the content security policy."""
    return []


@pytest.fixture
def open_context(browser: Browser, live_server: Any, troubles: list[str], loose: Gebruiker) -> Iterator[Callable[..., Page]]:
    """A window with the given options, at the server of the test, in which `who` is signed in; nobody when that is None."""
    contexts: list[BrowserContext] = []

    def run(who: Gebruiker | None = loose, **options: Any) -> Page:
        context = browser.new_context(base_url=live_server.url, locale="nl-NL", **options)
        contexts.append(context)
        if who is not None:
            session = Client()
            session.force_login(who)
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


def problems(page: Page) -> list[str]:
    """What axe finds, and whether the page scrolls sideways."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    said = [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found.response["violations"]]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return said + ([f"{wide} px too wide"] if wide > 0 else [])
