"""Every rule of levels 3 and 4 is there, as the standard has it, with a history on both sides of its border."""

import importlib.util
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from cases import findings_in
from histories import LAWS, History
from lxml import etree

import ketenwerk
from builders import message_of
from ketenwerk.rules.engine import LEVELS_3_AND_4
from ketenwerk.rules.registry import RULES
from ketenwerk.standard.ruleindex import rules
from ketenwerk.standard.texts import LANGUAGES, text
from ketenwerk.standard.types import Wet
from official import official_schema
from outside import shared

STANDARD: dict[Wet, tuple[str, str]] = {"jw": ("ijw", "JW"), "wmo": ("iwmo", "WMO")}
"""Name of the standard and beginning of its message names per law."""

TOTAL: dict[Wet, int] = {"jw": 80, "wmo": 78}
"""How many technical rules (TR) the standard has under each law, of all levels."""
NOT_APPLIED: dict[str, str] = {}
"""Technical rules that are not there, each with its reason: none."""

Wanted = dict[str, tuple[int, str | None, set[str]]]
"""Per rule its level, its return code and its messages."""


def tables() -> Iterator[ModuleType]:
    """The modules of levels 3 and 4 that hold a table of histories."""
    for folder in ("level3", "level4"):
        place = Path(__file__).parent / folder
        sys.path.insert(0, str(place))
        for path in sorted(place.glob("test_*.py")):
            module = _module(path)
            if hasattr(module, "CASES"):
                yield module
        sys.path.remove(str(place))


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"table_{path.parent.name}_{path.stem}", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


ALL_CASES: list[History] = [case for table in tables() for case in table.CASES]
EACH_CASE = [pytest.param(row, wet, id=f"{row.rule}-{wet}-{row.name}") for row in ALL_CASES for wet in row.laws()]


def registered(wet: Wet) -> Wanted:
    """Registered rules of levels 3 and 4 under this law; those of no standard (LOK) apart."""
    prefix = STANDARD[wet][1]
    found: Wanted = {}
    for name, rule in RULES.items():
        messages = {message for message in rule.on if message.startswith(prefix)}
        if rule.level in LEVELS_3_AND_4 and messages and name.startswith("TR"):
            found[name] = (rule.level, rule.code or None, messages)
    return found


@pytest.mark.parametrize("wet", LAWS)
def test_rules_are_those_of_the_standard(wet: Wet) -> None:
    source = json.loads(shared("standaard", "regels", "regels.json").read_text(encoding="utf-8"))
    wanted: Wanted = {
        entry["code"]: (entry["controleniveau"], entry["retourcode"], set(entry["berichten"]))
        for entry in source
        if entry["standaard"] == STANDARD[wet][0] and entry["controleniveau"] in LEVELS_3_AND_4
    }
    assert registered(wet) == wanted


@pytest.mark.parametrize("wet", LAWS)
def test_rules_are_those_of_our_own_index(wet: Wet) -> None:
    wanted: Wanted = {
        code: (entry.niveau, entry.retourcode, set(entry.berichten))
        for code, entry in rules(wet).items()
        if entry.niveau in LEVELS_3_AND_4
    }
    assert registered(wet) == wanted


@pytest.mark.parametrize("wet", LAWS)
def test_every_technical_rule_of_the_standard_is_there(wet: Wet) -> None:
    """Of levels 2, 3 and 4 together; an exception is named with its reason."""
    standard, prefix = STANDARD[wet]
    source = json.loads(shared("standaard", "regels", "regels.json").read_text(encoding="utf-8"))
    wanted = {entry["code"] for entry in source if entry["standaard"] == standard and entry["code"].startswith("TR")}
    there = {name for name, rule in RULES.items() if name.startswith("TR") and any(on.startswith(prefix) for on in rule.on)}
    assert len(wanted) == TOTAL[wet]
    assert there | NOT_APPLIED.keys() == wanted
    assert not there & NOT_APPLIED.keys()
    assert all(NOT_APPLIED.values())


@pytest.mark.parametrize("wet", LAWS)
def test_every_rule_has_a_history_on_both_sides(wet: Wet) -> None:
    tried = [case for case in ALL_CASES if wet in case.laws()]
    assert {case.rule for case in tried if case.good} >= registered(wet).keys()
    assert {case.rule for case in tried if not case.good} >= registered(wet).keys()


@pytest.mark.parametrize("wet", LAWS)
def test_every_rule_is_found_in_every_message_it_is_for(wet: Wet) -> None:
    """A rule for eight messages needs a bad history that ends in each of the eight."""
    wanted = {(name, message) for name, (_, _, messages) in registered(wet).items() for message in messages}
    found = {
        (find.split()[0], message_of(case.last(wet)).name) for case in ALL_CASES if wet in case.laws() for find in case.finds
    }
    assert wanted - found == set()


def test_names_of_histories_are_unique() -> None:
    names = [(case.rule, case.name, case.only) for case in ALL_CASES]
    assert sorted(set(names), key=str) == sorted(names, key=str)


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if rule.level in LEVELS_3_AND_4])
def test_every_rule_has_words(name: str) -> None:
    assert RULES[name].demand.endswith(".")
    assert all(text(name, lang).title for lang in LANGUAGES)


@pytest.mark.parametrize(("row", "wet"), EACH_CASE)
def test_histories_could_have_happened(row: History, wet: Wet) -> None:
    """What went before was right when it came, but for the municipality that TR378 is about: it is wrong in all of them."""
    for bericht, findings in row.judged_before(wet):
        rejecting = [
            finding.rule for finding in findings if not finding.signal and (row.rule, finding.rule) != ("TR378", "TR378")
        ]
        assert rejecting == [], message_of(bericht).name


@pytest.mark.parametrize(("row", "wet"), EACH_CASE)
def test_messages_could_arrive(row: History, wet: Wet) -> None:
    """Each passes levels 1 and 2 as the standard has them, and gives the same findings once written and read."""
    for bericht in (*(bericht for bericht, _ in row.steps(wet)), row.last(wet)):
        data = ketenwerk.write(bericht)
        schema = official_schema(message_of(bericht).name)
        assert schema.validate(etree.fromstring(data)), schema.error_log.last_error
        assert ketenwerk.read(data) == bericht
        assert [finding.rule for finding in findings_in(bericht)] == []
