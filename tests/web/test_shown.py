"""What a page shows of places, values and numbers of pages."""

import pytest

import builders as b
from ketenwerk.ledger.facts import Verzoek
from ketenwerk.messages.describe import Block, Line
from ketenwerk.messages.finding import Finding
from ketenwerk.standard.release import MESSAGES
from ketenwerk.web.shown.cards import card, readable
from ketenwerk.web.shown.nextstep import next_step
from ketenwerk.web.shown.paging import page
from ketenwerk.web.shown.places import in_words
from ketenwerk.web.shown.placing import place
from ketenwerk.web.shown.states import request_state


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/Bericht/Client/StartProducten/StartProduct[1]/Begindatum", "Cliënt › Begonnen product 1 › Begonnen op"),
        ("/Bericht/Client/Contactgegevens/Contact[2]/Adres/Postcode", "Cliënt › Adres en bereikbaarheid 2 › Adres › Postcode"),
        ("/Bericht/Declaratie/Clienten/Client[3]/Bsn", "Declaratie › Cliënt 3 › BSN"),
        ("/Bericht/Header", "Over dit bericht"),
        ("/Bericht", "Het hele bericht"),
        ("/", "Het hele bericht"),
        ("", "Het hele bericht"),
    ],
)
def test_a_place_in_words(path, words):
    assert in_words(path) == words


@pytest.mark.parametrize(
    ("value", "element", "words"),
    [
        ("2025-03-01", "Einddatum", "1 maart 2025"),
        (">= 2025-03-04", "Einddatum", "op of na 4 maart 2025"),
        ("<= 2025-03-04", "Einddatum", "op of vóór 4 maart 2025"),
        ("> 2025-03-04", "Einddatum", "na 4 maart 2025"),
        ("2025-02-30", "Einddatum", "2025-02-30"),
        ("2025-04", "ProductPeriode", "april 2025"),
        ("79000 D", "TotaalIngediendBedrag", "€ 790,00 debet"),
        ("1250", "ProductTarief", "€ 12,50"),
        ("1250", "ToewijzingNummer", "1250"),
        ("!= Client[2]/Prestatie[1]", "Prestatie", "anders dan Cliënt 2 › Prestatie 1"),
        (">= 1 OngewijzigdProduct", "Verzoek", "ten minste 1 OngewijzigdProduct"),
        ("elfproef", "Bsn", "elfproef"),
        ("2025-03-01..2025-03-15", "DeclaratiePeriode", "1 – 15 maart 2025"),
        ("45A48 2025-03-01..", "ToegewezenProduct", "45A48 vanaf 1 maart 2025"),
        ("2025-02-30..2025-03-15", "DeclaratiePeriode", "2025-02-30..15 maart 2025"),
        ("1, 3", "StatusAanlevering", "Eerste aanlevering (1), Verwijdering van een eerdere aanlevering (3)"),
        ("1, x", "StatusAanlevering", "1, x"),
        ("45", "Categorie", "Jeugdhulp ambulant (45)"),
        (None, "Bsn", ""),
    ],
)
def test_a_value_as_people_write_it(value, element, words):
    assert readable(value, Finding(rule="TR000", level=2, path=f"/Bericht/{element}")) == words


def test_a_code_means_what_it_means_under_the_law_of_the_message():
    found = Finding(rule="TR000", level=2, path="/Bericht/Client/StopProducten/StopProduct[1]/RedenBeeindiging")
    words = {wet: readable("31", found, wet) for wet in ("jw", "wmo")}
    assert words["jw"].endswith("(31)")
    assert words["wmo"].endswith("(31)")
    assert words["jw"] != words["wmo"]


def test_at_level_1_the_form_is_the_matter_and_stays():
    assert readable("2025-03-31", Finding(rule="XSD", level=1, path="/Bericht/Einddatum")) == "2025-03-31"


def test_personal_data_in_a_card_is_covered_in_all_its_words():
    found = Finding(rule="XSD", level=1, path="/Bericht/Client/Bsn", found="999990019", personal=True, key="XSD.ontbreekt")
    assert "999990019" not in repr(card(1, found))
    assert card(1, found).bsn_end == "0019"
    name = Finding(rule="XSD", level=1, path="/Bericht/Client/Naam/Voorletters", found="T.", personal=True, key="XSD.ontbreekt")
    assert card(1, name).found == "•••"


# Placing: the nearest place that the text has.

PRODUCT = Block("Product 1", "/B/C/Ps/P[1]", (Line("Van", "z", "/B/C/Ps/P[1]/Van"),))
CLIENT = Block("Cliënt", "/B/C", (Line("BSN", "y", "/B/C/Bsn"),), (PRODUCT,))
TEXT = Block("Bericht", "/B", (Line("Wie", "x", "/B/Header"),), (CLIENT,))


def placed(*paths: str, all_shown: bool = True, most: int = 50):
    return place(TEXT, [Finding(rule="TR018", level=2, path=path) for path in paths], all_shown=all_shown, most=most)


def test_beside_the_line_that_it_names():
    assert [c.number for c in placed("/B/C/Ps/P[1]/Van").block.blocks[0].blocks[0].lines[0].cards] == [1]


def test_deeper_than_a_line_stands_beside_that_line():
    assert len(placed("/B/C/Ps/P[1]/Van/Datum").block.blocks[0].blocks[0].lines[0].cards) == 1


def test_about_a_part_stands_under_its_title():
    assert len(placed("/B/C/Ps/P[1]").block.blocks[0].blocks[0].cards) == 1
    assert len(placed("/B/C/Ps").block.blocks[0].cards) == 1


def test_a_longer_number_is_another_place():
    assert len(placed("/B/C/Ps/P[11]/Van").block.blocks[0].cards) == 1


@pytest.mark.parametrize("path", ["/B", "/", "", "/Iets/anders"])
def test_about_no_place_in_the_text_stands_on_top(path):
    assert len(placed(path).top) == 1


def test_on_another_page_of_the_text_is_counted_and_not_shown():
    result = placed("/B/C/Ps/P[2]/Van", "/B/C/Bsn", all_shown=False)
    assert result.elsewhere == 1
    assert len(result.block.blocks[0].lines[0].cards) == 1
    assert placed("/B/C/Ps/P[2]/Van").elsewhere == 0


def test_no_more_cards_in_the_text_than_asked():
    result = placed(*["/B/C/Bsn"] * 5, most=3)
    assert len(result.block.blocks[0].lines[0].cards) == 3
    assert result.left_out == 2


# Pages


@pytest.mark.parametrize(
    ("asked", "number", "first", "last"),
    [
        (None, 1, 1, 50),
        ("1", 1, 1, 50),
        ("3", 3, 101, 101),
        ("4", 3, 101, 101),
        ("0", 1, 1, 50),
        ("-2", 1, 1, 50),
        ("x", 1, 1, 50),
    ],
)
def test_a_page_by_number(asked, number, first, last):
    shown = page(asked, size=50, total=101, parameter="blad", anchor="lijst")
    assert (shown.number, shown.first, shown.last) == (number, first, last)


def test_a_page_of_nothing():
    shown = page("3", size=50, total=0, parameter="blad", anchor="lijst")
    assert (shown.pages, shown.first, shown.last, shown.previous, shown.next) == (1, 0, 0, None, None)


@pytest.mark.parametrize(("number", "numbers"), [(1, [1, 2, 3, 0, 9]), (5, [1, 0, 3, 4, 5, 6, 7, 0, 9]), (9, [1, 0, 7, 8, 9])])
def test_numbers_around_the_page_with_gaps(number, numbers):
    assert page(str(number), size=10, total=90, parameter="blad", anchor="lijst").numbers == numbers


# Who has the move


@pytest.mark.parametrize("message", MESSAGES.values(), ids=lambda message: message.name)
@pytest.mark.parametrize("verdict", ["accepted", "rejected", "refused"])
def test_every_message_and_verdict_has_a_next_step(message, verdict):
    sender, receiver = ("0384", "65656055") if message.sender == "gemeente" else ("65656055", "0384")
    step = next_step(verdict, message, sender, receiver)
    assert step.title.startswith("Nu aan zet: ")
    assert step.download == (message.returns is not None and verdict != "refused")
    assert step.waiting or step.download or verdict == "rejected"
    if step.download:
        assert message.returns in step.text
        assert ("10 werkdagen" if message.number == "323" else "3 werkdagen") in step.text
    if verdict == "refused":
        assert step.title.endswith("gemeente Diemen (0384)" if message.sender == "gemeente" else "aanbieder 65656055")
        unnamed = next_step(verdict, message, "", "")
        assert unnamed.title.endswith("de gemeente" if message.sender == "gemeente" else "de aanbieder")


@pytest.mark.parametrize(
    ("staat", "antwoorden", "words"),
    [
        ("ingediend", (), "wacht op antwoord"),
        ("in onderzoek", ("2",), "in onderzoek"),
        ("toegekend", (), "toegekend"),
        ("toegekend", ("2",), "toegekend na onderzoek"),
        ("afgewezen", ("1",), "afgewezen"),
        ("afgewezen", ("2", "1"), "afgewezen na onderzoek"),
    ],
)
def test_a_request_says_how_it_ended(staat, antwoorden, words):
    verzoek = Verzoek("VOT1", "315", b.dag("2026-04-01"), "x", staat, b.aangevraagd("jw"), antwoorden)
    assert request_state(verzoek).words == words
