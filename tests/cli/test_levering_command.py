"""The command for deliveries, as a user gives it."""

from pathlib import Path

import pytest
from test_ledger_commands import Terminal

import builders as b
from ketenwerk.messages.write import write

HEAD = "datum,bsn,toewijzing,hoeveelheid,eenheid\n"


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """A provider of ours with one assignment."""
    made = Terminal(tmp_path)
    assert made.give("partij", "add", b.AANBIEDER, "--wet", "jw").returncode == 0
    folder = tmp_path / "oud"
    folder.mkdir()
    (folder / "301.xml").write_bytes(write(b.bericht301("jw", b.toegewezen("jw", referentie_aanbieder=None))))
    done = made.give("import", folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return made


def put(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def test_deliveries_are_taken_over_once(terminal: Terminal, tmp_path: Path) -> None:
    file = put(tmp_path / "april.csv", HEAD + f"2026-04-07,{b.BSN},300201,90,minuten\n2026-04-08,{b.BSN},300201,1:15,uren\n")
    for said in ("Overgenomen: 2 nieuw, 0 stonden er al.", "Overgenomen: 0 nieuw, 2 stonden er al."):
        done = terminal.give("levering", "import", file)
        assert (done.returncode, done.stdout.strip(), done.stderr) == (0, said, "")


def test_a_fault_refuses_the_whole_file_and_no_bsn_is_said(terminal: Terminal, tmp_path: Path) -> None:
    file = put(
        tmp_path / "april.csv", HEAD + f"2026-04-07,{b.BSN},300201,90,minuten\n2026-04-08,{b.OTHER_BSN},300201,60,minuten\n"
    )
    done = terminal.give("levering", "import", file)
    assert (done.returncode, done.stdout) == (1, "")
    assert "regel 3, bsn: Deze rij wordt niet overgenomen: deze cliënt heeft geen toewijzing." in done.stderr
    assert b.OTHER_BSN not in done.stderr
    assert "Traceback" not in done.stderr
    rest = put(tmp_path / "goed.csv", HEAD + f"2026-04-07,{b.BSN},300201,90,minuten\n")
    assert "1 nieuw" in terminal.give("levering", "import", rest).stdout


def test_an_empty_file_is_written_once(terminal: Terminal, tmp_path: Path) -> None:
    target = tmp_path / "leeg.xlsx"
    assert terminal.give("levering", "export", target).returncode == 0
    assert target.read_bytes().startswith(b"PK")
    assert terminal.give("levering", "export", target).returncode == 2
    assert terminal.give("levering", "export", tmp_path / "leeg.ods").returncode == 2


def test_which_provider_is_meant_must_be_clear(terminal: Terminal, tmp_path: Path) -> None:
    terminal.give("partij", "add", "65656056", "--wet", "jw")
    file = put(tmp_path / "april.csv", HEAD + f"2026-04-07,{b.BSN},300201,90,minuten\n")
    done = terminal.give("levering", "import", file)
    assert (done.returncode, "van welke aanbieder?" in done.stderr) == (2, True)
    assert terminal.give("levering", "import", file, "--party", b.AANBIEDER).returncode == 0
