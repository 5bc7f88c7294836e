"""Watching goes on until it is told to stop, with and without help of the system."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from threading import Event, Thread

import pytest

import builders as b
import ketenwerk
from ketenwerk.cli import main
from ketenwerk.exchange.folder import Handled, Problem
from ketenwerk.exchange.watching import watch

Capture = pytest.CaptureFixture[str]


def today() -> date:
    return date(2026, 11, 24)


@pytest.mark.parametrize("helped", [False, True], ids=["polling", "watchfiles"])
def test_messages_are_dealt_with_as_they_come_until_stopped(
    helped: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if helped:
        pytest.importorskip("watchfiles", reason="part of the application")
    else:
        monkeypatch.setitem(sys.modules, "watchfiles", None)
    inbox, outbox, stop = tmp_path / "in", tmp_path / "uit", Event()
    inbox.mkdir()
    results: list[Handled | Problem] = []

    def work() -> None:
        for result in watch(inbox, outbox, today=today, interval=0.1, stop=stop):
            results.append(result)
            if len(results) == 1:
                (inbox / "b.xml").write_bytes(ketenwerk.write(b.bericht305("jw")))
            else:
                stop.set()

    (inbox / "a.xml").write_bytes(ketenwerk.write(b.bericht305("jw")))
    worker = Thread(target=work, daemon=True)
    worker.start()
    worker.join(20)
    assert not worker.is_alive()
    assert [result.name for result in results] == ["a.xml", "b.xml"]
    assert (outbox / "verwerkt" / "b.xml").exists()


def test_a_file_that_keeps_failing_is_named_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from ketenwerk.exchange import watching

    inbox, outbox, stop = tmp_path / "in", tmp_path / "uit", Event()
    inbox.mkdir()
    rounds = 0

    def failing(*_: object, **__: object) -> Iterator[Problem]:
        nonlocal rounds
        rounds += 1
        if rounds == 6:
            stop.set()
        yield Problem("a.xml", OSError(13, "dicht" if rounds < 4 else "vol"))

    monkeypatch.setitem(sys.modules, "watchfiles", None)
    monkeypatch.setattr(watching, "process_once", failing)
    named = [
        str(result.error) for result in watch(inbox, outbox, today=today, interval=0.01, stop=stop) if isinstance(result, Problem)
    ]
    assert named == ["[Errno 13] dicht", "[Errno 13] vol"]


def test_the_command_deals_with_what_is_there_and_stops(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.xml").write_bytes(ketenwerk.write(b.bericht305("jw")))
    arguments = ["watch", str(tmp_path / "in"), str(tmp_path / "uit"), "--once"]
    assert main(arguments) == 0
    assert capsys.readouterr().out == "✓ a.xml: Startbericht (JW305) goed, antwoord: JW306\n"
    (tmp_path / "in" / "b.xml").write_bytes(b"x")
    assert main(arguments) == 1
    assert main(arguments) == 0


@pytest.mark.parametrize(
    ("inbox", "outbox", "says"),
    [
        ("weg", "uit", "weg: deze map bestaat niet"),
        ("bestand", "uit", "bestand: deze map bestaat niet"),
        ("in", "bestand", "bestand: is geen map"),
        ("in", "in/../in", "dezelfde map"),
    ],
)
def test_folders_that_do_not_fit_are_wrong_use(
    inbox: str, outbox: str, says: str, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("bestand").touch()
    assert main(["watch", inbox, outbox, "--once"]) == 2
    assert says in capsys.readouterr().err


def test_a_busy_outbox_is_wrong_use(tmp_path: Path, capsys: Capture) -> None:
    from ketenwerk.exchange.journal import Journal

    (tmp_path / "in").mkdir()
    (tmp_path / "uit").mkdir()
    with Journal(tmp_path / "uit"):
        assert main(["watch", str(tmp_path / "in"), str(tmp_path / "uit"), "--once"]) == 2
    assert "hier werkt al een ander ketenwerk" in capsys.readouterr().err
