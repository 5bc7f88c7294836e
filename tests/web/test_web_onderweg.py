"""A file that a hub could not read goes again as it is; what the municipality rejected only as a new claim (E199)."""

import msgspec
import pytest
from django.utils import timezone
from gebied import NOW, deliver, person, signed_in
from test_web_declareren import answer, claimed, office, send_all, words  # noqa: F401

from ketenwerk.messages.finding import Finding
from ketenwerk.process import outbox, technisch
from ketenwerk.register import archive
from ketenwerk.register.models import Archiefbericht, Declaratie, Voorval
from ketenwerk.rules.judge import check
from ketenwerk.rules.reply import reply
from ketenwerk.web.roles import Rol

pytestmark = pytest.mark.django_db


def page_of(row: Archiefbericht, daad: str = "") -> str:
    return f"/ingediend/{row.pk}/" + (f"bestand/{daad}/" if daad else "")


def carried() -> list[tuple[str, bytes]]:
    """Sends what waits in the outbox; gives the name of each delivery with its bytes."""
    found: list[tuple[str, bytes]] = []
    while outbox.deliver_one(lambda name, _row, data: found.append((name, data)), timezone.now()):
        pass
    return found


@pytest.mark.eis("E199")
def test_technically_rejected_is_offered_again_as_the_same_file(office, claimed):  # noqa: F811
    first = [each for each in carried() if each[0] == claimed.pk.hex]
    assert len(first) == 1
    assert "Opnieuw indienen" not in words(office.browser.get(page_of(claimed)))
    assert office.browser.post(page_of(claimed, "technisch"), {"melding": "VSP-2024.17"}).status_code == 302
    said = words(office.browser.get(page_of(claimed)))
    assert "Technisch afgekeurd" in said
    assert "Opnieuw indienen" in said
    assert "technisch afgekeurd" in words(office.browser.get("/openstaand/"))
    assert office.browser.post(page_of(claimed, "opnieuw")).status_code == 302
    assert carried() == first
    assert Declaratie.objects.count() == 1
    assert "Opnieuw indienen" not in words(office.browser.get(page_of(claimed)))
    assert "technisch afgekeurd" not in words(office.browser.get("/openstaand/"))


def test_a_second_click_offers_nothing_twice(office, claimed):  # noqa: F811
    carried()
    office.browser.post(page_of(claimed, "technisch"))
    assert office.browser.post(page_of(claimed, "opnieuw")).status_code == 302
    assert office.browser.post(page_of(claimed, "opnieuw")).status_code == 422
    assert len(carried()) == 1
    assert carried() == []
    assert Voorval.objects.filter(soort=Voorval.Soort.OPNIEUW).count() == 1


@pytest.mark.eis("E199")
def test_rejected_by_the_municipality_only_a_new_claim_helps(office, claimed):  # noqa: F811
    """Rejected as a whole (9333: its number was used before); the deliveries are claimed anew under another number."""
    carried()
    found = Finding(rule="TR333", level=3, code="9333", path="/Bericht/Declaratie/DeclaratieNummer")
    report = msgspec.structs.replace(check(archive.payload(claimed)), findings=(found,))
    made = reply(report, identificatie="A1", dagtekening=NOW.date())
    assert made is not None
    deliver(made)
    said = words(office.browser.get(page_of(claimed)))
    assert "De gemeente keurde de declaratie af" in said
    assert "Nieuwe declaratie" in said
    assert "Opnieuw indienen" not in said
    for daad in ("technisch", "opnieuw"):
        assert office.browser.post(page_of(claimed, daad)).status_code == 422
    assert carried() == []
    send_all(office)
    numbers = Declaratie.objects.order_by("pk").values_list("nummer", flat=True)
    assert len(set(numbers)) == 2


def test_an_answered_claim_is_never_offered_again(office, claimed):  # noqa: F811
    carried()
    technisch.reject(claimed.pk, NOW)
    answer(claimed, 1)
    said = words(office.browser.get(page_of(claimed)))
    assert "Technisch afgekeurd" not in said
    assert office.browser.post(page_of(claimed, "opnieuw")).status_code == 422
    assert carried() == []


def test_what_is_no_number_of_a_notice_is_not_kept(office, claimed):  # noqa: F811
    page = office.browser.post(page_of(claimed, "technisch"), {"melding": "<script>"})
    assert page.status_code == 422
    assert "Dit meldingsnummer klopt niet." in words(page)
    assert not Voorval.objects.filter(soort=Voorval.Soort.TECHNISCH).exists()
    assert office.browser.post(page_of(claimed, "iets")).status_code == 404


def test_who_only_reads_sees_the_state_and_no_button(office, claimed):  # noqa: F811
    technisch.reject(claimed.pk, NOW)
    page = words(signed_in(person(Rol.AUDITOR, office.party)).get(page_of(claimed)))
    assert "Technisch afgekeurd" in page
    assert "Opnieuw indienen" not in page
