"""The stories of `toets/`: played, each message has exactly the outcome that is told; and the folders follow the stories."""

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import ketenwerk
from ketenwerk.cli import main
from ketenwerk.messages.walk import walk
from ketenwerk.standard import m323
from ketenwerk.standard.basis import Header
from official import official_schema
from outside import shared

ROOT = Path(__file__).resolve().parents[2]
TOETS = ROOT / "toets"
FOLDERS = sorted(path.parent for path in TOETS.glob("*/expected.json"))


def story(folder: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return told


def replay(folder: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    agreed = ["--agreements", str(folder / "afspraken.toml")] if (folder / "afspraken.toml").exists() else []
    main(["replay", "--json", str(folder), "--today", story(folder)["vandaag"], *agreed, *arguments])
    played: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return played


def class_of(path: str, classes: set[str]) -> str:
    """The expected class that a finding lies in; the path itself when it lies in none."""
    return next((place for place in sorted(classes, reverse=True) if path == place or path.startswith(f"{place}/")), path)


def compare(told: dict[str, Any], played: dict[str, Any]) -> None:
    assert (played["file"], played["verdict"], played["reply"]) == (told["file"], told["verdict"], told["reply"]), told["tekst"]
    if told["verdict"] == "refused":
        assert [finding["rule"] for finding in played["findings"]] == [finding["rule"] for finding in told["findings"]]
        return
    assert played["message"] == told["message"]
    places = {finding["path"] for finding in told["findings"]}
    found = [
        (finding["rule"], None if finding.get("signal") else finding["code"], class_of(finding["path"], places))
        for finding in played["findings"]
    ]
    wanted = [(finding["rule"], finding["code"], finding["path"]) for finding in told["findings"]]
    assert sorted(found, key=str) == sorted(wanted, key=str), told["tekst"]
    if "toegekend" in told:
        assert played["claim"]["granted"] == told["toegekend"], told["tekst"]


@pytest.mark.eis("E077", "E078", "E115", "E118", "E126", "E128", "E129", "E144", "E147", "E152", "E154", "E155", "E156")
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_story_is_played_as_it_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = story(folder)["berichten"]
    played = replay(folder, capsys)
    assert [entry["file"] for entry in played] == [entry["file"] for entry in told]
    for one, other in zip(told, played, strict=True):
        compare(one, other)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_reply_to_a_story_says_what_was_found(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Valid by the official schema, and the codes of the story at the classes of the story."""
    replay(folder, capsys, "--out", str(tmp_path))
    for told in story(folder)["berichten"]:
        kept = tmp_path / f"{Path(told['file']).stem}.antwoord.xml"
        assert kept.exists() == (told["reply"] is not None)
        if told["reply"]:
            root = etree.parse(kept).getroot()
            assert official_schema(told["reply"]).validate(root), official_schema(told["reply"]).error_log.last_error
            if told["reply"].endswith("325"):
                check_claim_answer(root, told, ketenwerk.read((folder / told["file"]).read_bytes()))
            else:
                assert codes(root) == expected_codes(told)


def check_claim_answer(root: etree._Element, told: dict[str, Any], claim: Any) -> None:
    """To the cent, and each code at the client or line that it is about, by what names it: only what is rejected comes back."""
    granted = root.find("{*}DeclaratieAntwoord/{*}TotaalToegekendBedrag")
    if "toegekend" in told:
        assert granted is not None
        sign = -1 if granted.findtext("{*}DebetCredit") == "C" else 1
        assert sign * int(granted.findtext("{*}TotaalBedrag") or "") == told["toegekend"]
    else:
        assert granted is None
    names = {path: name_of(part) for path, part in walk(claim)}
    wanted = {(names.get(place, ""), code) for place, code in expected_codes(told)}
    found = set()
    for code in root.iter("{*}RetourCode"):
        if code.text not in ("0200", "0233", "8001"):
            holder = code.getparent().getparent()
            named = holder.findtext("{*}ProductReferentie/{*}ReferentieNummer") or holder.findtext("{*}Bsn")
            found.add((named or etree.QName(holder).localname.removesuffix("Antwoord"), str(code.text)))
    assert found == wanted


def name_of(part: Any) -> str:
    """What names a part of a claim in its answer: the number of a line, the Bsn of a client, and else what it is."""
    if isinstance(part, m323.Prestatie):
        return part.product_referentie.referentie_nummer
    return part.bsn if isinstance(part, m323.Client) else "Header" if isinstance(part, Header) else type(part).__name__


def codes(root: etree._Element) -> set[tuple[str, str]]:
    """Place of the class and code, for every return code that is not "no remark" or "not judged"."""
    found = set()
    for code in root.iter("{*}RetourCode"):
        if code.text not in ("0200", "0233"):
            found.add((place_of(code.getparent().getparent()), str(code.text)))
    return found


def place_of(element: etree._Element) -> str:
    parent = element.getparent()
    if parent is None:
        return "/Bericht"
    name = etree.QName(element).localname
    collected = etree.QName(parent).localname.endswith(("en", "s")) and etree.QName(parent).localname != "Bericht"
    position = f"[{1 + sum(1 for _ in element.itersiblings(element.tag, preceding=True))}]" if collected else ""
    return f"{place_of(parent)}/{name}{position}"


def expected_codes(told: dict[str, Any]) -> set[tuple[str, str]]:
    found = {(finding["path"], finding["code"]) for finding in told["findings"] if finding["code"]}
    if any(code == "0001" for _, code in found):
        return {("/Bericht/Header", "0001")}
    in_header = {(place, code) for place, code in found if place.startswith("/Bericht/Header")}
    return in_header or found


def test_the_stories_cover_both_laws_and_every_message() -> None:
    messages = {entry["message"] for folder in FOLDERS for entry in story(folder)["berichten"]}
    assert {f"{wet}{number}" for wet in ("JW", "WMO") for number in ("301", "305", "307", "315", "317", "319", "323")} <= messages
    rules = {finding["rule"] for folder in FOLDERS for entry in story(folder)["berichten"] for finding in entry["findings"]}
    assert rules >= {"TR019", "TR063", "TR071", "TR074", "TR326", "TR382", "TR413", "TR414", "TR415"}
    assert len(FOLDERS) > 50
    print(f"{len(FOLDERS)} stories, {sum(len(story(folder)['berichten']) for folder in FOLDERS)} messages, {len(rules)} rules")


def test_the_folders_are_as_the_stories_tell_them(capsys: pytest.CaptureFixture[str]) -> None:
    tool = load_tool()
    assert tool.main(["--check"]) == 0, capsys.readouterr().err


def test_the_check_of_the_folders_sees_what_differs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tool = load_tool()
    assert tool.main(["--check"], tmp_path) == 1
    assert tool.main([], tmp_path) == 0
    assert tool.main(["--check"], tmp_path) == 0
    folder = tmp_path / FOLDERS[0].name
    (folder / "expected.json").write_text("{}", encoding="utf-8")
    (folder / "99_JW301.xml").write_text("x", encoding="utf-8")
    capsys.readouterr()
    assert tool.main(["--check"], tmp_path) == 1
    assert len(capsys.readouterr().err.splitlines()) == 2
    assert tool.main([], tmp_path) == 0
    assert tool.main(["--check"], tmp_path) == 0


def test_the_page_of_scenarios_names_the_folders_of_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tool = load_tool()
    target, docs = tmp_path / "toets", tmp_path / "docs"
    target.mkdir()
    docs.mkdir()
    listed = (ROOT / "docs" / "scenarios.csv").read_text(encoding="utf-8")
    (docs / "scenarios.csv").write_text(listed, encoding="utf-8")
    assert tool.main([], target) == 0
    page = (docs / "scenarios.md").read_text(encoding="utf-8")
    assert page == (ROOT / "docs" / "scenarios.md").read_text(encoding="utf-8")
    rows = {line.split(" | ")[0].removeprefix("| "): line for line in page.splitlines() if line.startswith("| ")}
    for folder in FOLDERS:
        told = [bron for bron in story(folder)["bron"] if bron in rows]
        assert all(f"`{folder.name}`" in rows[nummer] for nummer in told)
        assert told or not re.match(r"s\d\d-", folder.name), folder.name
    assert "`" not in rows["S10"]
    (docs / "scenarios.md").write_text(page.replace("`s20-", "`s2-"), encoding="utf-8")
    assert tool.main(["--check"], target) == 1
    assert "docs/scenarios.md" in capsys.readouterr().err


def test_a_story_of_a_scenario_that_is_not_listed_is_an_error() -> None:
    load_tool()
    page = sys.modules["toets.scenarios"]
    with pytest.raises(page.UnknownScenario, match="S20"):
        page.page([page.Scenario("S21", "Stapeling", "")], sys.modules["toets"].VERHALEN)


def test_the_scenarios_are_those_of_the_list() -> None:
    text = (shared("eisen") / "scenarios.md").read_text(encoding="utf-8")
    wanted = re.findall(r"^### ([SN]\d\d) ", text, flags=re.MULTILINE)
    load_tool()
    scenarios = sys.modules["toets.scenarios"].read_scenarios(ROOT / "docs" / "scenarios.csv")
    assert sorted(each.nummer for each in scenarios) == sorted(wanted)
    assert all(len(each.titel) <= 80 for each in scenarios)


def load_tool() -> Any:
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        import maak_toets
    finally:
        sys.path.remove(str(ROOT / "tools"))
    return maak_toets


def test_messages_of_the_stories_carry_no_real_person() -> None:
    """Numbers that belong to nobody, and a name that says so."""
    for path in TOETS.glob("*/*.xml"):
        report = ketenwerk.check(path.read_bytes())
        client = getattr(report.bericht, "client", None)
        if client is not None:
            assert client.bsn in ("999990019", "999990020")
            if hasattr(client, "naam"):
                assert client.naam.geslachtsnaam.achternaam.endswith("(fictief)")
        if isinstance(report.bericht, m323.Bericht):
            assert {each.bsn for each in report.bericht.declaratie.clienten} <= {"999990019", "999990020"}
