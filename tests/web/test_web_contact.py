"""A line rejected for its tariff: the answer says what is wrong, and a question to the provider stays until it is done (E188)."""

from datetime import date

import msgspec
import pytest
from declaratiegebied import assigned, claimed, line
from gebied import AANBIEDER, DIEMEN, NOW, own, person, signed_in
from test_web_declareren import few_queries, words

import builders as b
from ketenwerk.messages.read import read
from ketenwerk.process import contact
from ketenwerk.protocol.afspraken import Afspraak, Afspraken
from ketenwerk.protocol.partij import Bereikbaarheid, Partij, PartijSoort
from ketenwerk.register import afspraken, archive, relaties
from ketenwerk.register.models import Archiefbericht, Contactmoment
from ketenwerk.web.roles import Rol

pytestmark = pytest.mark.django_db

AGREED = 1250


@pytest.fixture
def gemeente():
    """Agreed at 12,50; the provider can be called."""
    party = own(DIEMEN)
    base = {"wet": "jw", "gemeente": DIEMEN, "aanbieder": AANBIEDER, "categorie": "45", "code": "45A04", "eenheid": "04"}
    regel = Afspraak(**base, variant="inspanning", tarief=AGREED, van=date(2020, 1, 1))
    afspraken.take_over(Afspraken([regel]), [party], NOW, "test")
    assigned(party)
    who = Partij(
        soort=PartijSoort.INSTELLING, naam="Zorg Noord", code=AANBIEDER, bereikbaarheid=Bereikbaarheid(telefoon="020-1234567")
    )
    relaties.keep_party(party, who, NOW, "test")
    return party


def at(tarief: int, referentie: str = "L1", **changes):
    """Four hours at that tariff."""
    made = line(referentie, **changes)
    return msgspec.structs.replace(made, product_tarief=tarief, ingediend_bedrag=b.bedrag(4 * tarief))


@pytest.mark.eis("E188")
def test_a_tariff_of_ten_percent_above_the_contract_is_rejected_with_its_reason_and_gives_a_question(gemeente):
    claimed(gemeente, "D1", at(AGREED * 11 // 10))
    (sent,) = Archiefbericht.objects.filter(number="325")
    answer = read(archive.payload(sent)).declaratie_antwoord
    assert [each.retour_codes for each in answer.clienten[0].prestaties] == [("0611",)]
    browser = signed_in(person(Rol.BACKOFFICE, gemeente))
    with few_queries():
        page = words(browser.get("/navragen/"))
    assert "1 regel heeft een ander tarief dan afgesproken." in page
    assert "Declaratie D1" in page
    assert "020-1234567" in page
    row = Contactmoment.objects.get()
    assert browser.post(f"/navragen/{row.pk}/afronden/", {"uitkomst": "Verkeerde code, wordt hersteld."}).status_code == 302
    assert "Geen vragen" in words(browser.get("/navragen/"))
    done = words(browser.get("/navragen/?stand=afgerond"))
    assert "Verkeerde code, wordt hersteld." in done
    assert browser.post(f"/navragen/{row.pk}/afronden/", {"uitkomst": "Nog eens."}).status_code == 422


def test_the_agreed_tariff_gives_no_question(gemeente):
    claimed(gemeente, "D1", at(AGREED))
    assert not Contactmoment.objects.exists()


def test_a_line_that_is_rejected_for_something_else_gives_no_question(gemeente):
    claimed(gemeente, "D1", line("L3", toewijzing_nummer=999))
    assert not Contactmoment.objects.exists()


def test_many_lines_of_one_claim_are_one_question(gemeente):
    claimed(gemeente, "D1", at(1300), at(1301, "L2", month="2026-05"), month="2026-05")
    row = Contactmoment.objects.get()
    assert row.regels == 2
    assert row.opened("vraag").decode().startswith("2 regels hebben een ander tarief")
    assert b"tarief" not in bytes(row.vraag)


def test_somebody_asks_something_about_a_claim_and_finishes_it(gemeente):
    declaratie = claimed(gemeente, "D1", at(AGREED))
    browser = signed_in(person(Rol.BACKOFFICE, gemeente))
    assert "Vragen over deze declaratie" in words(browser.get(f"/declaraties/{declaratie.bericht_id}/"))
    address = f"/navragen/declaratie/{declaratie.bericht_id}/"
    assert browser.post(address, {"vraag": " "}).status_code == 422
    assert browser.post(address, {"vraag": "x" * 1001}).status_code == 422
    assert browser.post(address, {"vraag": "Waarom vier uur?"}).status_code == 302
    assert "Waarom vier uur?" in words(browser.get(f"/navragen/?declaratie={declaratie.bericht_id}"))
    assert Contactmoment.objects.get().aanleiding == Contactmoment.Aanleiding.VRAAG


def test_an_auditor_reads_and_finds_no_button(gemeente):
    declaratie = claimed(gemeente, "D1", at(1300))
    page = signed_in(person(Rol.AUDITOR, gemeente)).get(f"/navragen/?declaratie={declaratie.bericht_id}")
    assert "1 regel heeft een ander tarief" in words(page)
    assert 'action="/navragen' not in page.content.decode()


def test_a_question_is_finished_once(gemeente):
    contact.ask(claimed(gemeente, "D1", at(AGREED)), "Klopt dit?", NOW, "Test")
    first, second = Contactmoment.objects.get(), Contactmoment.objects.get()
    contact.done(first, "Ja.", NOW, "Een")
    with pytest.raises(contact.NotOpen):
        contact.done(second, "Nee.", NOW, "Twee")
    assert Contactmoment.objects.get().opened("uitkomst") == b"Ja."
