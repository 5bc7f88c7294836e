"""The language table: words in two languages for every code that a user can meet."""

import re

import pytest

from ketenwerk.standard.codelists import codelist
from ketenwerk.standard.ruleindex import rules
from ketenwerk.standard.texts import LANGUAGES, REPAIRS, table, text

WITH_WORDS = ("TR", "CD", "CS", "RS")


def codes_that_people_meet() -> list[str]:
    """Rules, conditions and constraints of both laws, return codes, chain faults."""
    of_rules = {code for wet in ("jw", "wmo") for code, entry in rules(wet).items() if entry.soort in WITH_WORDS}
    return sorted(of_rules | {code for name in ("WJ001", "BRS", "IB") for code in codelist(name).codes})


def test_every_code_has_words_in_both_languages() -> None:
    codes = codes_that_people_meet()
    explained = [code for code in codes if code in table()]
    assert explained == codes
    print(f"{len(explained)} of {len(codes)} codes explained")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_is_empty(lang: str) -> None:
    for code in table():
        words = text(code, lang)
        assert all(len(part.strip()) > 3 for part in (words.title, words.what, words.why, words.now)), code


def test_the_same_heading_is_never_used_for_two_codes() -> None:
    for lang in LANGUAGES:
        titles = [text(code, lang).title for code in table()]
        assert len(titles) == len(set(titles))


@pytest.mark.eis("E298")
def test_every_return_code_says_who_can_mend_it() -> None:
    assert all(text(code).repair in REPAIRS for code in codelist("WJ001").codes)
    # One of each kind, so that the three are really told apart.
    assert text("CS003").repair == "zelf"
    assert text("0001").repair == "leverancier"
    assert text("IB002").repair == "backoffice"


def test_dutch_sentences_stay_short() -> None:
    long = [
        (code, sentence)
        for code in table()
        for part in (text(code).what, text(code).why, text(code).now)
        for sentence in re.split(r"(?<=[.:;?])\s", part)
        if len(sentence.split()) > 22
    ]
    assert long == []


def test_a_value_with_braces_is_shown_as_it_is() -> None:
    words = text("XSD.vorm.vast").filled("BerichtCode", "{expected}", "436")
    assert "436" in words.what
    assert text("XSD.onbekend").filled("{found}", "x", None).what.startswith("{found}") or "{found}" not in words.what


def test_an_unknown_code_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        text("TR999")
