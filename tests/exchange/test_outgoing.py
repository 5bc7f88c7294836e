"""What is to be sent comes into the outgoing folder: whole, once, in order, and after any interruption."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import builders as b
from ketenwerk.exchange.outgoing import NoFolder, OutgoingFolder, file_name, from_environment
from ketenwerk.exchange.place import PART
from ketenwerk.messages.read import read
from ketenwerk.messages.write import write
from ketenwerk.process import intake
from ketenwerk.process.outbox import deliver_one, unsent
from ketenwerk.process.worker import run
from ketenwerk.register import archive, parties
from ketenwerk.register.models import Archiefbericht, Voorval

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
TESTS = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def _keys(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KETENWERK_KEYS", raising=False)
    settings.KETENWERK_KEY_FILE = tmp_path / "sleutels"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "uit").mkdir()
    return tmp_path / "uit"


def answered(count: int = 1) -> list[Archiefbericht]:
    """Replies of ours that wait to be sent."""
    parties.add_own("jw", b.GEMEENTE, NOW)
    rows = [intake.receive(write(b.bericht305("jw")), f"{place}.xml", "keten", NOW) for place in range(count)]
    return [each.antwoord for each in rows if each.antwoord is not None]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


class Stop:
    """An event that is never set, for one round."""

    def is_set(self) -> bool:
        return False

    def wait(self, _seconds: float) -> None:
        return None


def work(folder: Path) -> OutgoingFolder:
    out = OutgoingFolder(folder)
    run(Stop(), until_idle=True, clock=lambda: NOW, send=out, channel="map")  # type: ignore[arg-type]
    return out


@pytest.mark.django_db
def test_the_worker_puts_every_reply_in_the_folder_in_order_and_notes_it(folder: Path) -> None:
    rows = answered(3)
    assert work(folder).written == 3
    assert names(folder) == [file_name(row.pk.hex, row) for row in rows]
    for row, name in zip(rows, names(folder), strict=True):
        assert (folder / name).read_bytes() == archive.payload(row)
        assert read((folder / name).read_bytes())
        assert row.voorvallen.filter(soort=Voorval.Soort.VERSTUURD).values_list("note", flat=True).get() == "map"
    assert not unsent().exists()
    assert work(folder).written == 0


@pytest.mark.django_db
def test_without_a_folder_nothing_is_sent(folder: Path) -> None:
    answered()
    run(Stop(), until_idle=True, clock=lambda: NOW)  # type: ignore[arg-type]
    assert names(folder) == []
    assert unsent().exists()


@pytest.mark.django_db
def test_a_message_of_nobody_of_ours_is_not_sent(folder: Path) -> None:
    assert intake.receive(write(b.bericht305("jw")), "a.xml", "upload", NOW).antwoord is not None
    assert work(folder).written == 0


@pytest.mark.django_db
def test_what_was_put_there_before_it_could_be_noted_is_not_put_there_twice(folder: Path) -> None:
    (row,) = answered()
    OutgoingFolder(folder)(row.pk.hex, row, archive.payload(row))
    before = (folder / names(folder)[0]).stat()
    assert deliver_one(OutgoingFolder(folder), NOW, channel="map") == row
    assert len(names(folder)) == 1
    after = (folder / names(folder)[0]).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert not unsent().exists()


@pytest.mark.django_db
def test_another_file_under_its_name_is_left_alone_and_the_message_waits(folder: Path) -> None:
    (row,) = answered()
    other = folder / file_name(row.pk.hex, row)
    other.write_bytes(b"van een ander")
    assert work(folder).written == 0
    assert other.read_bytes() == b"van een ander"
    assert row.voorvallen.get(soort=Voorval.Soort.NIET_VERSTUURD).note.startswith("map FileExistsError")
    other.unlink()
    assert deliver_one(OutgoingFolder(folder), NOW + timedelta(seconds=59)) is None
    assert deliver_one(OutgoingFolder(folder), NOW + timedelta(seconds=60)) == row
    assert other.read_bytes() == archive.payload(row)


@pytest.mark.django_db
def test_a_folder_that_goes_away_is_noted_and_tried_again(folder: Path) -> None:
    (row,) = answered()
    out = OutgoingFolder(folder)
    folder.rmdir()
    assert deliver_one(out, NOW) == row
    assert unsent().get().retry_at == NOW + timedelta(minutes=1)
    folder.mkdir()
    deliver_one(out, NOW + timedelta(minutes=1))
    assert not unsent().exists()


def test_what_a_killed_process_left_half_is_cleared_and_what_another_writes_is_not(folder: Path) -> None:
    old, new = folder / f"{PART}oud", folder / f"{PART}nieuw"
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (time.time() - 7200, time.time() - 7200))
    OutgoingFolder(folder)
    assert names(folder) == [new.name]


def test_the_environment_names_the_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KETENWERK_OUT_FOLDER", raising=False)
    assert from_environment() is None
    monkeypatch.setenv("KETENWERK_OUT_FOLDER", str(folder))
    assert from_environment() is not None
    monkeypatch.setenv("KETENWERK_OUT_FOLDER", str(folder / "niet"))
    with pytest.raises(NoFolder, match=r"er wordt niets verstuurd, want deze map bestaat niet\. Maak de map"):
        from_environment()


# Processes of their own, on a database in a file

PREPARE = "from ketenwerk.web.serve import prepare; prepare(); import sys; sys.path.insert(0, 'exchange'); import dying; "


def process(data: Path, code: str) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "KETENWERK_KEYS")}
    env |= {"KETENWERK_DATA": str(data), "PYTHONPATH": str(TESTS)}
    line = [sys.executable, "-W", "error", "-c", code]
    return subprocess.run(line, env=env, cwd=TESTS, capture_output=True, text=True, check=False, timeout=120)


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("carried_on", [False, True])
def test_killed_around_the_writing_it_is_sent_once_more_under_the_same_name(
    tmp_path: Path, folder: Path, when: str, carried_on: bool
) -> None:
    data = tmp_path / "gegevens"
    killed = process(data, f"{PREPARE}dying.fill(3); dying.send({str(folder)!r}, {when!r})")
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    left = names(folder)
    assert len(left) == (1 if when == "after" else 0)
    if carried_on:
        for name in left:
            (folder / name).unlink()
    done = process(data, f"{PREPARE}dying.send({str(folder)!r}, ''); dying.tell()")
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["0", "3"]  # none waits, three were noted as sent
    assert len(names(folder)) == 3
    assert set(left) <= set(names(folder))


def test_the_worker_of_the_command_line_puts_them_there(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "gegevens"
    assert process(data, f"{PREPARE}dying.fill(2)").returncode == 0
    command = "import sys; from ketenwerk.cli import main; sys.exit(main(['worker', '--once']))"
    monkeypatch.setenv("KETENWERK_OUT_FOLDER", str(folder / "niet"))
    refused = process(data, command)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "deze map bestaat niet" in refused.stderr
    assert "Traceback" not in refused.stderr
    monkeypatch.setenv("KETENWERK_OUT_FOLDER", str(folder))
    done = process(data, command)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip() == "Verwerkt: 0. Klaargezet in de uitgaande map: 2."
    assert len(names(folder)) == 2
