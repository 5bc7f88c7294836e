"""Every rule of level 2 is there, as the standard has it, with a case on both sides of its border."""

import importlib
import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from cases import Case, findings_in
from lxml import etree

import ketenwerk
from builders import message_of
from ketenwerk.rules.engine import rules_of
from ketenwerk.rules.registry import RULES
from ketenwerk.standard.release import MESSAGES
from ketenwerk.standard.ruleindex import rules
from ketenwerk.standard.types import Wet
from official import official_schema
from outside import shared

LAWS: dict[Wet, tuple[str, str]] = {"jw": ("ijw", "JW"), "wmo": ("iwmo", "WMO")}
"""Name of the standard and beginning of its message names per law."""
KINDS = ("TR", "CD", "CS")

SCHEMA = {
    "CS015": "schema: the code of the message is fixed in its schema",
    "CS025": "schema: version and subversion are fixed in the schema",
    "CS319": "schema: DeclaratieNummer is letters and digits by its type",
}
"""Constraints without level: what the schema of level 1 already enforces is no rule of level 2."""


def tables() -> Iterator[ModuleType]:
    """The modules of this folder that hold a table of cases."""
    for path in sorted(Path(__file__).parent.glob("test_*.py")):
        if path.stem != Path(__file__).stem:
            module = importlib.import_module(path.stem)
            if hasattr(module, "CASES"):
                yield module


TABLES = list(tables())
LEVEL_2 = [rule for rule in RULES.values() if rule.level == 2]
ALL_CASES: list[Case] = [case for table in TABLES for case in table.CASES]


def of_law(names: frozenset[str], prefix: str) -> set[str]:
    return {name for name in names if name.startswith(prefix)}


def registered(wet: Wet, kind: str) -> dict[str, set[str]]:
    """Registered rules of level 2 of this kind under this law, with their messages."""
    prefix = LAWS[wet][1]
    found = {name: of_law(rule.on, prefix) for name, rule in RULES.items() if rule.level == 2 and name.startswith(kind)}
    return {name: messages for name, messages in found.items() if messages}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("wet", LAWS)
def test_rules_are_those_of_the_standard(wet: Wet, kind: str) -> None:
    source = json.loads(shared("standaard", "regels", "regels.json").read_text(encoding="utf-8"))
    entries = {entry["code"]: entry for entry in source if entry["standaard"] == LAWS[wet][0] and entry["code"].startswith(kind)}
    wanted = {code: set(entry["berichten"]) for code, entry in entries.items() if entry["controleniveau"] == 2}
    found = registered(wet, kind)
    print(f"{kind} {wet} {len(found.keys() & wanted.keys())} of {len(wanted)}")
    assert found == wanted
    assert {code: RULES[code].code for code in found} == {code: entries[code]["retourcode"] for code in wanted}
    assert {code for code, entry in entries.items() if entry["controleniveau"] is None} == {
        c for c in SCHEMA if c.startswith(kind)
    }


@pytest.mark.parametrize("wet", LAWS)
def test_rules_are_those_of_our_own_index(wet: Wet) -> None:
    wanted = {code: (set(entry.berichten), entry.retourcode) for code, entry in rules(wet).items() if entry.niveau == 2}
    found = {name: (messages, RULES[name].code) for kind in KINDS for name, messages in registered(wet, kind).items()}
    assert found == wanted
    assert {code: rules(wet)[code].niveau for code in SCHEMA} == dict.fromkeys(SCHEMA, 1)


@pytest.mark.parametrize("wet", LAWS)
def test_every_rule_has_a_case_on_both_sides(wet: Wet) -> None:
    names = {name for kind in KINDS for name in registered(wet, kind)}
    tried = [case for case in ALL_CASES if wet in case.laws()]
    assert {case.rule for case in tried if case.good} == names
    assert {case.rule for case in tried if not case.good} == names


@pytest.mark.parametrize("wet", LAWS)
def test_every_rule_is_found_in_every_message_it_is_for(wet: Wet) -> None:
    """A rule for seven messages needs a bad case in each of the seven."""
    wanted = {(name, message) for kind in KINDS for name, messages in registered(wet, kind).items() for message in messages}
    found = {
        (find.split()[0], message_of(case.message(wet)).name) for case in ALL_CASES if wet in case.laws() for find in case.finds
    }
    assert wanted - found == set()


def test_names_of_cases_are_unique() -> None:
    names = [(case.rule, case.name, case.only) for case in ALL_CASES]
    assert sorted(set(names), key=str) == sorted(names, key=str)


@pytest.mark.parametrize("rule", LEVEL_2, ids=lambda rule: rule.name)
def test_every_rule_says_what_it_demands(rule: ketenwerk.rules.registry.Rule) -> None:
    assert rule.demand.endswith(".")
    assert "_" not in rule.function.__name__[:1]


def test_rules_per_message_add_up() -> None:
    assert sum(len(rules_of(message)) for message in MESSAGES.values()) == sum(len(rule.on) for rule in LEVEL_2)


@pytest.mark.parametrize("wet", LAWS)
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_cases_are_messages_that_could_arrive(table: ModuleType, wet: Wet) -> None:
    """Each is valid for the official schema, and gives the same findings once written and read: level 2 is what stops it."""
    tried = [case for case in table.CASES if wet in case.laws()]
    assert tried
    for case in tried:
        bericht = case.message(wet)
        data = ketenwerk.write(bericht)
        schema = official_schema(message_of(bericht).name)
        assert schema.validate(etree.fromstring(data)), f"{case.rule} {case.name}: {schema.error_log.last_error}"
        assert ketenwerk.check(data).findings == findings_in(bericht), f"{case.rule} {case.name}"
