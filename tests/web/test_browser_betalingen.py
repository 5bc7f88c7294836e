"""The pages of payment in a real Chromium: WCAG 2.2 AA, no sideways scroll, and a batch from proposal to file by keyboard."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from gebied import person
from playwright.sync_api import Page, expect
from vensters import problems

from betaling import AANBIEDER, ANDERE, NEW_BANK, credited, granted, municipality, provider
from ketenwerk.process import betalen
from ketenwerk.register.models import Betaalbatch
from ketenwerk.web.models import Gebruiker
from ketenwerk.web.roles import Rol

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def controller() -> tuple[Gebruiker, list[str]]:
    """Somebody who pays for two municipalities, with something late, something to set off and an account that waits."""
    diemen, now = municipality(), timezone.now()
    houten = municipality("0321", (AANBIEDER,))
    provider(diemen)
    waiting = provider(diemen, ANDERE, NEW_BANK, confirmed=False)
    granted("D1", 123456, 4, now=now - timedelta(days=40))
    today = timezone.localdate(now)
    batch = betalen.make(diemen, today + timedelta(days=60), betalen.first_day(today), now, "controller")
    granted("D2", 9912345, 5, now=now - timedelta(days=35))
    credited("D3", "D1", 123456, 6, 4, now=now)
    granted("E1", 700, 4, ANDERE, now=now)
    who = person(Rol.CONTROLLER, diemen)
    who.mandaten.create(rol=Rol.CONTROLLER, party=houten)
    who.mandaten.create(rol=Rol.CONTRACTMANAGER, party=diemen)
    tot = (today + timedelta(days=60)).isoformat()
    return who, [
        f"/betalingen/?partij={diemen.pk}&tot={tot}",
        f"/betalingen/nieuw/?partij={diemen.pk}&tot={tot}",
        f"/betalingen/{batch.pk}/",
        f"/betalingen/rekening/?partij={diemen.pk}",
        f"/betalingen/aanbieders/{waiting.pk}/",
        "/betaaltermijnen/",
    ]


@pytest.mark.parametrize("width", [1280, 320])
def test_every_page_is_accessible_and_fits(
    open_context: Callable[..., Page],
    troubles: list[str],
    width: int,
) -> None:
    who, addresses = controller()
    page = open_context(who, viewport={"width": width, "height": 900})
    found = {}
    for address in addresses:
        page.goto(address)
        found[address] = problems(page)
    assert {address: each for address, each in found.items() if each} == {}
    assert troubles == []


def test_from_proposal_to_file(open_context: Callable[..., Page]) -> None:
    who, addresses = controller()
    page = open_context(who)
    page.goto(addresses[1])
    page.get_by_role("button", name="Batch van € 97.888,89 maken").press("Enter")
    expect(page.get_by_role("heading", name="Betaalbatch 2")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Betaalbestand (pain.001)").press("Enter")
    assert download.value.suggested_filename == "betaling-0384-jw-2-pain001.xml"
    page.get_by_role("button", name="Als verstuurd noteren").press("Enter")
    expect(page.locator(".kw-pagehead__sub")).to_contain_text("verstuurd")
    assert Betaalbatch.objects.get(nummer=2).staat == "verstuurd"
