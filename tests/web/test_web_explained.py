"""The explanation of codes: all of them, each findable, each with what to do."""

import re

import pytest

from ketenwerk.standard.texts import table
from ketenwerk.web.shown.explained import explained, groups


def words(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_a_rule_says_what_why_what_now_who_and_where(client):
    page = words(client.get("/uitleg/TR018/"))
    text = table()["TR018"]["nl"]
    for part in (text.title, text.what, text.why, text.now):
        assert part in page
    assert "Wie: herstel in de eigen administratie." in page
    assert "2, inhoud van het bericht" in page
    assert "Stopbericht (JW307)" in page
    assert "Stopbericht (WMO307)" in page
    assert "StopProduct.Einddatum" in page


def test_a_return_code_leads_to_its_rule_and_back(client):
    assert 'href="/uitleg/TR063/"' in client.get("/uitleg/9063/").content.decode()
    assert 'href="/uitleg/9063/"' in client.get("/uitleg/TR063/").content.decode()


@pytest.mark.parametrize(("typed", "code"), [("tr018", "TR018"), ("Brs01", "BRS01"), ("xsd.ONTBREEKT", "XSD.ontbreekt")])
def test_capitals_do_not_matter(client, typed, code):
    assert code in table()
    assert client.get(f"/uitleg/{typed}/").url == f"/uitleg/{code}/"
    assert client.get(f"/uitleg/?q={typed}").url == f"/uitleg/{code}/"


def test_an_unknown_code_is_a_404_with_a_way_out(client):
    response = client.get("/uitleg/TR999/")
    assert response.status_code == 404
    assert "Naar de berichten" in words(response)


def test_the_list_holds_every_code_once():
    listed = [entry.code for group in groups() for entry in group.entries]
    assert sorted(listed) == sorted(table())


def test_each_code_has_a_page_without_places_left_to_fill(client):
    for code in table():
        page = words(client.get(f"/uitleg/{code}/"))
        assert table()[code]["nl"].title.split("{")[0] in page
        assert not re.search(r"\{(element|found|expected)\}", page), code


def test_search_finds_words_in_the_explanation(client):
    page = words(client.get("/uitleg/?q=einddatum+begindatum"))
    assert "TR018" in page
    assert "BRS" not in page


def test_search_without_result_says_what_to_do(client):
    page = words(client.get("/uitleg/?q=zeepbel"))
    assert "Niets gevonden" in page
    assert "zeepbel" in page


def test_a_rule_of_one_law_names_that_law_alone():
    assert [law.law for law in explained("TR377").laws] == ["iJw"]
    assert [law.law for law in explained("TR018").laws] == ["iJw", "iWmo"]
