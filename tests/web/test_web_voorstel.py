"""A claim that waits shows what was judged last; what that is worth, and how to have it judged again."""

from io import BytesIO

import pytest
from declaratiegebied import assigned, claimed, looking
from django.db import connection
from django.test.utils import CaptureQueriesContext
from gebied import DIEMEN, own, person, signed_in
from python_calamine import CalamineWorkbook

from ketenwerk.process import nakijken
from ketenwerk.process.nakijken import Besluit
from ketenwerk.register.models import Declaratie, Voorstel
from ketenwerk.web.roles import Rol

pytestmark = pytest.mark.django_db

OLD, NEVER = "De uitkomst hieronder is van", "Deze declaratie is nog niet nagekeken"
MOST_QUERIES = 30


@pytest.fixture
def waits(monkeypatch) -> Declaratie:
    """A claim that is too large to be judged while somebody waits."""
    party = looking(own(DIEMEN))
    assigned(party)
    monkeypatch.setattr(nakijken, "DIRECT", 0)
    return claimed(party)


@pytest.fixture
def office(waits):
    return signed_in(person(Rol.BACKOFFICE, waits.party))


def address(declaratie: Declaratie, more: str = "") -> str:
    return f"/declaraties/{declaratie.bericht_id}/{more}"


def grow_old(declaratie: Declaratie) -> None:
    """As if other rules had judged it."""
    Voorstel.objects.filter(declaratie=declaratie).update(versie="0.0.1")


def test_what_is_fresh_needs_no_words(office, waits):
    page = office.get(address(waits)).content.decode()
    assert OLD not in page
    assert NEVER not in page
    assert "De 325 kent" in page


def test_what_is_old_says_from_when_it_is_and_is_judged_again_at_a_click(office, waits):
    grow_old(waits)
    page = office.get(address(waits)).content.decode()
    assert OLD in page
    assert "2 regels" in page
    assert f'action="{address(waits, "opnieuw/")}"' in page
    assert OLD in office.get(address(waits, "regels/0/")).content.decode()
    done = office.post(address(waits, "opnieuw/"))
    assert (done.status_code, done.url) == (302, address(waits))
    assert OLD not in office.get(address(waits)).content.decode()


def test_what_was_never_judged_shows_no_outcome(office, waits):
    Voorstel.objects.all().delete()
    page = office.get(address(waits)).content.decode()
    assert NEVER in page
    assert "De 325 kent" not in page
    assert "Af te wijzen" not in page
    assert "Nu nakijken" in page
    line_page = office.get(address(waits, "regels/1/"))
    assert line_page.status_code == 200
    assert NEVER in line_page.content.decode()
    assert office.get(address(waits, "?toon=afgewezen")).status_code == 200
    office.post(address(waits, "opnieuw/"))
    assert "De 325 kent" in office.get(address(waits)).content.decode()


def test_who_may_not_answer_reads_it_without_a_button(waits):
    grow_old(waits)
    page = signed_in(person(Rol.AUDITOR, waits.party)).get(address(waits)).content.decode()
    assert OLD in page
    assert "opnieuw/" not in page


def test_the_example_of_the_answer_is_always_of_now(office, waits):
    grow_old(waits)
    page = office.get(address(waits, "versturen/")).content.decode()
    assert OLD not in page
    assert "325 versturen" in page
    assert not Voorstel.objects.filter(versie="0.0.1").exists()


def test_a_claim_that_was_answered_is_judged_no_more(office, waits):
    office.post(address(waits, "versturen/"), {"gezien": "5000/2"})
    assert Declaratie.objects.get().staat == "beantwoord"
    page = office.post(address(waits, "opnieuw/"))
    assert page.status_code == 409
    assert "al beantwoord" in page.content.decode()
    assert not Voorstel.objects.exists()


def test_a_refused_line_says_so_with_what_was_found_of_it(office, waits):
    nakijken.decide(waits, [1], Besluit("weigeren", "9321", "", waits.bericht.received_at, "S. Tester"))
    page = office.get(address(waits, "regels/1/")).content.decode()
    assert "De gemeente wijst deze regel af" in page
    assert "9340" in page
    other = office.get(address(waits, "regels/2/")).content.decode()
    assert "De gemeente wijst deze regel af" not in other


@pytest.mark.parametrize("page", ["", "?toon=afgewezen", "regels/1/", "versturen/"])
def test_a_page_asks_little_of_the_database(office, waits, page):
    nakijken.decide(waits, [1], Besluit("weigeren", "9321", "", waits.bericht.received_at, "S. Tester"))
    office.get(address(waits, page))
    with CaptureQueriesContext(connection) as asked:
        office.get(address(waits, page))
    assert len(asked) <= MOST_QUERIES


def test_a_small_claim_is_judged_while_one_waits(waits, office, monkeypatch):
    monkeypatch.setattr(nakijken, "DIRECT", 3)
    grow_old(waits)
    assert OLD not in office.get(address(waits)).content.decode()
    monkeypatch.setattr(nakijken, "DIRECT", 2)
    grow_old(waits)
    assert OLD in office.get(address(waits)).content.decode()


def test_the_lines_as_a_file_say_what_the_answer_would_do(office, waits):
    nakijken.decide(waits, [0], Besluit("weigeren", "9321", "", waits.bericht.received_at, "S. Tester"))
    nakijken.decide(waits, [2], Besluit("vasthouden", "", "Wie?", waits.bericht.received_at, "S. Tester"))
    data = b"".join(office.get(address(waits, "regels.csv")).streaming_content).decode("utf-8-sig")
    told = [tuple(row.split(";")[-2:]) for row in data.splitlines()[1:]]
    assert told == [("zelf afgewezen", "9321"), ("afwijzen", "9340"), ("vastgehouden", "9338")]
    (sheet,) = tables(office.get(address(waits, "regels.xlsx")).content)
    assert [tuple(row[-2:]) for row in sheet[1:]] == told
    office.post(address(waits, "besluit/"), {"daad": "vrijgeven", "regel": ["0", "2"]})
    Voorstel.objects.all().delete()
    data = b"".join(office.get(address(waits, "regels.csv")).streaming_content).decode("utf-8-sig")
    assert {row.split(";")[-2] for row in data.splitlines()[1:]} == {"open"}  # not judged: nothing is told


def tables(data: bytes) -> list[list[list[object]]]:
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
