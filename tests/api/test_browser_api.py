"""The pages about keys and the API in a real Chromium: narrow and wide, WCAG 2.2 AA, and a key made by keyboard alone."""

import re
from typing import Any

import pytest
from aanroep import Software, gebruiker
from gebied import DIEMEN, own
from playwright.sync_api import Page
from vensters import browser_type_launch_args, open_context, problems, troubles  # noqa: F401  fixtures

from ketenwerk.web.models import Gebruiker
from ketenwerk.web.roles import Rol

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def loose(db: None) -> Gebruiker:
    """Whoever sits at the window: here a manager."""
    return gebruiker(Rol.BEHEERDER, own(DIEMEN))


def looked_at(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    assert problems(page) == [], page.url


@pytest.mark.parametrize("width", [320, 1280])
def test_a_key_is_made_by_keyboard_and_every_page_is_accessible_and_fits(open_context: Any, troubles: list[str], width: int):  # noqa: F811
    page = open_context(viewport={"width": width, "height": 800})
    page.goto("/toegangssleutels/")
    looked_at(page)
    page.get_by_label("Naam van het programma").focus()
    page.keyboard.type("ECD")
    page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for()
    looked_at(page)
    text = re.search(r"kw_[a-z0-9]{12}_[A-Za-z0-9_-]{43}", page.content())
    assert text is not None
    assert Software(None, text[0]).get("/sleutel").status_code == 200
    for address in ("/beheer/toegangssleutels/", "/api/v1/"):
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        looked_at(page)
    assert troubles == []
