"""The search above the archive: what is found, for whom, with which filters, and that no number of a person is in an address."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client as Browser
from gebied import (
    AANBIEDER,
    BSN,
    DIEMEN,
    FOURTH_BSN,
    HOUTEN,
    NOW,
    OTHER_AANBIEDER,
    OTHER_BSN,
    THIRD_BSN,
    asked,
    at_municipality,
    deliver,
    granted,
    named,
    own,
    person,
    signed_in,
    whole_story,
)

import builders as b
from ketenwerk.messages.write import write
from ketenwerk.process import intake
from ketenwerk.register.crypto import keyring
from ketenwerk.register.models import Archiefbericht, Client, EigenPartij, Kenmerk
from ketenwerk.web.marks import about, bearing
from ketenwerk.web.roles import Rol

pytestmark = pytest.mark.django_db


@pytest.fixture
def diemen() -> EigenPartij:
    return own(DIEMEN)


@pytest.fixture
def office(diemen: EigenPartij) -> Browser:
    return signed_in(person(Rol.BACKOFFICE, diemen))


def search(browser: Browser, what: str, **filters: str):
    """The answer to a search, and the page that it leads to."""
    response = browser.post("/berichten/zoeken/", {"zoek": what, **filters})
    return response, browser.get(response.url) if response.status_code == 302 else response


def found(page) -> list[str]:
    return sorted(re.findall(r"\((\w+)\)</a><span", page.content.decode()))


def words(page) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


# A person


@pytest.mark.parametrize("written", [BSN, "9999 90 019", "9999.90.019"])
def test_a_bsn_finds_every_message_about_its_client_and_is_in_no_address(office, diemen, written):
    whole_story(diemen)
    rejected = deliver(asked(identificatie="V1", referentie="VOT1"))
    refused = deliver_bytes(write(b.bericht305("jw")).replace(b"StatusAanlevering>1<", b"StatusAanlevering>7<"))
    claim = deliver(
        named(b.bericht323("jw", b.client323(b.prestatie("jw")), b.client323(b.prestatie("jw"), bsn=OTHER_BSN)), "D1")
    )
    answer = deliver(named(b.bericht315("jw", bsn=OTHER_BSN), "V9"))
    response, page = search(office, written)
    assert re.fullmatch(r"/\?bsn=[0-9a-f]{32}#lijst", response.url)
    body = page.content.decode()
    for row in (rejected, refused, claim):
        assert str(row.pk) in body, row.verdict
    assert str(answer.pk) not in body
    assert {"JW301", "JW302", "JW305", "JW307", "JW315"} <= set(found(page))
    assert "Berichten van deze cliënt" in words(page)
    assert BSN not in body
    assert BSN not in repr(office.session.items())


def deliver_bytes(data: bytes) -> Archiefbericht:
    return intake.receive(data, "b.xml", "keten", NOW).bericht


def test_a_message_that_names_nobody_is_found_by_whom_it_is_about(office, diemen):
    from gebied import send

    deliver(asked())
    refusal = send(named(b.bericht319("jw", referentie_aanbieder="VOT1"), "A1"), diemen)
    _, page = search(office, BSN, richting="uit")
    assert str(refusal.pk) in page.content.decode()


def test_messages_for_nobody_of_ours_are_found_by_who_may_see_those(client, receive):
    mine, other = receive(write(b.bericht305("jw"))), receive(write(b.bericht305("jw", bsn=OTHER_BSN)))
    assert not Client.objects.exists()
    _, page = search(client, BSN)
    assert str(mine) in page.content.decode()
    assert str(other) not in page.content.decode()
    assert "Berichten over één BSN" in words(page)


def test_what_is_of_another_party_is_not_found(office):
    deliver(asked())
    at_municipality(HOUTEN, OTHER_BSN)
    response, page = search(office, OTHER_BSN)
    assert response.status_code == 200
    assert "Niets gevonden." in words(page)
    assert OTHER_BSN not in page.content.decode()


@pytest.mark.parametrize("rol", [Rol.CONTRACTMANAGER, Rol.BEHEERDER, Rol.CONTROLLER])
def test_who_may_see_no_clients_finds_nobody(office, diemen, rol):
    deliver(asked())
    response, page = search(signed_in(person(rol, diemen)), BSN)
    assert response.status_code == 200
    assert "Niets gevonden." in words(page)
    assert "BSN" not in re.search(r'id="zoek-hulp">([^<]*)', page.content.decode())[1]


def test_a_search_is_of_one_session_and_of_its_last_few(office, diemen):
    deliver(asked())
    response, _ = search(office, BSN)
    other = signed_in(person(Rol.BACKOFFICE, diemen, "ander"))
    for browser in (other, office):
        for _ in range(5):
            search(office, BSN)
        page = browser.get(response.url)
        assert "deze zoekopdracht is verlopen" in words(page)
        assert found(page) == []


def test_filters_stay_and_narrow_what_was_found(office, diemen):
    whole_story(diemen)
    response, page = search(office, BSN, soort="305", oordeel="accepted", client="x")
    question = parse_qs(urlsplit(response.url).query)
    assert (question["soort"], question["oordeel"], set(question)) == (["305"], ["accepted"], {"soort", "oordeel", "bsn"})
    assert found(page) == ["JW305"]
    assert re.search(r'name="bsn" value="([0-9a-f-]+)"', page.content.decode())[1].replace("-", "") == question["bsn"][0]
    assert '<input type="hidden" name="soort" value="305">' in page.content.decode()


def test_a_number_that_is_no_bsn_of_a_message_and_is_an_assignment_is_found_as_that(office, diemen):
    deliver(named(b.bericht305("jw", b.start("jw", toewijzing_nummer=int(FOURTH_BSN))), "S1"))
    response, page = search(office, FOURTH_BSN)
    assert response.url == f"/?kenmerk={FOURTH_BSN}#lijst"
    assert found(page) == ["JW305"]


# A name, a number, a code, a party


@pytest.mark.parametrize(
    ("what", "types"),
    [
        ("VOT1", ["JW301", "JW302", "JW315"]),
        ("300201", ["JW301", "JW302", "JW305", "JW307"]),
        (" S1 ", ["JW305"]),
        ("TR056", ["JW315"]),
        ("tr056", ["JW315"]),
        ("9056", ["JW315"]),
    ],
)
def test_what_names_a_message_finds_it(office, diemen, what, types):
    whole_story(diemen)
    again = deliver(named(asked(referentie="VOT2"), "V1"))
    assert again.verdict == "rejected"
    response, page = search(office, what)
    assert response.url == f"/?kenmerk={what.strip()}#lijst"
    assert found(page) == types


def test_what_was_rejected_is_found_by_what_it_names(office, diemen):
    wrong = b.stop("jw", toewijzing_nummer=4711, einddatum=b.dag("2019-01-01"))
    row = deliver(named(b.bericht307("jw", wrong), "P1"))
    assert row.verdict == "rejected"
    _, page = search(office, "4711")
    assert str(row.pk) in page.content.decode()


@pytest.mark.parametrize(("what", "count"), [(AANBIEDER, 1), ("6565", 2), (DIEMEN, 2), ("diem", 2), (OTHER_AANBIEDER, 1)])
def test_a_party_finds_its_messages(office, diemen, what, count):
    deliver(asked())
    deliver(named(asked(THIRD_BSN), "V1", afzender=OTHER_AANBIEDER))
    response, page = search(office, what)
    assert response.url == f"/?q={what}#lijst"
    assert len(found(page)) == count


@pytest.mark.parametrize("what", ["onbekend", "T. de Wit", "123456789", "65656", "0385"])
def test_what_is_not_found_comes_in_no_address(office, diemen, what):
    deliver(named(asked(), "V1", afzender="75757577"))
    response, page = search(office, what, soort="315")
    assert response.status_code == 200
    assert "Niets gevonden." in words(page)
    assert what not in page.content.decode()
    assert '<input type="hidden" name="soort" value="315">' in page.content.decode()
    assert "/?soort=315&amp;oordeel=accepted" in page.content.decode().replace("/berichten/zoeken/?", "/?")


def test_an_empty_search_says_so(office):
    deliver(asked())
    response, page = search(office, "  ")
    assert response.status_code == 422
    assert "het veld was leeg" in words(page)


def test_who_may_not_read_messages_does_not_search_in_them(diemen):
    deliver(asked())
    browser = signed_in(person(Rol.CONTRACTMANAGER, diemen))
    assert "Niets gevonden." in words(search(browser, "VOT1")[1])
    assert found(browser.get("/?kenmerk=VOT1")) == []
    assert search(browser, AANBIEDER)[0].url == f"/?q={AANBIEDER}#lijst"


# Many messages


def test_the_search_asks_a_fixed_number_of_questions(office, diemen, django_assert_num_queries):
    deliver(asked())
    response, _ = search(office, BSN)
    for number in range(30):
        deliver(named(asked(identificatie="x", referentie="VOT1"), f"N{number}"))
    with django_assert_num_queries(7):  # who is it (session, user, mandates), the client, how many, which, what was saved
        assert len(found(office.get(response.url))) == 31
    with django_assert_num_queries(6):
        assert len(found(office.get("/?kenmerk=VOT1"))) == 31


def test_the_indexes_answer_and_no_table_is_read_through(diemen):
    """On PostgreSQL a small table is read through whatever its indexes: there sequential reading is made dear first."""
    deliver(asked())
    deliver(granted_elsewhere())
    hashes = keyring().hashes(BSN)
    for question in (bearing("VOT1"), about(hashes, Client.objects.filter(party=diemen))):
        query = Archiefbericht.objects.filter(question, party__in=[diemen.pk]).values("pk")
        assert query.count() > 0
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET LOCAL enable_seqscan = off")
                assert "Seq Scan" not in query.explain()
            else:
                assert "SCAN register_" not in query.explain(), query.explain()


def granted_elsewhere():
    return named(granted(), "T1", afzender=HOUTEN, ontvanger=OTHER_AANBIEDER)


def test_marks_go_with_their_message(diemen):
    row = intake.take_in(write(named(b.bericht305("jw"), "S1")), "b.xml", "keten", NOW).row
    assert row.kenmerken.exists()
    pk = row.pk
    row.delete()
    assert not Kenmerk.objects.filter(bericht_id=pk).exists()
