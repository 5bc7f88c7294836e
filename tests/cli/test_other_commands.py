"""`ketenwerk explain`, `describe` and `convert`."""

import json
from pathlib import Path

import pytest

import builders as b
import ketenwerk
from ketenwerk.cli import main
from ketenwerk.cli.explain import find
from ketenwerk.messages.describe import as_text, describe
from ketenwerk.sheets.writing import Kop, Tabel, write
from ketenwerk.standard.codelists import codelist
from ketenwerk.standard.ruleindex import rules
from ketenwerk.standard.texts import LANGUAGES, table, text
from outside import examples, lacking

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


# explain


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("TR063", "TR063"),
        ("tr063", "TR063"),
        ("tr63", "TR063"),
        (" TR 063 ", "TR063"),
        ("9063", "9063"),
        ("0001", "0001"),
        ("brs114", "BRS114"),
        ("BRS14", "BRS14"),
        ("ib14", "IB014"),
        ("s300", "S300"),
        ("xsd.ontbreekt", "XSD.ontbreekt"),
    ],
)
def test_a_code_is_found_as_people_write_it(given: str, code: str, capsys: Capture) -> None:
    assert main(["explain", given]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"{code}  {text(code).title}\n")
    for label in ("Wat ", "Waarom", "Wat nu", "Herstel"):
        assert f"\n  {label}" in shown


def test_every_code_of_the_standard_is_explained_in_both_languages(capsys: Capture) -> None:
    codes = {*table(), *codelist("WJ001").codes, *codelist("BRS").codes, *codelist("IB").codes}
    codes |= {code for wet in ("jw", "wmo") for code in rules(wet)}
    for code in codes:
        assert find(code.lower()) == code
        for lang in LANGUAGES:
            assert main(["explain", code, "--lang", lang]) == 0
    shown = capsys.readouterr().out
    assert "{element}" not in shown
    assert "{found}" not in shown
    assert len(codes) > 300
    print(f"{len(codes)} codes explained")


def test_a_rule_says_where_it_sits_and_a_return_code_which_rule_gives_it(capsys: Capture) -> None:
    main(["explain", "TR063"])
    assert "technische regel, niveau 3, retourcode 9063, JW305 JW307" in capsys.readouterr().out
    main(["explain", "9063", "--lang", "en"])
    assert "Of rule     TR063" in capsys.readouterr().out
    main(["explain", "TR377"])
    assert "iWmo" not in capsys.readouterr().out, "this rule exists for youth care only"


@pytest.mark.parametrize(
    ("given", "says"),
    [("TR0630", "Bedoelt u TR063"), ("906", "Bedoelt u"), ("zomaar", "Voorbeelden: TR063"), ("", "Voorbeelden")],
)
def test_an_unknown_code_is_wrong_use_with_a_suggestion(given: str, says: str, capsys: Capture) -> None:
    assert main(["explain", given]) == 2
    shown = capsys.readouterr()
    assert says in shown.err
    assert shown.out == ""


# describe


def test_a_received_assignment_becomes_plain_dutch(here: Path, capsys: Capture) -> None:
    """The second half of the requirement: a received 301 as text."""
    bericht = b.bericht301("jw")
    Path("a.xml").write_bytes(ketenwerk.write(bericht))
    assert main(["describe", "a.xml"]) == 0
    shown = capsys.readouterr().out
    assert shown == as_text(describe(bericht))
    assert "Gemeente Diemen (0384) wijst hulp toe aan een cliënt" in shown
    assert "4 uur per maand" in shown


def test_described_with_mask_it_holds_no_personal_data(here: Path, capsys: Capture) -> None:
    Path("a.xml").write_bytes(ketenwerk.write(b.bericht301("jw")))
    assert main(["describe", "--mask", "a.xml"]) == 0
    shown = capsys.readouterr().out
    assert "•••••0019" in shown
    assert not any(value in shown for value in (b.BSN, "de Wit", "Van Woustraat", "14 februari"))


def test_what_cannot_be_read_cannot_be_described(here: Path, capsys: Capture) -> None:
    Path("a.xml").write_bytes(b"<Bericht/>")
    assert main(["describe", "a.xml"]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("ketenwerk: a.xml: geen leesbaar bericht.")
    assert shown.err.count("\n") == 1
    assert main(["describe", "weg.xml"]) == 2
    assert main(["describe", "."]) == 2


# convert


def test_there_and_back_gives_the_same_message(here: Path, capsys: Capture) -> None:
    bericht = b.bericht317("wmo")
    Path("a.xml").write_bytes(ketenwerk.write(bericht))
    assert main(["convert", "a.xml", "a.json"]) == 0
    assert json.loads(Path("a.json").read_bytes())["message"] == "WMO317"
    assert main(["convert", "a.json", "B.XML"]) == 0
    assert ketenwerk.read(Path("B.XML")) == bericht
    assert "a.json: gemaakt uit a.xml" in capsys.readouterr().out


def test_an_existing_file_is_replaced_only_when_that_is_asked_for(here: Path, capsys: Capture) -> None:
    Path("a.xml").write_bytes(ketenwerk.write(b.bericht305("jw")))
    Path("a.json").write_text("van iemand anders")
    assert main(["convert", "a.xml", "a.json"]) == 2
    assert "bestaat al" in capsys.readouterr().err
    assert Path("a.json").read_text() == "van iemand anders"
    assert main(["convert", "a.xml", "a.json", "--force"]) == 0
    assert json.loads(Path("a.json").read_bytes())


def test_json_that_is_no_valid_message_is_not_written(here: Path, capsys: Capture) -> None:
    Path("a.xml").write_bytes(ketenwerk.write(b.bericht305("jw")))
    main(["convert", "a.xml", "a.json"])
    made = json.loads(Path("a.json").read_bytes())
    made["Bericht"]["client"]["bsn"] = "12345"
    Path("a.json").write_text(json.dumps(made))
    capsys.readouterr()
    assert main(["convert", "a.json", "b.xml"]) == 1
    shown = capsys.readouterr()
    assert shown.err == "ketenwerk: a.json: niet omgezet, er is niets geschreven\n"
    assert "/Bericht/Client/Bsn" in shown.out
    assert "Wat nu" in shown.out
    assert sorted(path.name for path in here.iterdir()) == ["a.json", "a.xml"]


@pytest.mark.parametrize(
    ("source", "target", "says"),
    [
        ("a.xml", "b.xml", "van '.xml' naar '.xml' kan niet"),
        ("a.xml", "b", "kan niet"),
        ("a.xml", "b.ods", "een werkblad eindigt op .xlsx"),
        ("a.XLS", "b.xml", "een werkblad eindigt op .xlsx"),
        ("a.xlsx", "b.xlsx", "kan niet"),
        ("weg.xml", "b.json", "weg.xml: bestaat niet"),
        ("a.xml", "weg/b.json", "niet geschreven"),
    ],
)
def test_what_cannot_be_converted_is_wrong_use(source: str, target: str, says: str, here: Path, capsys: Capture) -> None:
    Path("a.xml").write_bytes(ketenwerk.write(b.bericht305("jw")))
    assert main(["convert", source, target]) == 2
    shown = capsys.readouterr()
    assert says in shown.err
    assert shown.err.count("\n") == 1
    assert [path.name for path in here.iterdir()] == ["a.xml"]


def test_a_spreadsheet_holds_the_same_message(here: Path, capsys: Capture) -> None:
    bericht = b.bericht323("jw")
    Path("a.xml").write_bytes(ketenwerk.write(bericht))
    assert main(["convert", "a.xml", "a.xlsx"]) == 0
    assert main(["convert", "a.xlsx", "b.json"]) == 0
    assert main(["convert", "b.json", "c.XLSX"]) == 0
    assert main(["convert", "c.XLSX", "d.xml"]) == 0
    assert ketenwerk.read(Path("d.xml")) == bericht


def test_a_spreadsheet_that_is_no_message_is_refused_without_a_traceback(here: Path, capsys: Capture) -> None:
    Path("a.xlsx").write_bytes(write([Tabel("Bericht", [Kop("Bericht")], [["JW999"]])]))
    Path("b.xlsx").write_bytes(b"<Bericht/>")
    for name, says in (("a.xlsx", "noemt geen bericht"), ("b.xlsx", "geen werkblad")):
        assert main(["convert", name, "c.xml"]) == 1
        assert says in capsys.readouterr().err
    assert not Path("c.xml").exists()


def test_official_examples_can_be_described_and_converted(here: Path, capsys: Capture) -> None:
    found = [path for path in examples() if path.stem not in ("JW315", "JW318")]
    if not found:
        lacking("needs the official examples in the shared folder")
    for path in found:
        assert main(["describe", str(path)]) == 0
        assert main(["convert", str(path), f"{path.stem}.json"]) == 0
        assert main(["convert", f"{path.stem}.json", f"{path.stem}.xml"]) == 0
        assert ketenwerk.read(here / f"{path.stem}.xml") == ketenwerk.read(path)
        assert main(["convert", str(path), f"{path.stem}.xlsx"]) == 0
        assert main(["convert", f"{path.stem}.xlsx", f"{path.stem}.xml", "--force"]) == 0
        assert ketenwerk.read(here / f"{path.stem}.xml") == ketenwerk.read(path)
    print(f"{len(found)} official examples described and converted")
