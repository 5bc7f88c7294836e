"""A message as JSON and back: the same message, or every place named where it is not one."""

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import builders as b
import ketenwerk
from filled import filled
from ketenwerk.messages.convert import from_json, json_to_xml, to_json, xml_to_json
from ketenwerk.messages.finding import Finding
from ketenwerk.messages.read import NotReadable
from ketenwerk.standard.release import MESSAGES
from outside import examples, lacking


def refused(data: Any) -> dict[str, Finding]:
    """The findings by path of a document that is no message."""
    with pytest.raises(NotReadable) as raised:
        from_json(data if isinstance(data, bytes) else json.dumps(data).encode())
    return {finding.path: finding for finding in raised.value.findings}


def document(name: str = "JW305") -> dict[str, Any]:
    made: dict[str, Any] = json.loads(to_json(filled(name)))
    return made


# There and back


@pytest.mark.parametrize("name", MESSAGES)
def test_a_full_message_comes_back_the_same(name: str) -> None:
    bericht = filled(name)
    assert from_json(to_json(bericht)) == bericht
    xml = ketenwerk.write(bericht)
    assert json_to_xml(xml_to_json(xml)) == xml


@pytest.mark.parametrize("wet", ["jw", "wmo"])
@pytest.mark.parametrize("number", b.BERICHTEN)
def test_a_sparse_message_comes_back_the_same(number: str, wet: str) -> None:
    bericht = b.BERICHTEN[number](wet)  # type: ignore[operator]
    assert from_json(to_json(bericht)) == bericht


def test_absent_elements_are_left_out_and_null_says_the_same() -> None:
    made = json.loads(to_json(b.bericht301("jw")))
    assert "commentaar" not in made["Bericht"]["client"]
    assert "relaties" not in made["Bericht"]["client"]
    made["Bericht"]["client"]["commentaar"] = None
    made["Bericht"]["client"]["relaties"] = []
    assert from_json(json.dumps(made).encode()) == b.bericht301("jw")


def test_the_shape_is_the_documented_one() -> None:
    made = document("JW305")
    assert list(made) == ["message", "Bericht"]
    assert made["message"] == "JW305"
    assert made["Bericht"]["header"]["bericht_code"] == "438"
    assert isinstance(made["Bericht"]["client"]["start_producten"], list)
    assert isinstance(made["Bericht"]["client"]["start_producten"][0]["toewijzing_nummer"], int)
    assert to_json(filled("JW305")).endswith(b"}\n")


def test_the_mark_that_editors_put_in_front_is_no_hindrance() -> None:
    assert from_json(b"\xef\xbb\xbf" + to_json(b.bericht305("jw"))) == b.bericht305("jw")


def test_readable_official_examples_come_back_the_same() -> None:
    found = examples()
    if not found:
        lacking("needs the official examples in the shared folder")
    done = 0
    for path in found:
        try:
            bericht = ketenwerk.read(path)
        except NotReadable:
            continue
        assert ketenwerk.read(json_to_xml(xml_to_json(path.read_bytes()))) == bericht
        done += 1
    assert done >= 20
    print(f"{done} official examples to JSON and back")


# What is no message


@pytest.mark.parametrize(
    ("data", "key", "line"),
    [
        (b"", "JSON", 1),
        (b"{", "JSON", 1),
        (b'{\n"message": "JW305",\n}', "JSON", 3),
        (b"\xff\xfe", "JSON", 1),
        (b'"\\ud800"', "JSON", 1),
        (b"[" * 100_000, "JSON", 1),
        (b"[]", "JSON.geheel", None),
        (b'{"message": "JW305"}', "JSON.geheel", None),
        (b'{"message": "JW305", "Bericht": {}, "meer": 1}', "JSON.geheel", None),
        (b'{"message": "JW303", "Bericht": {}}', "JSON.bericht", None),
        (b'{"message": 305, "Bericht": {}}', "JSON.bericht", None),
    ],
)
def test_a_document_of_another_kind_is_refused_with_its_reason(data: bytes, key: str, line: int | None) -> None:
    (finding,) = refused(data).values()
    assert (finding.key, finding.line) == (key, line)
    assert finding.level == 1
    assert "{" not in finding.text() or finding.key == "JSON.geheel"


def test_every_wrong_place_is_named_at_once() -> None:
    made = document()
    client = made["Bericht"]["client"]
    client["bsn"] = 999990019
    client["roepnaam"] = "Tom"
    del client["geslacht"]
    client["geboortedatum"]["datum"] = "2012-02-30"
    client["start_producten"][1]["toewijzing_nummer"] = "300201"
    client["start_producten"][1]["begindatum"] = "20260403"
    client["naam"] = "Tom de Wit"
    made["Bericht"]["header"]["bericht_versie"] = True
    found = {path: finding.key for path, finding in refused(made).items()}
    assert found == {
        "/Bericht/Header/BerichtVersie": "JSON.soort",
        "/Bericht/Client/roepnaam": "XSD.onbekend",
        "/Bericht/Client/Bsn": "JSON.soort",
        "/Bericht/Client/Geslacht": "XSD.ontbreekt",
        "/Bericht/Client/Naam": "JSON.soort",
        "/Bericht/Client/Geboortedatum/Datum": "XSD.datum_bestaat_niet",
        "/Bericht/Client/StartProducten/StartProduct[2]/ToewijzingNummer": "JSON.soort",
        "/Bericht/Client/StartProducten/StartProduct[2]/Begindatum": "XSD.vorm.datum",
    }


def test_personal_values_in_findings_are_marked_as_such() -> None:
    made = document()
    made["Bericht"]["client"]["bsn"] = 999990019
    made["Bericht"]["client"]["naam"] = "Jansen"
    made["Bericht"]["client"]["geboortedatum"]["datum"] = "1990-13-01"
    for finding in refused(made).values():
        assert finding.personal, finding.path
        assert finding.found not in finding.masked().text()


@pytest.mark.parametrize(
    ("name", "change", "path", "key"),
    [
        ("JW305", {"bericht_code": "440"}, "/Bericht/Header/BerichtCode", "XSD.vorm.vast"),
        ("JW305", {"bericht_versie": 2}, "/Bericht/Header/BerichtVersie", "XSD.vorm.vast"),
        ("JW305", {"afzender": "384"}, "/Bericht/Header/Afzender", "XSD.vorm.agb"),
        ("JW305", {"bericht_versie": 3.5}, "/Bericht/Header/BerichtVersie", "JSON.soort"),
    ],
)
def test_the_header_must_be_that_of_the_message(name: str, change: dict[str, Any], path: str, key: str) -> None:
    made = document(name)
    made["Bericht"]["header"].update(change)
    assert {path: finding.key for path, finding in refused(made).items()} == {path: key}


def test_an_element_of_the_other_law_is_unknown() -> None:
    made = document("WMO315")
    made["Bericht"]["client"]["gezagsdrager_bekend"] = "1"
    assert refused(made)["/Bericht/Client/gezagsdrager_bekend"].key == "XSD.onbekend"
    made = document("JW315")
    assert made["Bericht"]["client"]["gezagsdrager_bekend"]


def test_a_required_collection_may_not_be_empty_and_must_be_an_array() -> None:
    made = document()
    made["Bericht"]["client"]["start_producten"] = []
    assert refused(made)["/Bericht/Client/StartProducten/StartProduct"].key == "XSD.ontbreekt"
    made["Bericht"]["client"]["start_producten"] = {"begindatum": "2026-01-01"}
    assert refused(made)["/Bericht/Client/StartProducten"].expected == "array"


def test_what_xml_cannot_carry_is_refused_before_it_is_written() -> None:
    made = document()
    made["Bericht"]["header"]["bericht_identificatie"]["identificatie"] = "a\x00b"
    assert refused(made)["/Bericht/Header/BerichtIdentificatie/Identificatie"].key == "XML.teken"


def test_the_xml_from_json_is_judged_like_any_other() -> None:
    """A code that the list does not have passes no level 1, from whatever side it comes."""
    made = document()
    made["Bericht"]["client"]["start_producten"][0]["status_aanlevering"] = "7"
    with pytest.raises(NotReadable) as raised:
        json_to_xml(json.dumps(made).encode())
    assert [finding.key for finding in raised.value.findings] == ["XSD.code"]


SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12)
ANYTHING = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
)


def places(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [at] if at else []
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        found += places(inner, (*at, key))
    return found


@settings(deadline=None)
@given(data=st.data(), name=st.sampled_from(["JW301", "WMO317", "JW323", "JW325"]))
def test_whatever_stands_in_a_place_gives_a_message_or_findings(data: st.DataObject, name: str) -> None:
    made = document(name)
    *way, last = data.draw(st.sampled_from(places(made["Bericht"])))
    part = made["Bericht"]
    for step in way:
        part = part[step]
    part[last] = data.draw(ANYTHING)
    outcome = _tried(msgspec.json.encode(made))
    if isinstance(outcome, bytes):
        assert ketenwerk.check(outcome).verdict != "refused"
    else:
        assert outcome
        assert all(finding.text() and finding.words().now for finding in outcome)


def _tried(data: bytes) -> bytes | tuple[Finding, ...]:
    try:
        return json_to_xml(data)
    except NotReadable as error:
        return error.findings
