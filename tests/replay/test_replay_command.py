"""`ketenwerk replay`: a folder played in order of name, for people and as JSON, with our replies kept beside."""

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import builders as b
import ketenwerk
from ketenwerk.cli import main
from ketenwerk.standard.basis import Bericht
from official import official_schema

Capture = pytest.CaptureFixture[str]
TODAY = ("--today", "2026-11-24")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An assignment, a start, a second start, and a stop; named so that only order of name is right."""
    made = tmp_path / "verhaal"
    made.mkdir()
    later = b.bericht305("jw", b.start("jw", begindatum=b.dag("2026-05-01")))
    keep(made / "3_JW305.xml", later, "S2")
    keep(made / "4_JW307.xml", b.bericht307("jw"), "E1")
    keep(made / "1_JW301.xml", b.bericht301("jw"), "A1")
    keep(made / "2_JW305.xml", b.bericht305("jw"), "S1")
    return made


def keep(path: Path, bericht: Bericht, identificatie: str) -> None:
    path.write_bytes(ketenwerk.write(bericht).replace(b">B0001<", f">{identificatie}<".encode()))


def as_json(capsys: Capture, *arguments: str | Path) -> tuple[int, list[dict[str, Any]]]:
    status = main(["replay", "--json", *map(str, arguments), *TODAY])
    return status, json.loads(capsys.readouterr().out)


def test_files_are_played_in_order_of_name(folder: Path, capsys: Capture) -> None:
    status, found = as_json(capsys, folder)
    assert status == 1
    assert [(entry["file"], entry["message"], entry["verdict"], entry["reply"]) for entry in found] == [
        ("1_JW301.xml", "JW301", "accepted", "JW302"),
        ("2_JW305.xml", "JW305", "accepted", "JW306"),
        ("3_JW305.xml", "JW305", "rejected", "JW306"),
        ("4_JW307.xml", "JW307", "accepted", "JW308"),
    ]
    (finding,) = found[2]["findings"]
    assert list(finding) == ["rule", "level", "code", "path", "text", "expected", "found"]
    assert (finding["rule"], finding["level"], finding["code"]) == ("TR326", 3, "9326")
    assert finding["path"] == "/Bericht/Client/StartProducten/StartProduct[1]"


def test_a_story_that_is_right_ends_well(folder: Path, capsys: Capture) -> None:
    (folder / "3_JW305.xml").unlink()
    assert as_json(capsys, folder)[0] == 0


def test_every_run_begins_with_nothing(folder: Path, capsys: Capture) -> None:
    assert as_json(capsys, folder) == as_json(capsys, folder)


def test_our_replies_are_kept_and_valid(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "uit" / "antwoorden"
    as_json(capsys, folder, "--out", out)
    names = [f"{n}.antwoord.xml" for n in ("1_JW301", "2_JW305", "3_JW305", "4_JW307")]
    assert sorted(path.name for path in out.iterdir()) == names
    for name, message in zip(names, ("JW302", "JW306", "JW306", "JW308"), strict=True):
        data = (out / name).read_bytes()
        assert official_schema(message).validate(etree.fromstring(data))
        assert ketenwerk.check(data).message == message
    made = ketenwerk.read(out / names[2])
    assert made.client.start_producten[0].retour_codes == ("9326",)
    before = {name: (out / name).read_bytes() for name in names}
    as_json(capsys, folder, "--out", out)
    assert {name: (out / name).read_bytes() for name in names} == before


def test_what_cannot_be_played_does_not_stop_the_rest(folder: Path, capsys: Capture) -> None:
    (folder / "0_niets.xml").write_bytes(b"")
    (folder / "2a_kapot.xml").write_bytes(b"<Bericht")
    (folder / "2b_anders.xml").symlink_to(folder / "bestaat-niet")
    (folder / "2c_map.xml").mkdir()
    (folder / ".verborgen.xml").write_bytes(b"x")
    (folder / "expected.json").write_text("{}")
    status = main(["replay", "--json", str(folder), *TODAY])
    shown = capsys.readouterr()
    assert status == 2
    assert [(entry["file"], entry["verdict"]) for entry in json.loads(shown.out)] == [
        ("0_niets.xml", "refused"),
        ("1_JW301.xml", "accepted"),
        ("2_JW305.xml", "accepted"),
        ("2a_kapot.xml", "refused"),
        ("3_JW305.xml", "rejected"),
        ("4_JW307.xml", "accepted"),
    ]
    assert len(shown.err.splitlines()) == 1
    assert "2b_anders.xml" in shown.err


def test_a_return_message_in_the_folder_replaces_our_judgement(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    as_json(capsys, folder, "--out", tmp_path / "uit")
    rejecting = (tmp_path / "uit" / "3_JW305.antwoord.xml").read_bytes().replace(b">S2<", b">S1<")
    (folder / "2_JW306.xml").write_bytes(rejecting)
    _, found = as_json(capsys, folder)
    assert [(entry["file"], entry["verdict"], entry["reply"]) for entry in found] == [
        ("1_JW301.xml", "accepted", "JW302"),
        ("2_JW305.xml", "accepted", "JW306"),
        ("2_JW306.xml", "accepted", None),
        ("3_JW305.xml", "accepted", "JW306"),
        ("4_JW307.xml", "rejected", "JW308"),
    ]


def test_a_signal_about_a_return_message_is_in_the_json(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    as_json(capsys, folder, "--out", tmp_path / "uit")
    (folder / "0_JW306.xml").write_bytes((tmp_path / "uit" / "2_JW305.antwoord.xml").read_bytes())
    _, found = as_json(capsys, folder)
    (signal,) = found[0]["findings"]
    assert (signal["rule"], signal["code"], signal["signal"]) == ("LOK001", None, True)
    assert found[0]["verdict"] == "accepted"
    assert len(signal["text"]) > 20


def test_for_people_each_message_is_a_line_with_what_is_wrong(folder: Path, capsys: Capture) -> None:
    assert main(["replay", str(folder), *TODAY]) == 1
    shown = capsys.readouterr().out
    assert [line.split(":")[0].split()[-1] for line in shown.splitlines() if not line.startswith(" ")] == [
        "1_JW301.xml",
        "2_JW305.xml",
        "3_JW305.xml",
        "4_JW307.xml",
    ]
    assert "De zorg is al gestart en nog niet gestopt" in shown
    assert "TR326, retourcode 9326, niveau 3" in shown


def test_the_day_of_judgement_is_given(folder: Path, capsys: Capture) -> None:
    main(["replay", "--json", str(folder), "--today", "2026-04-14"])
    found = json.loads(capsys.readouterr().out)
    assert [finding["rule"] for entry in found for finding in entry["findings"]] == ["TR135", "TR135", "TR135", "TR382"]


AGREED = """
[[product]]
wet = "jw"
gemeente = "0384"
categorie = "45"
code = "{}"
eenheid = "04"
variant = "inspanning"
tarief = 8724
van = 2026-01-01
"""


@pytest.mark.parametrize(("code", "found"), [("45A04", []), ("45A48", ["S329", "9019", "S329", "9019", "9069", "S329"])])
def test_agreements_decide_whether_a_product_code_fits(
    folder: Path, tmp_path: Path, capsys: Capture, code: str, found: list[str]
) -> None:
    (folder / "3_JW305.xml").unlink()
    agreements = tmp_path / "afspraken.toml"
    agreements.write_text(AGREED.format(code), encoding="utf-8")
    _, played = as_json(capsys, folder, "--agreements", agreements)
    assert sorted(finding["code"] for entry in played for finding in entry["findings"]) == sorted(found)


def test_where_no_agreement_is_known_it_says_which_rules_were_silent(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    (folder / "3_JW305.xml").unlink()
    status, played = as_json(capsys, folder)
    assert status == 0
    assert [entry.get("not_applied") for entry in played] == [["TR381"]] * 3
    agreements = tmp_path / "afspraken.toml"
    agreements.write_text(AGREED.format("45A04"), encoding="utf-8")
    _, played = as_json(capsys, folder, "--agreements", agreements)
    assert ["not_applied" in entry for entry in played] == [False] * 3
    main(["replay", str(folder), *TODAY])
    said = "  Niet beoordeeld door TR381: voor dit product is op die dag geen afspraak bekend."
    assert capsys.readouterr().out.splitlines().count(said) == 3


def test_agreements_that_are_wrong_are_said_in_one_line(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    agreements = tmp_path / "afspraken.toml"
    agreements.write_text(AGREED.format("45A04").replace('"04"', '"99"').replace('"45"', '"99"'), encoding="utf-8")
    assert main(["replay", str(folder), "--agreements", str(agreements)]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert len(shown.err.splitlines()) == 1
    assert "afspraken.toml: " in shown.err
    assert "Er is nog 1 andere fout." in shown.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["{leeg}"], "in deze map staat geen XML-bestand"),
        (["{leeg}/weg"], "deze map bestaat niet"),
        (["{folder}", "--out", "{folder}"], "dezelfde map"),
        (["{folder}", "--out", "{folder}/1_JW301.xml"], "is geen map"),
        (["{folder}", "--today", "24-11-2026"], "is geen datum"),
        (["{folder}", "--agreements", "{folder}/1_JW301.xml"], ".toml of .csv"),
        (["{folder}", "--agreements", "{leeg}/weg.toml"], "bestaat niet"),
        ([], "MAP"),
    ],
)
def test_wrong_use_is_one_line(folder: Path, tmp_path: Path, capsys: Capture, arguments: list[str], said: str) -> None:
    (tmp_path / "leeg").mkdir()
    filled = [argument.format(leeg=tmp_path / "leeg", folder=folder) for argument in arguments]
    assert main(["replay", *filled]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert len(shown.err.splitlines()) == 1
    assert said in shown.err


def test_replies_that_cannot_be_kept_are_said_once_per_message(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "uit"
    (out / "1_JW301.antwoord.xml").mkdir(parents=True)
    status, found = as_json_with_errors(capsys, folder, out)
    assert (status, len(found[0]), len(found[1].splitlines())) == (2, 4, 1)
    assert "1_JW301.antwoord.xml" in found[1]


def as_json_with_errors(capsys: Capture, folder: Path, out: Path) -> tuple[int, tuple[list[dict[str, Any]], str]]:
    status = main(["replay", "--json", str(folder), "--out", str(out), *TODAY])
    shown = capsys.readouterr()
    return status, (json.loads(shown.out), shown.err)
