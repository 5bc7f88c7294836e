"""The page of requirements: true to the tests, and complete against the list of requirements."""

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from outside import SHARED

ROOT = Path(__file__).resolve().parent.parent


def load_tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("eisen_tool", ROOT / "tools" / "eisen.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


tool = load_tool()


def repository(root: Path, tests: str) -> Path:
    """A small repository with two requirements and one file of tests."""
    (root / "docs").mkdir()
    (root / "tests").mkdir()
    (root / "docs" / "eisen.csv").write_text("nummer,groep,titel\nE001,A. Een,Eerste\nE002,B. Twee,Tweede\n", encoding="utf-8")
    (root / "tests" / "test_a.py").write_text(tests, encoding="utf-8")
    return root


def test_page_of_this_repository_is_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    status = tool.main(["--check"])
    assert status == 0, capsys.readouterr().err


def test_requirements_are_listed_once_with_a_short_title() -> None:
    eisen = tool.read_eisen(ROOT)
    assert len({eis.nummer for eis in eisen}) == len(eisen)
    assert len({eis.titel for eis in eisen}) == len(eisen)
    assert all(eis.titel and len(eis.titel) <= 80 for eis in eisen)


@pytest.mark.skipif(SHARED is None, reason="needs the list of requirements in the shared folder")
def test_requirements_and_their_groups_are_those_of_the_list() -> None:
    assert SHARED
    text = (SHARED / "eisen" / "eisen.md").read_text(encoding="utf-8")
    expected: list[tuple[str, str]] = []
    letter = ""
    for line in text.splitlines():
        if heading := re.match(r"## ([A-Z])\. ", line):
            letter = heading[1]
        elif row := re.match(r"\| (E\d{3}) \|", line):
            expected.append((row[1], letter))
    assert [(eis.nummer, eis.groep[0]) for eis in tool.read_eisen(ROOT)] == expected
    assert len(expected) == 322


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("@pytest.mark.eis('E001', 'E002')\ndef test_x(): pass", [("E001", "t.py::test_x"), ("E002", "t.py::test_x")]),
        ("@mark.eis('E001')\nasync def test_x(): pass", [("E001", "t.py::test_x")]),
        ("pytestmark = pytest.mark.eis('E001')\ndef test_x(): pass", [("E001", "t.py")]),
        ("pytestmark = [pytest.mark.browser, pytest.mark.eis('E002')]", [("E002", "t.py")]),
        ("@pytest.mark.eis('E001')\nclass TestA:\n    def test_x(self): pass", [("E001", "t.py::TestA")]),
        ("class TestA:\n    @pytest.mark.eis('E001')\n    def test_x(self): pass", [("E001", "t.py::TestA::test_x")]),
        (
            "@pytest.mark.parametrize('n', [1, pytest.param(2, marks=pytest.mark.eis('E001'))])\ndef test_x(n): pass",
            [("E001", "t.py::test_x")],
        ),
        (
            "CASES = [pytest.param(2, marks=[pytest.mark.eis('E002')])]\n"
            "@pytest.mark.parametrize('n', CASES)\ndef test_x(n): pass\ndef test_y(): pass",
            [("E002", "t.py::test_x")],
        ),
        ("def test_x(): pass", []),
        ("TEXT = '''@pytest.mark.eis('E001')'''\ndef test_x(): pass", []),
    ],
)
def test_marks_are_found_where_pytest_accepts_them(source: str, expected: list[tuple[str, str]]) -> None:
    assert tool.marks_in_module(source, "t.py") == expected


@pytest.mark.parametrize(
    "source",
    [
        "@pytest.mark.eis('E001')\ndef helper(): pass",
        "CASES = [pytest.param(2, marks=pytest.mark.eis('E001'))]\ndef test_x(): pass",
        "@pytest.mark.eis('E001')\ndef test_x(): pass\n@pytest.mark.eis('E001')\ndef helper(): pass",
        "NUMBER = 'E001'\n@pytest.mark.eis(NUMBER)\ndef test_x(): pass",
    ],
)
def test_mark_that_cannot_be_counted_is_refused(source: str) -> None:
    with pytest.raises(tool.MarkError):
        tool.marks_in_module(source, "t.py")


def test_page_counts_per_group_and_names_the_tests(tmp_path: Path) -> None:
    root = repository(tmp_path, "@pytest.mark.eis('E002')\ndef test_x(): pass\n@pytest.mark.eis('E002')\ndef test_y(): pass\n")
    assert tool.main([], root) == 0
    lines = (root / "docs" / "eisen.md").read_text(encoding="utf-8").splitlines()
    assert "| A. Een | 1 | 0 |" in lines
    assert "| B. Twee | 1 | 1 |" in lines
    assert "| **Totaal** | **2** | **1** |" in lines
    assert "| E001 | Eerste |  |" in lines
    assert "| E002 | Tweede | `tests/test_a.py::test_x`<br>`tests/test_a.py::test_y` |" in lines


def test_check_fails_when_the_page_is_absent_or_old(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = repository(tmp_path, "@pytest.mark.eis('E001')\ndef test_x(): pass\n")
    assert tool.main(["--check"], root) == 1
    assert tool.main([], root) == 0
    assert tool.main(["--check"], root) == 0
    (root / "tests" / "test_b.py").write_text("@pytest.mark.eis('E002')\ndef test_z(): pass\n", encoding="utf-8")
    assert tool.main(["--check"], root) == 1
    assert "out of date" in capsys.readouterr().err


def test_mark_for_an_unknown_requirement_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = repository(tmp_path, "@pytest.mark.eis('E999')\ndef test_x(): pass\n")
    assert tool.main([], root) == 1
    assert "E999" in capsys.readouterr().err
    assert not (root / "docs" / "eisen.md").exists()
