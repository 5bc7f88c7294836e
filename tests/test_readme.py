"""The example in the README is a program that runs."""

import re
from pathlib import Path

import pytest

from outside import SHARED

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.skipif(SHARED is None, reason="needs an example message of the standard in the shared folder")
def test_example_runs_and_shows_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert SHARED
    (program,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), flags=re.DOTALL)
    example = SHARED / "standaard" / "voorbeelden" / "ijw" / "3.2" / "JW305.xml"
    (tmp_path / "startbericht.xml").write_bytes(example.read_bytes())
    monkeypatch.chdir(tmp_path)
    exec(compile(program, "README.md", "exec"), {})
    shown = capsys.readouterr().out.splitlines()
    (promised,) = re.findall(r"print\(report\.message, report\.verdict\)  # (.+)", program)
    assert shown[0] == promised
    assert shown[-1] in example.read_text("utf-8"), "the last line is the sender of the message"
