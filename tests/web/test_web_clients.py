"""Clients and trajects: what the pages tell of the register, how they are found, and that looking is recorded."""

import re
from datetime import timedelta

import pytest
from django.test import Client as Browser
from gebied import (
    AANBIEDER,
    BSN,
    DIEMEN,
    NOW,
    OTHER_BSN,
    THIRD_BSN,
    asked,
    at_municipality,
    at_provider,
    deliver,
    granted,
    named,
    own,
    person,
    send,
    signed_in,
    whole_story,
)

import builders as b
from builders import dag
from ketenwerk.register.models import Archiefbericht, Client, EigenPartij
from ketenwerk.web.models import Inzage
from ketenwerk.web.roles import Rol

pytestmark = pytest.mark.django_db


@pytest.fixture
def diemen() -> EigenPartij:
    return own(DIEMEN)


@pytest.fixture
def office(diemen: EigenPartij) -> Browser:
    return signed_in(person(Rol.BACKOFFICE, diemen))


def words(response) -> str:
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(text.replace("&amp;", "&").split())


def the_client() -> Client:
    return Client.objects.get()


# The list


def test_the_list_says_who_by_the_end_of_the_number_year_and_municipality(office):
    at_municipality(DIEMEN, BSN)
    page = words(office.get("/clienten/"))
    assert "BSN eindigt op 0019 Diemen (0384) 2012 Jeugdwet 65656055" in page
    for personal in (BSN, "Wit", "14 februari"):
        assert personal not in page


def test_an_empty_list_says_what_comes_here(office):
    assert "Nog geen cliënten" in words(office.get("/clienten/"))


def test_an_unknown_year_of_birth_is_not_guessed(office, diemen):
    born = b.geboren("1900-01-01", "3")
    deliver(named(b.bericht315("jw", geboortedatum=born), "V1"))
    page = office.get("/clienten/").content.decode()
    assert "1900" not in page


def test_the_list_asks_a_fixed_number_of_questions(office, diemen, django_assert_num_queries):
    office.get("/clienten/")
    for number, bsn in enumerate((BSN, OTHER_BSN, THIRD_BSN)):
        deliver(asked(bsn, identificatie=f"V{number}", referentie=f"VOT{number}"))
    with django_assert_num_queries(9):
        page = office.get("/clienten/")
    assert page.content.decode().count('<tr role="row">') == 4


# Finding somebody


@pytest.mark.parametrize("written", [BSN, "9999 90 019", "9999.90.019"])
def test_a_bsn_leads_to_the_client_and_is_in_no_address(office, written):
    happened = at_municipality(DIEMEN, BSN)
    response = office.post("/clienten/zoeken/", {"bsn": written})
    assert response.url == f"/clienten/{happened.client}/"


def test_the_messages_of_a_client_have_an_address_of_their_own(office, diemen):
    whole_story(diemen)
    deliver(asked(OTHER_BSN, identificatie="V2", referentie="VOT2"))
    address = f"/?client={Client.objects.order_by('pk').get(dossiers__berichten__number='301').pk}"
    page = office.get(address)
    text = words(page)
    assert "Berichten van deze cliënt" in text
    assert "BSN eindigt op 0019" in text
    types = re.findall(r"\((JW\d+)\)</a>", page.content.decode())
    assert sorted(types) == ["JW301", "JW305", "JW307", "JW315"]
    assert f"{address.removeprefix('/?')}&amp;oordeel=accepted" in page.content.decode()


def test_a_bsn_of_nobody_here_says_so(office):
    at_provider(AANBIEDER, THIRD_BSN)
    response = office.post("/clienten/zoeken/", {"bsn": THIRD_BSN})
    assert response.status_code == 200
    assert "Niemand gevonden" in words(response)
    assert THIRD_BSN not in response.content.decode()


@pytest.mark.parametrize("written", ["", "12345678", "1234567890", "abcdefghi", "９９９９９００１９"])
def test_what_is_no_bsn_says_so_and_is_not_repeated(office, written):
    response = office.post("/clienten/zoeken/", {"bsn": written})
    assert response.status_code == 422
    assert "Een BSN heeft negen cijfers." in words(response)
    assert not written or written not in response.content.decode()


def test_one_person_at_several_parties_is_shown_as_a_list(diemen):
    gebruiker = person(Rol.BACKOFFICE, diemen)
    houten = own("0321")
    gebruiker.mandaten.create(rol=Rol.BACKOFFICE, party=houten)
    first, second = at_municipality(DIEMEN, BSN), at_municipality("0321", BSN)
    page = signed_in(gebruiker).post("/clienten/zoeken/", {"bsn": BSN}).content.decode()
    assert f"/clienten/{first.client}/" in page
    assert f"/clienten/{second.client}/" in page


# The page of a client


@pytest.mark.eis("E285")
def test_looking_is_recorded_with_who_when_and_what(office, diemen):
    happened = at_municipality(DIEMEN, BSN)
    office.head(f"/clienten/{happened.client}/")
    assert not Inzage.objects.exists()
    page = words(office.get(f"/clienten/{happened.client}/"))
    office.get(happened.traject)
    assert "Dat u deze pagina opende, is vastgelegd." in page
    seen = [(row.gebruiker.naam, row.daad, row.client_id, row.party) for row in Inzage.objects.order_by("pk")]
    who = "backofficemedewerker.0384"
    assert seen == [(who, "client", happened.client, diemen), (who, "traject", happened.client, diemen)]


def test_assignments_requests_starts_and_stops_with_their_state(office, diemen):
    request = whole_story(diemen)
    page = office.get(f"/clienten/{the_client().pk}/")
    text = words(page)
    assert "Jeugdhulp ambulant, 45A04" in text
    assert "300201 1 april – 31 december 2026 4 uur per maand loopt" in text
    assert "VOT1 om toewijzing (315) 1 april 2026 toegekend" in text
    assert "3 april 2026 300201 17 juli 2026 tijdelijk gestopt" in text
    assert f'<a href="/berichten/{request.pk}/">VOT1</a>' in page.content.decode()
    assert "Alle 4 berichten" in text


def test_versions_are_folded_and_the_newest_holds(office, diemen):
    send(granted(referentie=None), diemen)
    shorter = granted(referentie=None, toewijzingsdatum=dag("2026-06-01"), einddatum=dag("2026-06-30"), reden_wijziging="05")
    send(named(shorter, "T2"), diemen)
    page = office.get(f"/clienten/{the_client().pk}/").content.decode()
    assert "<summary>2 versies" in page
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    assert "300201 1 april – 30 juni 2026" in text
    assert text.index("1 juni 2026 · geldt nu") < text.index("1 april – 31 december 2026")
    assert "afgelopen" in text


def test_what_was_deleted_says_so(office, diemen):
    send(granted(referentie=None), diemen)
    gone = granted(referentie=None, toewijzingsdatum=dag("2026-06-01"), einddatum=dag("2026-04-01"), reden_wijziging="13")
    send(named(gone, "T2"), diemen)
    text = words(office.get(f"/clienten/{the_client().pk}/"))
    assert "verwijderd" in text


def test_a_page_asks_a_fixed_number_of_questions(office, diemen, django_assert_max_num_queries):
    whole_story(diemen)
    office.get("/")
    with django_assert_max_num_queries(16):
        office.get(f"/clienten/{the_client().pk}/")
    with django_assert_max_num_queries(18):
        assert office.get(f"/trajecten/{the_client().pk}/{AANBIEDER}/45A04/").status_code == 200


# The traject


def entries(response) -> list[tuple[str, str]]:
    """Kind and words of each entry of the time line."""
    page = response.content.decode()
    line = page[page.index('<ol class="kw-timeline') : page.index("</ol>", page.index('<ol class="kw-timeline'))]
    found = re.findall(r'<li(?: class="([\w-]+)")?>(.*?)</li>', line, re.DOTALL)
    return [(kind, " ".join(re.sub(r"<[^>]+>", " ", text).split())) for kind, text in found]


def test_the_time_line_tells_the_story_newest_on_top_with_its_messages(office, diemen):
    whole_story(diemen)
    page = office.get(f"/trajecten/{the_client().pk}/{AANBIEDER}/45A04/")
    assert entries(page) == [
        ("is-future", "31 december 2026 Toewijzing eindigt toewijzing 300201"),
        ("is-event", "17 juli 2026 Hulp tijdelijk gestopt Levering is tijdelijk beëindigd (20) · JW307 · JW308"),
        ("is-event", "3 april 2026 Hulp begonnen JW305 · JW306"),
        ("", "1 april 2026 Toegewezen: 4 uur per maand, 1 april – 31 december 2026 toewijzing 300201 · JW301 · JW302"),
        ("is-in", "1 april 2026 Verzoek om toewijzing 4 uur per maand, 1 april – 31 december 2026, referentie VOT1"
         " · JW315 · JW316 toegekend"),
    ]  # fmt: skip
    assert "Nu aan zet: aanbieder 65656055 De hulp is tijdelijk gestopt." in words(page)


def test_an_open_request_is_the_move_of_the_municipality(office):
    happened = at_municipality(DIEMEN, BSN)
    page = office.get(happened.traject)
    assert [kind for kind, _ in entries(page)] == ["is-open"]
    assert "Nu aan zet: gemeente Diemen (0384) Verzoek VOT1 wacht op antwoord." in words(page)


def test_a_refusal_stands_on_the_line_with_its_reason(office, diemen):
    deliver(asked())
    send(named(b.bericht319("jw"), "A1"), diemen)
    page = office.get(f"/trajecten/{the_client().pk}/{AANBIEDER}/45A04/")
    kinds = [kind for kind, _ in entries(page)]
    said = " / ".join(text for _, text in entries(page))
    assert kinds == ["", "is-in"]
    assert "Verzoek afgewezen Geen contract (3), referentie VOT1 · JW319 · JW320" in said
    assert "afgewezen" in said
    assert "Er is niets toegewezen." in words(page)


def test_a_product_that_was_asked_less_precisely_goes_along_with_its_grant(office, diemen):
    deliver(named(b.bericht315("jw", b.aangevraagd("jw", product=b.product("jw", code=None), omvang=None, budget=5000)), "V1"))
    client = the_client()
    assert office.get(f"/trajecten/{client.pk}/{AANBIEDER}/45/").status_code == 200
    send(granted(), diemen)
    assert office.get(f"/trajecten/{client.pk}/{AANBIEDER}/45/").status_code == 404
    assert len(entries(office.get(f"/trajecten/{client.pk}/{AANBIEDER}/45A04/"))) == 3


def test_two_products_are_two_trajects(office, diemen):
    other = b.toegewezen("jw", toewijzing_nummer=300202, product=b.product("jw", categorie="44", code="44A01"))
    send(named(b.bericht301("jw", b.toegewezen("jw"), other), "T1"), diemen)
    page = office.get(f"/clienten/{the_client().pk}/").content.decode()
    keys = re.findall(rf'href="/trajecten/[0-9a-f-]+/{AANBIEDER}/(\w+)/"', page)
    assert sorted(keys) == ["44A01", "45A04"]
    assert "300202" not in " ".join(text for _, text in entries(office.get(f"/trajecten/{the_client().pk}/{AANBIEDER}/45A04/")))


def test_seen_by_the_provider_the_other_side_is_the_municipality():
    happened = at_provider(AANBIEDER, THIRD_BSN)
    page = signed_in(person(Rol.ZORGADMINISTRATEUR, happened.party)).get(happened.traject)
    assert [kind for kind, _ in entries(page)] == ["is-future", "is-open", "is-in"]
    assert "De hulp is toegewezen en nog niet begonnen." in words(page)


@pytest.mark.parametrize("tail", [f"{AANBIEDER}/44A01/", "65656056/45A04/", "0384/45A04/", f"{AANBIEDER}/%3Cscript%3E/"])
def test_a_traject_that_is_not_there_is_a_404(office, tail):
    happened = at_municipality(DIEMEN, BSN)
    assert office.get(f"/trajecten/{happened.client}/{tail}").status_code == 404


# The messages


def test_the_page_of_a_message_says_what_it_changed(office, diemen):
    whole_story(diemen)
    told = {}
    for row in Archiefbericht.objects.filter(dossier__isnull=False):
        page = office.get(f"/berichten/{row.pk}/").content.decode()
        section = page[page.index('id="gevolg"') : page.index("</section>", page.index('id="gevolg"'))]
        told[row.number] = re.findall(r"<li>(.*?)</li>", section)
        assert f"/clienten/{the_client().pk}/" in section
    assert told == {
        "315": ["Verzoek VOT1 staat open."],
        "301": ["Toewijzing 300201 heeft een versie van 1 april 2026.", "Verzoek VOT1 is toegekend."],
        "305": ["De hulp op toewijzing 300201 (45A04) is begonnen op 3 april 2026."],
        "307": [
            "De hulp op toewijzing 300201 (45A04) is tijdelijk gestopt op 17 juli 2026: Levering is tijdelijk beëindigd (20)."
        ],
    }


def test_a_message_for_us_that_does_not_fit_is_rejected_and_changes_nothing(office, diemen):
    row = deliver(named(b.bericht305("jw"), "S1"))
    assert row.verdict == "rejected"
    page = words(office.get(f"/berichten/{row.pk}/"))
    assert "samenhang (niveau 3)" in page
    assert "Niets. Een afgekeurd bericht telt niet en verandert het register niet." in page
    assert "Het antwoord (JW306) staat klaar en gaat vanzelf weg." in page
    assert "Voorlopig antwoord" not in page


def test_what_the_receiver_rejected_says_that_it_does_not_count_any_more(office, diemen):
    from ketenwerk.messages.write import write
    from ketenwerk.process import acts
    from ketenwerk.rules.judge import check
    from ketenwerk.rules.reply import reply

    row = acts.submit(granted(referentie=None), diemen, NOW).bericht
    wrong = b.bericht301("jw", b.toegewezen("jw", einddatum=dag("2020-01-01")))
    rejection = reply(check(write(named(wrong, "T300201"))), identificatie="R1", dagtekening=NOW.date())
    deliver(rejection)
    page = office.get(f"/berichten/{row.pk}/")
    text = words(page)
    assert "Telt niet meer De ontvanger keurde dit bericht af." in text
    assert "(JW302)" in text
    assert str(row.pk) in office.get("/?stand=vervallen").content.decode()


@pytest.mark.parametrize(
    ("question", "types"),
    [
        ("kenmerk=VOT1", ["JW301", "JW302", "JW315"]),
        ("kenmerk=300201", ["JW301", "JW302", "JW305", "JW307"]),
        ("kenmerk=V1", ["JW315"]),
        ("kenmerk=niets", []),
        ("richting=in", ["JW302", "JW305", "JW307", "JW315"]),
        ("richting=uit", ["JW301", "JW306", "JW308", "JW316"]),
        ("stand=te-sturen", ["JW301", "JW305", "JW307", "JW315"]),
        ("stand=verstuurd", []),
        ("stand=wacht", []),
        ("van=2026-11-24", ["JW301", "JW302", "JW305", "JW307", "JW315"]),
        ("van=2026-11-25", []),
        ("tot=2026-11-24", ["JW301", "JW302", "JW305", "JW307", "JW315"]),
        ("tot=2026-11-23", []),
        ("van=onzin", ["JW301", "JW302", "JW305", "JW307", "JW315"]),
    ],
)
def test_the_archive_is_searched(office, diemen, question, types):
    whole_story(diemen)
    page = office.get(f"/?{question}").content.decode()
    assert sorted(re.findall(r"\((JW\d+)\)</a>", page)) == types


def test_the_period_of_an_old_message_is_that_of_its_own_day(office, diemen):
    row = deliver(asked())
    Archiefbericht.objects.filter(pk=row.pk).update(dispatched_at=NOW - timedelta(days=700))
    assert str(row.pk) not in office.get("/?van=2026-11-24").content.decode()
    assert str(row.pk) in office.get("/?tot=2025-01-01").content.decode()


def test_the_log_shows_who_looked_and_who_was_refused(diemen):
    happened = at_municipality(DIEMEN, BSN)
    houten = own("0321")
    signed_in(person(Rol.TOEGANG, houten)).get(f"/clienten/{happened.client}/")
    auditor = signed_in(person(Rol.AUDITOR, diemen))
    auditor.get(f"/berichten/{happened.bericht}/")
    page = words(auditor.get("/inzage/"))
    assert "Auditor bericht gelezen, afgedekt Verzoek om toewijzing (JW315)" in page
    assert "Toegang geweigerd: geen mandaat Cliënt" in page
    refused = words(auditor.get("/inzage/?daad=geweigerd"))
    assert "geweigerd: geen mandaat" in refused
    assert "bericht gelezen" not in refused
    for personal in (BSN, BSN[-4:], "Wit"):
        assert personal not in page


def test_care_that_goes_on_says_so_at_its_start(office, diemen):
    send(granted(referentie=None), diemen)
    deliver(named(b.bericht305("jw"), "S1"))
    page = office.get(f"/trajecten/{the_client().pk}/{AANBIEDER}/45A04/")
    assert ("is-event", "3 april 2026 Hulp begonnen JW305 · JW306 hulp loopt") in entries(page)
    assert "Er is een start gemeld en geen stop." in words(page)
