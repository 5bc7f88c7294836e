"""The pages of a provider that claims, in a real Chromium: by keyboard, narrow and wide, WCAG 2.2 AA, and one click to send."""

import os
from collections.abc import Callable
from typing import Any

import pytest
from gebied import AANBIEDER, HOUTEN, NOW, OTHER_BSN, own, person
from playwright.sync_api import Page, expect
from test_web_declareren import agree, answer, april, assigned, delivered
from vensters import problems

from ketenwerk.process import declareerplan, indienen
from ketenwerk.register.models import Archiefbericht, Declaratie, Gesprek, Levering
from ketenwerk.web.roles import Rol

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def window(open_context: Callable[..., Page]) -> Callable[..., Page]:
    """A window in which somebody of the provider is signed in."""
    who = person(Rol.ZORGADMINISTRATEUR, own(AANBIEDER))
    return lambda **options: open_context(who, **options)


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
        "/declaraties/?stand=open",
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
    for number, address in enumerate(addresses(region)):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        if folder := os.environ.get("KETENWERK_SCREENSHOTS"):
            page.screenshot(path=f"{folder}/{width}-{number}.png", full_page=True)
        assert problems(page) == [], address
    assert not troubles
