"""The command line as a whole: help in Dutch, and one clear line for every wrong use."""

import os
import socket
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import builders as b
import ketenwerk
from ketenwerk import cli
from ketenwerk.cli import application, main
from ketenwerk.demo import start

Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize("command", ["check", "explain", "describe", "convert", "watch", "demo", "serve"])
def test_each_command_has_help_in_dutch(command: str, capsys: Capture) -> None:
    assert main([command, "--help"]) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("Gebruik: ketenwerk " + command)
    assert "toont deze uitleg" in shown.out
    assert not any(english in shown.out for english in ("usage:", "optional arguments", "show this help"))
    assert shown.err == ""


def test_the_overview_names_every_command_and_the_exit_status(capsys: Capture) -> None:
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    for word in ("check", "explain", "describe", "convert", "watch", "demo", "serve", "bench", "Uitkomst: 0"):
        assert word in shown


def test_the_version_is_that_of_the_library(capsys: Capture) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"ketenwerk {ketenwerk.__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "u moet nog opgeven: OPDRACHT"),
        (["chek"], "'chek' kan niet, wel: 'check'"),
        (["check"], "u moet nog opgeven: BESTAND"),
        (["check", "--today", "2026-02-30", "x.xml"], "--today: 2026-02-30 is geen datum"),
        (["check", "--today", "20260301", "x.xml"], "--today: 20260301 is geen datum"),
        (["check", "--today"], "--today vraagt één waarde"),
        (["check", "--lang", "de", "x.xml"], "--lang: 'de' kan niet, wel: 'nl', 'en'"),
        (["check", "--jsn", "x.xml"], "onbekend: --jsn"),
        (["check", "--json=ja", "x.xml"], "--json krijgt geen waarde, wel opgegeven: 'ja'"),
        (["explain"], "u moet nog opgeven: CODE"),
        (["explain", "TR063", "9063"], "onbekend: 9063"),
        (["describe"], "u moet nog opgeven: BESTAND"),
        (["convert", "a.xml"], "u moet nog opgeven: NAAR"),
        (["watch", "in"], "u moet nog opgeven: UIT"),
        (["watch", "in", "uit", "--interval", "0"], "--interval: 0 kan niet"),
        (["watch", "in", "uit", "--interval", "snel"], "--interval: snel kan niet"),
        (["demo", "--port", "0"], "--port: 0 is geen poort"),
        (["demo", "--port", "70000"], "--port: 70000 is geen poort"),
        (["serve", "--port", "web"], "--port: web is geen poort"),
    ],
)
def test_wrong_use_is_told_in_one_line(arguments: list[str], says: str, capsys: Capture) -> None:
    assert main(arguments) == 2
    shown = capsys.readouterr()
    assert says in shown.err
    assert shown.err.startswith("ketenwerk: ")
    assert shown.err.count("\n") == 1
    assert shown.out == ""


def test_the_measurement_gets_its_own_options(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[list[str]] = []
    monkeypatch.setattr("ketenwerk.bench.main", lambda arguments: given.append(arguments) or 0)
    assert main(["bench", "--json", "--rounds", "2"]) == 0
    assert given == [["--json", "--rounds", "2"]]


@pytest.mark.parametrize("command", [["demo"], ["serve"]])
def test_the_application_asks_for_itself_when_it_is_not_installed(
    command: list[str], capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(application, "find_spec", lambda name: None)
    assert main(command) == 2
    assert "pip install 'ketenwerk[app]'" in capsys.readouterr().err


def test_the_demonstration_wants_its_folder_to_exist(tmp_path: Path, capsys: Capture) -> None:
    assert main(["demo", "--folder", str(tmp_path / "weg")]) == 2
    assert "weg: deze map bestaat niet" in capsys.readouterr().err


def test_the_demonstration_loads_its_messages_and_then_serves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[tuple[object, ...]] = []
    monkeypatch.setenv("KETENWERK_DATA", "elders")
    monkeypatch.setattr("ketenwerk.demo.start.claim", lambda port: done.append(("claim", port)))
    monkeypatch.setattr("ketenwerk.web.serve.prepare", lambda: done.append(("prepare", os.environ["KETENWERK_DATA"])))
    monkeypatch.setattr("ketenwerk.demo.start.fill", lambda folder: done.append(("fill", folder)))
    monkeypatch.setattr("ketenwerk.demo.start.work", lambda: done.append(("work",)))
    monkeypatch.setattr("ketenwerk.web.serve.serve", lambda host, port: done.append(("serve", host, port)))
    options = ["--port", "8123", "--no-browser", "--data", str(tmp_path), "--folder", str(tmp_path)]
    assert main(["demo", *options]) == 0
    assert done == [("claim", 8123), ("prepare", str(tmp_path)), ("fill", tmp_path), ("work",), ("serve", "127.0.0.1", 8123)]


def test_a_port_that_is_taken_is_one_line_before_the_demonstration_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("KETENWERK_DATA", "elders")
    monkeypatch.setattr("ketenwerk.web.serve.prepare", lambda: pytest.fail("the demonstration was made"))
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert main(["demo", "--port", str(port), "--no-browser", "--data", str(tmp_path)]) == 2
    assert capsys.readouterr().err == (
        f"ketenwerk: op 127.0.0.1, poort {port} kan niet worden gewerkt (die is al in gebruik). Kies een andere --port\n"
    )
    start.claim(port)  # raises where it is not free again


def test_a_port_that_is_taken_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    def taken(host: str, port: int) -> None:
        raise OSError(98, "Address already in use")

    monkeypatch.setenv("KETENWERK_DATA", str(tmp_path))
    monkeypatch.setattr("ketenwerk.web.serve.serve", taken)
    assert main(["serve", "--port", "8123"]) == 2
    assert "poort 8123" in capsys.readouterr().err


def test_an_interruption_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: Capture, tmp_path: Path) -> None:
    def interrupted(path: Path, today: date) -> None:
        raise KeyboardInterrupt

    message = tmp_path / "a.xml"
    message.write_bytes(ketenwerk.write(b.bericht305("jw")))
    monkeypatch.setattr("ketenwerk.cli.check.judged", interrupted)
    assert main(["check", "--json", str(message)]) == cli.INTERRUPTED
    shown = capsys.readouterr()
    assert shown.err == "ketenwerk: afgebroken\n"
    assert shown.out == "[]\n"


PROGRAM = "import sys; from ketenwerk.cli import main; sys.exit(main())"


def run(*arguments: str, **options: Any) -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable, "-c", PROGRAM, *arguments]
    return subprocess.run(command, capture_output=True, check=False, timeout=60, **options)


def test_as_a_program_it_gives_its_exit_status(tmp_path: Path) -> None:
    good, bad = tmp_path / "goed.xml", tmp_path / "fout.xml"
    good.write_bytes(ketenwerk.write(b.bericht305("jw")))
    bad.write_bytes(b"<x/>")
    assert run("check", str(good)).returncode == 0
    assert run("check", str(good), str(bad)).returncode == 1
    assert run("check", str(good), str(tmp_path / "weg.xml")).returncode == 2
    assert run().returncode == 2


def test_a_terminal_without_these_characters_gets_others(tmp_path: Path) -> None:
    good = tmp_path / "goed.xml"
    good.write_bytes(ketenwerk.write(b.bericht305("jw")))
    done = run("check", good.name, cwd=tmp_path, env={"PYTHONIOENCODING": "ascii"})
    assert done.stdout == b"+ goed.xml: Startbericht (JW305) goed, antwoord: JW306\n"
    assert run("check", "--json", good.name, cwd=tmp_path, env={"PYTHONIOENCODING": "ascii"}).returncode == 0


def test_a_reader_that_stops_reading_gets_no_traceback(tmp_path: Path) -> None:
    for number in range(400):
        (tmp_path / f"{number:03}.xml").write_bytes(b"<x/>")
    command = f'"{sys.executable}" -c "{PROGRAM}" check "{tmp_path}" | head -n 1'
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, check=False, timeout=60)
    assert done.stderr == b""
    assert done.stdout.count(b"\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_output_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    good = tmp_path / "goed.xml"
    good.write_bytes(ketenwerk.write(b.bericht305("jw")))
    for arguments in (["check", good.name], ["check", "--json", good.name], ["describe", good.name]):
        with Path("/dev/full").open("wb") as full:
            command = [sys.executable, "-c", PROGRAM, *arguments]
            done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, cwd=tmp_path, check=False, timeout=60)
        assert done.returncode == 2
        assert done.stderr.decode() == "ketenwerk: de uitvoer kan niet worden geschreven: de schijf is vol\n"


def test_the_library_needs_no_application(tmp_path: Path) -> None:
    """Commands for messages must work where only lxml and msgspec are installed."""
    program = (
        "import sys\n"
        "known = {*sys.stdlib_module_names, 'ketenwerk', 'lxml', 'msgspec', '_virtualenv'}\n"
        "from importlib.machinery import PathFinder\n"
        "class Few:\n"
        "    def find_spec(self, name, *rest):\n"
        "        return PathFinder.find_spec(name, *rest) if name.split('.')[0] in known else None\n"
        "sys.meta_path[sys.meta_path.index(PathFinder)] = Few()\n"
        "from ketenwerk.cli import main\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    message = tmp_path / "a.xml"
    message.write_bytes(ketenwerk.write(b.bericht305("jw")))
    (tmp_path / "in").mkdir()
    for arguments in (
        ["check", "a.xml"],
        ["describe", "a.xml"],
        ["convert", "a.xml", "a.json"],
        ["explain", "TR018"],
        ["watch", "in", "uit", "--once"],
    ):
        done = subprocess.run(
            [sys.executable, "-c", program, *arguments], cwd=tmp_path, capture_output=True, check=False, timeout=60
        )
        assert done.returncode == 0, done.stderr
    asked = [sys.executable, "-c", program, "convert", "a.xml", "a.xlsx"]
    done = subprocess.run(asked, cwd=tmp_path, capture_output=True, check=False, timeout=60)
    assert done.returncode == 2
    assert b"pip install 'ketenwerk[app]'" in done.stderr
