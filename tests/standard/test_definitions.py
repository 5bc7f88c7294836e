"""Our definitions against the structure of the standard as data: every element of all 28 messages, with every facet of its type.

Two patterns are written otherwise than the standard writes them, because a matcher retries the published ones. That they say
the same is argued and tried out below.
"""

import itertools
import json
from typing import Any

import pytest
from lxml import etree

from ketenwerk.messages.plan import Element, plan
from ketenwerk.messages.values import wrong_with
from ketenwerk.standard.codelists import codelist
from ketenwerk.standard.release import MESSAGES, MessageType
from ketenwerk.standard.types import Simple
from outside import shared

SAME = {".*[^\\s].*": r"[ \t]*\S.*", "([.\\s]*\\S+[.\\s]*)+": r"\s*\S[\s\S]*"}
"""Published pattern: ours.

`.*[^\\s].*`: some character that is no white space, and only characters that a point stands for: no line break. The first such
character has nothing but white space before it, and of that a point allows blank and tab. So: blanks and tabs, one, then points.

`([.\\s]*\\S+[.\\s]*)+`: within brackets a point is a point. A repetition must hold one character that is no white space. What
follows may be white space (`\\s` of the brackets) or not (`\\S+` of the next repetition), so anything. What precedes the first is
white space or points, and a point is itself no white space. So: white space, one that is none, then anything.
"""


def structures() -> dict[str, dict[str, Any]]:
    """What the standard says of each message, those without a published schema included."""
    published = json.loads(shared("standaard", "berichten.json").read_text(encoding="utf-8"))["standaarden"]
    derived = json.loads(shared("standaard", "iwmo-ontbrekend.json").read_text(encoding="utf-8"))["berichten"]
    return {**published["ijw"]["berichten"], **published["iwmo"]["berichten"], **derived}


def test_the_messages_are_those_of_the_standard() -> None:
    assert set(MESSAGES) == set(structures())
    assert len(MESSAGES) == 28
    assert {name for name, message in MESSAGES.items() if message.derived_schema} == {
        f"WMO{number}" for number in (302, 306, 308, 316, 318, 320, 325)
    }


@pytest.mark.parametrize("name", MESSAGES)
def test_every_element_is_as_the_standard_says(name: str) -> None:
    message, structure = MESSAGES[name], structures()[name]
    assert (message.namespace, message.prefix, message.code) == (
        structure["namespace"],
        structure["prefix"],
        structure["berichtcode"],
    )
    compared = compare(plan(message), structure["structuur"], message, "/Bericht")
    assert compared >= 17
    print(f"{name}: {compared} elements the same; {list(MESSAGES).index(name) + 1} of {len(MESSAGES)} messages")


def compare(ours: Element, theirs: dict[str, Any], message: MessageType, path: str) -> int:
    """Number of elements that were compared; an assertion error where they differ."""
    namespace = {"bericht": message.namespace, "basis": message.base_namespace}[theirs["ns"]]
    assert ours.tag == f"{{{namespace}}}{theirs['naam']}", path
    assert ours.required == (theirs["min"] == 1), path
    if ours.simple:
        assert "kinderen" not in theirs, path
        assert facets(ours.simple, message) == published_facets(theirs), path
        assert ours.simple.name == theirs["type"].removesuffix(" (ingeperkt)"), path
        return 1
    children = theirs["kinderen"]
    assert [child.name for child in ours.children] == [child["naam"] for child in children], path
    assert ours.collects == (children[0]["max"] == "unbounded"), path
    assert all(child["max"] in (1, "unbounded") for child in children)
    assert len(children) == 1 or all(child["max"] == 1 for child in children), path
    return 1 + sum(
        compare(ours_child, child, message, f"{path}/{child['naam']}")
        for ours_child, child in zip(ours.children, children, strict=True)
    )


def facets(simple: Simple, message: MessageType) -> dict[str, Any]:
    listed = simple.codelist(message.wet)
    found = {
        "basis": f"xs:{simple.base}",
        "minLength": simple.min_length,
        "maxLength": simple.max_length,
        "pattern": simple.pattern,
        "minInclusive": simple.minimum,
        "maxInclusive": simple.maximum,
        "enumeration": sorted(codelist(listed).in_schema(message.wet)) if listed else None,
    }
    return {name: value for name, value in found.items() if value is not None}


def published_facets(node: dict[str, Any]) -> dict[str, Any]:
    found = {key: node[key] for key in ("basis", "minLength", "maxLength", "minInclusive", "maxInclusive") if key in node}
    if "pattern" in node:
        (pattern,) = node["pattern"]
        found["pattern"] = SAME.get(pattern, pattern)
    if "enumeration" in node:
        found["enumeration"] = sorted(node["enumeration"])
    return found


def test_the_comparison_notices_each_kind_of_difference() -> None:
    message = MESSAGES["JW307"]
    spoils = {
        "an element less": lambda top: top["kinderen"][1]["kinderen"].pop(),
        "another order": lambda top: top["kinderen"].reverse(),
        "required": lambda top: top["kinderen"][1].update(min=0),
        "another namespace": lambda top: top["kinderen"][0].update(ns="basis"),
        "longer": lambda top: _client(top, "Bsn").update(maxLength=10),
        "another pattern": lambda top: _client(top, "Bsn").update(pattern=["[0-9]{8}"]),
        "another type": lambda top: _client(top, "Bsn").update(type="LDT_Naam"),
        "a code less": lambda top: _client(top, "Geslacht")["enumeration"].pop(),
        "one instead of more": lambda top: _client(top, "StopProducten")["kinderen"][0].update(max=1),
    }
    for what, spoil in spoils.items():
        structure = structures()["JW307"]["structuur"]
        compare(plan(message), structure, message, "")
        spoil(structure)
        try:
            compare(plan(message), structure, message, "")
        except AssertionError:
            continue
        pytest.fail(f"{what} was not noticed")


def _client(top: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(child for child in top["kinderen"][1]["kinderen"] if child["naam"] == name)
    return found


@pytest.mark.parametrize("published", SAME)
def test_a_pattern_written_otherwise_says_the_same(published: str) -> None:
    """Every text of up to five characters, of each kind that the patterns tell apart; also by our own judgement of values."""
    theirs, ours = _schema(published), _schema(SAME[published])
    simple = Simple("Proef", "string", min_length=1, pattern=SAME[published])
    element = etree.Element("a")
    accepted = 0
    for length in range(1, 6):
        for characters in itertools.product(" \t\n\r.x\u00a0", repeat=length):
            element.text = "".join(characters)
            verdict = theirs.validate(element)
            assert ours.validate(element) == verdict, repr(element.text)
            assert (wrong_with(simple, element.text, "jw") is None) == verdict, repr(element.text)
            accepted += verdict
    assert 1000 < accepted < 7 + 7**2 + 7**3 + 7**4 + 7**5


_SCHEMA = """
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:element name="a">
    <xs:simpleType><xs:restriction base="xs:string"><xs:pattern value="{}"/></xs:restriction></xs:simpleType>
  </xs:element>
</xs:schema>"""


def _schema(pattern: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.fromstring(_SCHEMA.format(pattern)))
