"""The commands that work on the register, as a user gives them: each in a process and a folder of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from builders import GEMEENTE, bericht301, bericht305, bericht315
from ketenwerk.messages.write import write


class Terminal:
    """Gives commands against one folder of data, on a database of its own."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "gegevens"
        self.env = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "KETENWERK_KEYS")}

    def give(self, *command: object) -> subprocess.CompletedProcess[str]:
        call = "import sys; from ketenwerk.cli import main; sys.exit(main())"
        line = [sys.executable, "-W", "error", "-c", call, *map(str, command), "--data", str(self.data)]
        return subprocess.run(line, env=self.env, capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    folder = tmp_path / "oud"
    folder.mkdir()
    for name, bericht in (("a", bericht305("jw")), ("b", bericht301("jw")), ("c", bericht315("jw"))):
        (folder / f"{name}.xml").write_bytes(write(bericht))
    return folder


def test_old_messages_are_read_rebuilt_and_proved_equal(terminal: Terminal, old: Path):
    done = terminal.give("import", old, "--party", GEMEENTE)
    assert (done.returncode, done.stderr) == (0, "")
    assert "3 telt" in done.stdout
    done = terminal.give("rebuild", "--verify")
    assert (done.returncode, done.stderr) == (0, "")
    assert "1 dossiers uit 3 berichten" in done.stdout
    assert "Geen verschil" in done.stdout
    assert terminal.give("import", old).stdout.strip() == "3 was er al"
    done = terminal.give("worker", "--once")
    assert (done.returncode, done.stdout.strip()) == (0, "Verwerkt: 0.")


def test_what_does_not_fit_is_named_with_its_rules(terminal: Terminal, old: Path):
    (old / "b.xml").write_bytes(b"<geen bericht")
    done = terminal.give("import", old, "--party", GEMEENTE)
    assert done.returncode == 1
    assert "a.xml: past niet (" in done.stdout
    assert "b.xml: onleesbaar (XML)" in done.stdout


def test_import_asks_for_whom_the_messages_are(terminal: Terminal, old: Path):
    done = terminal.give("import", old)
    assert done.returncode == 2
    assert "--party" in done.stderr
    done = terminal.give("import", old / "geen")
    assert done.returncode in (1, 2)
    assert "Traceback" not in done.stderr


def test_a_rebuild_that_differs_says_so_and_fails(terminal: Terminal, old: Path):
    import sqlite3

    terminal.give("import", old, "--party", GEMEENTE)
    with sqlite3.connect(terminal.data / "ketenwerk.sqlite3") as database:
        database.execute("UPDATE register_toewijzingversie SET ingangsdatum = '2020-01-01'")
    database.close()
    done = terminal.give("rebuild", "--verify")
    assert done.returncode == 1
    assert "1 verschillen" in done.stdout
    assert terminal.give("rebuild").returncode == 0
    assert terminal.give("rebuild", "--verify").returncode == 0


def test_a_key_is_replaced_and_the_old_one_forgotten(terminal: Terminal, old: Path):
    terminal.give("import", old, "--party", GEMEENTE)
    before = (terminal.data / "sleutels").read_text().strip()
    done = terminal.give("keys", "rotate")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"{before.partition(':')[0]}: 0 rijen" in done.stdout
    done = terminal.give("keys", "forget")
    assert before.partition(":")[0] in done.stdout
    assert before not in (terminal.data / "sleutels").read_text()
    assert before.partition(":")[2] not in done.stdout
    assert terminal.give("rebuild", "--verify").returncode == 0
