"""The list and the page of a message: what they say, how they page, and how little they ask of the database."""

import re
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from pieces import assignment, claim, good, no_xml, refused, rejected, start
from pytest_django import DjangoAssertNumQueries

from builders import BSN, bericht307, bericht323, client323, prestatie, referentie, stop
from ketenwerk.messages.read import read
from ketenwerk.messages.write import write
from ketenwerk.process import intake
from ketenwerk.register import archive
from ketenwerk.web.models import Inzage

pytestmark = pytest.mark.django_db


def words(response) -> str:
    """The page as text in one line, without tags."""
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(text.replace("&amp;", "&").split())


def section(response, anchor: str) -> str:
    """The HTML of one section."""
    page = response.content.decode()
    begin = page.index(f'id="{anchor}"')
    return page[begin : page.index("</section>", begin)]


# The list


def test_an_empty_list_says_what_comes_here_and_how(client):
    page = words(client.get("/"))
    assert "Nog geen berichten" in page
    assert "Kies hierboven een bestand om te beginnen." in page


def test_a_row_says_type_parties_verdict_finding_and_reply(client, receive):
    receive(rejected(), "mijn stop.xml")
    page = words(client.get("/"))
    assert "Stopbericht (JW307) mijn stop.xml 65656055 naar Diemen (0384) afgekeurd" in page
    assert "De einddatum van de stop ligt voor de begindatum" in page
    assert "JW308" in page


def test_tabs_count_and_choose(client, receive):
    for data in (good(), start(), rejected(), no_xml()):
        receive(data)
    page = words(client.get("/"))
    assert "Alles 4 Goed 2 Afgekeurd 1 Geweigerd 1" in page
    chosen = client.get("/?oordeel=refused")
    assert chosen.content.decode().count('<tr role="row">') == 2
    assert "Geen herkend bericht" in words(chosen)
    assert client.get("/?oordeel=onzin").content.decode().count('<tr role="row">') == 5


@pytest.mark.parametrize(
    ("question", "types"),
    [
        ("wet=wmo", ["WMO305"]),
        ("wet=jw", ["JW307", "JW301"]),
        ("soort=305", ["WMO305"]),
        ("soort=305&wet=jw", []),
        ("q=65656055", ["JW307", "WMO305", "JW301"]),
        ("q=diem", ["JW307", "WMO305", "JW301"]),
        ("q=0384", ["JW307", "WMO305", "JW301"]),
        ("q=9999", []),
        ("wet=onzin", ["JW307", "WMO305", "JW301"]),
    ],
)
def test_filters(client, receive, question, types):
    for data in (good(), start(), assignment()):
        receive(data)
    page = client.get(f"/?{question}").content.decode()
    assert sorted(re.findall(r"\((\w+)\)</a><span", page)) == sorted(types)
    assert ("Geen berichten gevonden" in page) == (not types)


def test_a_filter_stays_when_one_turns_a_tab(client, receive):
    receive(good())
    assert "/?soort=307&amp;oordeel=accepted" in client.get("/?soort=307").content.decode()


@pytest.mark.parametrize("asked", ["2", "99", "-1", "x", "0", "٣", "9" * 30])
def test_fifty_rows_a_page_whatever_is_asked(client, receive, asked):
    data = good()
    for _ in range(51):
        receive(data)
    page = client.get(f"/?blad={asked}")
    assert page.status_code == 200
    rows = page.content.decode().count('<tr role="row">') - 1
    assert rows == (1 if asked in ("2", "99", "9" * 30) else 50) or asked == "9" * 30
    assert "van 51" in words(page)


def test_the_list_asks_a_fixed_number_of_questions_however_long_it_is(
    client, receive, django_assert_num_queries: DjangoAssertNumQueries
):
    for _ in range(40):
        receive(rejected())
    client.get("/")  # the first page notes in the session that somebody is there
    with django_assert_num_queries(6):  # who is it (session, user, mandates), how many, which, what was saved
        client.get("/")


def test_newest_is_on_top(client, receive):
    intake.receive(good(), "oud.xml", "upload", datetime(2025, 1, 1, tzinfo=UTC))
    intake.receive(start(), "nieuw.xml", "upload", datetime(2026, 1, 1, tzinfo=UTC))
    page = words(client.get("/"))
    assert page.index("nieuw.xml") < page.index("oud.xml")


# The page of a message


def test_a_good_message_is_told_and_the_receiver_has_the_move(client, receive):
    page = client.get(f"/berichten/{receive(good())}/")
    text = words(page)
    assert "Stopbericht van aanbieder 65656055" in text
    assert "Nu aan zet: gemeente Diemen (0384)" in text
    assert "Stuur daarna het antwoord (JW308) binnen 3 werkdagen na ontvangst." in text
    assert "Voorlopig antwoord" in text
    assert "Geen. Vorm en inhoud van het bericht zijn goed." in text
    assert "Geen retourcodes." in text
    assert "meldt aan gemeente Diemen (0384) dat de hulp is gestopt." in text


def test_a_received_assignment_is_shown_as_plain_dutch_text(client, receive):
    text = words(client.get(f"/berichten/{receive(assignment())}/"))
    assert "wijst hulp toe aan een cliënt, te leveren door aanbieder 65656055." in text
    assert "Jeugdhulp ambulant" in text
    assert "1 april 2026" in text


def test_a_finding_stands_beside_the_place_that_it_is_about(client, receive):
    page = client.get(f"/berichten/{receive(rejected())}/")
    text = section(page, "tekst")
    line = text[text.index("<dt>Gestopt op</dt>") :]
    line = line[: line.index("</dd></div>\n<div>")]
    assert "De einddatum van de stop ligt voor de begindatum" in line
    assert ">1 januari 2019<" in line
    assert ">op of na 3 april 2026<" in line
    assert "Wat nu:" in line
    assert 'href="/uitleg/TR018/"' in line
    assert "TR018 · retourcode 0001 · inhoud (niveau 2)" in line


def test_the_line_of_the_xml_that_is_wrong_is_marked_once(client, receive):
    page = section(client.get(f"/berichten/{receive(rejected())}/"), "xml")
    assert re.findall(r"<mark>(.*?)</mark>", page) == ["        &lt;Einddatum&gt;2019-01-01&lt;/Einddatum&gt;"]


def test_a_rejected_message_shows_its_reply_with_meaning(client, receive):
    answer = section(client.get(f"/berichten/{receive(rejected())}/"), "antwoord")
    assert "Retour op stopbericht (JW308)" in answer
    assert 'href="/uitleg/0001/"' in answer
    assert "Bericht om een technische reden afgekeurd" in answer
    assert "Voorlopig" not in answer


def test_a_refused_message_says_why_there_is_no_reply(client, receive):
    page = client.get(f"/berichten/{receive(refused())}/")
    text = words(page)
    assert "Waarom het bericht is geweigerd" in text
    assert "Er komt geen antwoordbericht." in text
    assert "Nu aan zet: aanbieder 65656055" in text
    assert "regel" in section(page, "tekst")
    assert "downloaden" not in section(page, "antwoord")


def test_what_is_no_xml_is_shown_as_it_came_with_a_warning(client, receive):
    text = words(client.get(f"/berichten/{receive(no_xml())}/"))
    assert "Dit is geen bericht van iJw of iWmo 3.2" in text
    assert "Afgedekt voor zover te herkennen" in text
    assert "een factuur" in text


def test_a_return_message_needs_no_reply(client, receive):
    receive(good())
    reply = archive.payload(archive.Archiefbericht.objects.get(direction="uit"))
    text = words(client.get(f"/berichten/{receive(reply)}/"))
    assert "Dit bericht is zelf een antwoord." in text
    assert "Op dit soort bericht volgt geen antwoordbericht." in text


def test_an_unpublished_schema_is_told(client, receive):
    receive(start())
    reply = archive.payload(archive.Archiefbericht.objects.get(direction="uit"))
    assert "Voor de WMO306 is geen schema gepubliceerd." in words(client.get(f"/berichten/{receive(reply)}/"))
    assert "geen schema gepubliceerd" not in words(client.get(f"/berichten/{receive(start())}/"))


def test_a_finding_about_the_whole_is_on_top_of_the_text(client, receive):
    key = receive(b"\xef\xbb\xbf" + good())  # a byte order mark is about no place in the message
    page = section(client.get(f"/berichten/{key}/"), "tekst")
    assert "Signaal, keurt niet af" in page
    assert page.index("Signaal, keurt niet af") < page.index("<dt>Wie</dt>")


def test_a_long_claim_is_shown_by_the_page(client, receive):
    """400 lines, each twice: the page stays small and each part turns by itself."""
    rows = [prestatie("jw", product_referentie=referentie(f"RN{n % 200:05d}")) for n in range(400)]
    key = receive(write(bericht323("jw", client323(*rows))))
    first = client.get(f"/berichten/{key}/")
    assert len(first.content) < 250_000
    assert words(first).count("Referentienummer") <= 60
    assert "1 tot en met 50 van 400" in words(first)
    assert "op andere delen van het bericht" in words(first)
    last = client.get(f"/berichten/{key}/?deel=8")
    assert "351 tot en met 400 van 400" in words(last)
    assert "RN00199" in section(last, "tekst")
    assert "RN00199" not in section(first, "tekst")
    assert re.search(r"51 tot en met 100 van \d+", words(client.get(f"/berichten/{key}/?bevindingen=2")))
    assert "201 tot en met 400 van" in words(client.get(f"/berichten/{key}/?xml=2"))


def test_every_card_link_has_its_card_and_no_number_occurs_twice(client, receive):
    for data in (rejected(), refused(), claim(120), good()):
        page = client.get(f"/berichten/{receive(data)}/").content.decode()
        ids = re.findall(r'\bid="([^"]+)"', page)
        assert len(ids) == len(set(ids))
        assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_a_page_asks_a_fixed_number_of_questions(client, receive, django_assert_max_num_queries):
    small, large = receive(good()), receive(claim(500))
    client.get("/")
    for key in (small, large):
        with django_assert_max_num_queries(15):
            client.get(f"/berichten/{key}/")


# Downloads


def test_downloads_give_the_bytes_and_a_name_without_anything_personal(client, receive):
    key = receive(good(), f"T de Wit {BSN}.xml")
    own = client.get(f"/berichten/{key}/bericht.xml")
    assert own.content == good()
    assert own["Content-Disposition"] == f'attachment; filename="JW307-{key.hex[:12]}.xml"'
    reply = client.get(f"/berichten/{key}/antwoord.xml")
    assert read(reply.content).header.bericht_code == "441"
    assert re.fullmatch(r'attachment; filename="JW308-[0-9a-f]{12}\.xml"', reply["Content-Disposition"])
    assert own["Content-Type"] == "application/xml"


def test_a_reply_that_does_not_exist_is_a_404(client, receive):
    assert client.get(f"/berichten/{receive(refused())}/antwoord.xml").status_code == 404


def test_what_we_made_has_a_page_that_names_its_receiver_and_what_it_answers(client, receive):
    key = receive(good())
    made = archive.Archiefbericht.objects.get(direction="uit")
    page = client.get(f"/berichten/{made.pk}/")
    assert "Retour op stopbericht aan aanbieder 65656055" in words(page)
    assert f'<dt>Hoort bij</dt><dd><a href="/berichten/{key}/">Stopbericht (JW307)</a>' in page.content.decode()


@pytest.mark.parametrize("path", ["", "volledig/", "bericht.xml", "antwoord.xml"])
def test_an_unknown_message_is_a_404(client, path):
    response = client.get(f"/berichten/{uuid4()}/{path}")
    assert response.status_code == 404
    assert "Deze pagina is er niet" in words(response)


# In full


@pytest.mark.eis("E285")
def test_shown_in_full_only_when_asked_and_then_it_is_recorded(client, receive):
    key = receive(good())
    assert BSN not in client.get(f"/berichten/{key}/").content.decode()
    assert client.get(f"/berichten/{key}/volledig/").url == f"/berichten/{key}/"
    assert not Inzage.objects.filter(daad__in=Inzage.FULL).exists()
    full = client.post(f"/berichten/{key}/volledig/")
    assert BSN in full.content.decode()
    assert "U ziet persoonsgegevens" in words(full)
    seen = Inzage.objects.filter(daad__in=Inzage.FULL)
    assert [(view.bericht_id, view.daad, view.gebruiker.naam) for view in seen] == [(key, "xml", "losse.berichten")]
    assert BSN not in client.get(f"/berichten/{key}/").content.decode()


def test_the_full_view_pages_and_records_each_page(client, receive):
    key = receive(claim(100))
    second = client.post(f"/berichten/{key}/volledig/", {"xml": "2"})
    assert "201 tot en met 400" in words(second)
    assert client.post(f"/berichten/{key}/volledig/", {"xml": "onzin"}).status_code == 200
    assert Inzage.objects.filter(daad="xml").count() == 2


def test_downloads_are_recorded(client, receive):
    key = receive(good())
    client.head(f"/berichten/{key}/bericht.xml")
    assert not Inzage.objects.exists()
    client.get(f"/berichten/{key}/bericht.xml")
    client.get(f"/berichten/{key}/antwoord.xml")
    assert [view.daad for view in Inzage.objects.order_by("pk")] == ["bericht", "antwoord"]
    assert "2 keer volledig getoond of gedownload" in words(client.get(f"/berichten/{key}/"))


def test_healthz(client):
    assert client.get("/healthz").json() == {"status": "ok"}


def test_texts_of_a_message_are_shown_as_text(client, receive):
    """A name of a file and an element of a hostile sender are text, never HTML."""
    evil = good().replace(b"<jw307:Client>", b'<jw307:Client><script xmlns="x">alert(1)</script>')
    key = receive(evil, "<script>alert(2)</script>.xml")
    for address in ("/", f"/berichten/{key}/"):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page
        assert "alert(2)" in page


def test_two_stops_have_each_their_own_finding(client, receive):
    from builders import dag

    wrong = [stop("jw", toewijzing_nummer=n, einddatum=dag("2019-01-01")) for n in (1, 2)]
    text = section(client.get(f"/berichten/{receive(write(bericht307('jw', *wrong)))}/"), "tekst")
    assert text.count('<article class="kw-finding"') == 2
    assert text.index('id="bevinding-1"') < text.index("Gestopt product 2") < text.index('id="bevinding-2"')
