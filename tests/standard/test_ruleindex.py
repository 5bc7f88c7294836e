"""The index of rules: readable, consistent, and the same as the rules that the standard has."""

import json
from typing import Any

import pytest

from ketenwerk.standard.codelists import codelist
from ketenwerk.standard.ruleindex import EVERYWHERE, KINDS, RuleEntry, rules
from outside import SHARED

LAWS = ("jw", "wmo")
RETURNS = ("302", "306", "308", "316", "318", "320")
EVERY_RULE = [entry for wet in LAWS for entry in rules(wet).values()]


def test_index_holds_all_533_rules() -> None:
    assert {wet: len(rules(wet)) for wet in LAWS} == {"jw": 303, "wmo": 230}


def test_rule_of_one_law_only_is_absent_from_the_other() -> None:
    assert "TR377" in rules("jw")
    assert "TR377" not in rules("wmo")


def test_entry_tells_level_return_code_and_place() -> None:
    assert rules("jw")["TR414"] == RuleEntry(
        code="TR414",
        wet="jw",
        soort="TR",
        niveau=3,
        retourcode="9414",
        berichten=("JW307",),
        elementen=("StopProduct.Einddatum",),
        titel="Einddatum stop niet terug",
    )


def test_elements_are_given_per_message() -> None:
    end_after_begin = rules("wmo")["CS003"]
    assert end_after_begin.elements_in("WMO315") == ("AangevraagdProduct.ToewijzingEinddatum",)
    assert end_after_begin.elements_in("WMO317") == ("NieuwProduct.Einddatum", "TeWijzigenProduct.Einddatum")
    assert end_after_begin.elements_in("WMO307") == ()
    assert end_after_begin.elements_in("JW317") == ()
    assert rules("jw")["TR101"].elements_in("JW305") == (EVERYWHERE,)


def test_unknown_law_has_no_rules() -> None:
    assert rules("zvw") == {}


def test_index_cannot_be_changed_by_its_reader() -> None:
    with pytest.raises(TypeError):
        rules("jw")["TR999"] = EVERY_RULE[0]  # type: ignore[index]


@pytest.mark.parametrize("wet", LAWS)
def test_entries_are_consistent(wet: str) -> None:
    for code, entry in rules(wet).items():
        assert entry.soort in KINDS, code
        assert entry.soort == code[:2]
        assert entry.titel, code
        assert len(entry.titel) <= 60, code
        assert all(message.startswith(wet.upper()) for message in entry.berichten), code
        assert (entry.niveau is None) == (entry.soort in {"IV", "OP", "UP"}), code
        named = {element for message in entry.berichten for element in entry.elements_in(message)}
        assert {element.partition("@")[0] for element in entry.elementen} == named, code


@pytest.mark.parametrize("wet", LAWS)
def test_return_codes_stand_in_the_code_list(wet: str) -> None:
    known = codelist("WJ001")
    used = {entry.retourcode for entry in rules(wet).values() if entry.retourcode}
    assert used
    assert all(known.is_known(code) for code in used)


@pytest.mark.parametrize("wet", LAWS)
def test_rule_that_a_return_code_names_gives_that_code(wet: str) -> None:
    listed = codelist("WJ001")
    named = {code: listed.row(code).attribute("regel") for code in listed.codes if listed.row(code).attribute("regel")}
    assert len(named) > 50
    assert {code: rules(wet)[rule].retourcode for code, rule in named.items()} == {code: code for code in named}


def spread(message: str) -> list[str]:
    """The source writes one name for all return messages of a law."""
    family = message.removesuffix("-RETOUR")
    return [message] if family == message else [f"{family}{number}" for number in RETURNS]


@pytest.fixture(scope="module")
def source() -> list[dict[str, Any]]:
    if SHARED is None:
        pytest.skip("needs the rules of the standard in the shared folder")
    data: list[dict[str, Any]] = json.loads((SHARED / "standaard" / "regels" / "regels.json").read_text(encoding="utf-8"))
    return data


def test_index_has_the_facts_of_the_standard(source: list[dict[str, Any]]) -> None:
    expected = {
        (rule["standaard"].removeprefix("i"), rule["code"]): (
            rule["type"],
            rule["controleniveau"] or rule.get("niveau_afgeleid"),
            rule["retourcode"],
            tuple(name for message in rule["berichten"] for name in spread(message)),
        )
        for rule in source
    }
    found = {(entry.wet, entry.code): (entry.soort, entry.niveau, entry.retourcode, entry.berichten) for entry in EVERY_RULE}
    assert found == expected


def test_elements_are_those_of_the_standard(source: list[dict[str, Any]]) -> None:
    compared = 0
    for rule in source:
        entry = rules(rule["standaard"].removeprefix("i"))[rule["code"]]
        for place in rule.get("elementen", ()):
            path = ".".join(part for part in (place["berichtklasse"], place["element"]) if part)
            for message in spread(place["bericht"]):
                assert path in entry.elements_in(message), (rule["code"], message)
                compared += 1
    assert compared > 1000
