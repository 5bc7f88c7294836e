"""The bench runs, measures what it says, and reports every row. No test here asks how fast."""

import importlib.util
import json
import subprocess
import sys
from datetime import date

import msgspec
import pytest

import ketenwerk
from ketenwerk.bench import clock, main, material, memory, register, report, rows
from ketenwerk.bench.peers import peers
from ketenwerk.bench.place import place
from ketenwerk.bench.row import FULL_LINES, Row, Settings
from ketenwerk.messages.write import write
from ketenwerk.rules.level2.client import passes_elfproef

LINES = 50
TINY = ["--lines", str(LINES), "--rounds", "1"]

CLAIM_PAGES = (
    "declaraties", "declaratie", "afgewezen", "regel", "wacht", "wacht_regel", "voorbeeld", "bericht", "leveringen", "levering",
    "declareren", "openstaand",
)  # fmt: skip
EVERY_ROW = [
    "floor",
    "levels",
    "levels.recognise",
    "levels.parse",
    "levels.build",
    "levels.rules",
    "levels.reply",
    "levels.indented",
    "write",
    "small",
    "small.ratio",
    "memory",
    "memory.wrong",
    "faults.value.clients",
    "faults.missing.clients",
    "faults.rule.clients",
    "faults.value.one_client",
    "faults.missing.one_client",
    "faults.rule.one_client",
    "register.file",
    "register.file.worker",
    "register.growth",
    *(f"page.{page}{what}" for page in ("archief", "clienten", "client", "traject") for what in ("", ".queries")),
    "register.server",
    "register.server.two",
    "claims.file",
    "claims.growth",
    *(f"claims.page.{page}{what}" for page in CLAIM_PAGES for what in ("", ".queries")),
    "claims.memory",
    "claims.server",
    "others.ketenwerk",
    "others.xsdata",
    "others.xmlschema",
]


def test_all_rows_are_measured_and_reported_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*TINY, "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert [row["key"] for row in figures["rows"]] == EVERY_ROW
    assert figures["lines"] == LINES
    assert figures["goals_apply"] is False
    measured = [row for row in figures["rows"] if row["note"] != "niet geïnstalleerd"]
    assert all(row["value"] > 0 for row in measured)
    goals = {row["key"]: row["goal"] for row in figures["rows"] if row["goal"] is not None}
    assert goals == {
        "levels": 3.5,
        "levels.indented": 3.5,
        "write": 0.4,
        "small": 1500,
        "memory": 350,
        "memory.wrong": 350,
        "register.file": 150,
        "claims.file": 8.0,
        "claims.growth": 1.2,
        "claims.memory": 350,
        "claims.server": 8.0,
        "register.growth": 1.2,
        "register.server.two": 1.7,
        **{key: 30 if key.endswith(".queries") else 200 for key in EVERY_ROW if "page." in key},
        **{key: 3.0 for key in EVERY_ROW if key.startswith("faults.")},
    }


def test_without_postgresql_the_rows_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register, "is_installed", lambda: False)
    found = {row.key: row for row in register.register(Settings(lines=3, rounds=1))}
    assert [found[key].value for key in ("register.server", "register.server.two")] == [None, None]
    assert "PostgreSQL is niet geïnstalleerd" in found["register.server.two"].note
    assert found["register.file"].value


def test_what_an_act_says_wrong_is_raised() -> None:
    with place() as empty, pytest.raises(subprocess.CalledProcessError) as failed:
        empty.tell("pages")
    assert b"AssertionError" in failed.value.stderr


def test_two_workers_share_the_work_and_nothing_is_done_twice() -> None:
    with place() as file:
        assert file.tell("fill", 0, 12)["messages"] == 12
        worked = file.together(2, "work")
        assert sum(each["messages"] for each in worked) == 12
        assert file.tell("work")["messages"] == 0
    assert all(each["begin"] <= each["end"] for each in worked)


def test_the_requests_of_a_register_are_right() -> None:
    made = [write(material.request(number, bsn, "98000101", date(2026, 11, 24))) for number, bsn in enumerate(material.bsns(3))]
    assert [(ketenwerk.check(data).verdict, ketenwerk.check(data).findings) for data in made] == [("accepted", ())] * 3
    assert len(set(made)) == 3


def test_table_names_every_group_and_says_that_few_lines_prove_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*TINY, "--rows", "levels", "small"]) == 0
    shown = capsys.readouterr().out
    assert "Niveau 1 en 2 geheel" in shown
    assert "Startbericht" in shown
    assert "Geheugen" not in shown
    assert "zeggen de doelen niets" in shown
    assert "gehaald" not in shown


def test_a_missed_goal_is_said_and_is_no_failure() -> None:
    found = [("Groep", [Row("a", "Traag", value=4.0, goal=3.5), Row("b", "Vlot", value=2000.0, goal=1500.0, at_least=True)])]
    shown = report.table(found, Settings(lines=FULL_LINES, rounds=1))
    assert "NIET gehaald" in shown
    assert shown.endswith("Niet gehaald: Traag.")
    figures = json.loads(report.as_json(found, Settings(lines=FULL_LINES, rounds=1)))
    assert [row["reached"] for row in figures["rows"]] == [False, True]


@pytest.mark.parametrize("wrong", [["--lines", "0"], ["--lines", "x"], ["--rows", "alles"], ["--rounds", "-1"]])
def test_wrong_use_is_told_and_ends_with_2(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(wrong)
    assert ended.value.code == 2
    assert "ketenwerk bench" in capsys.readouterr().err


def test_the_material_is_right_and_the_same_each_time() -> None:
    for layout in ("clients", "one client"):
        data = write(material.claim(LINES, layout))
        found = ketenwerk.check(data)
        assert (found.verdict, found.findings) == ("accepted", ())
        assert data == write(material.claim(LINES, layout))
        lines = [len(client.prestaties) for client in found.bericht.declaratie.clienten]  # type: ignore[union-attr]
        assert sum(lines) == LINES
        assert (len(lines) == 1) == (layout == "one client")
    assert ketenwerk.check(material.small()).verdict == "accepted"


def test_indenting_changes_the_bytes_and_not_the_message() -> None:
    data = write(material.claim(LINES))
    indented = material.indented(data)
    assert indented.count(b"\n") > LINES
    assert ketenwerk.read(indented) == ketenwerk.read(data)


FAULTS = [("value", "refused", "XSD.code"), ("missing", "refused", "XSD.ontbreekt"), ("rule", "rejected", "CD087")]


@pytest.mark.parametrize("layout", ["clients", "one client"])
@pytest.mark.parametrize(("fault", "verdict", "key"), FAULTS)
def test_a_wrong_claim_has_one_error_in_each_line(fault: material.Fault, verdict: str, key: str, layout: material.Layout) -> None:
    found = ketenwerk.check(material.wrong_claim(LINES, fault, layout))
    assert found.verdict == verdict
    assert [finding.key for finding in found.findings] == [key] * LINES
    assert len({finding.path for finding in found.findings}) == LINES


def test_the_largest_claim_nearly_fills_the_bound() -> None:
    data = material.largest_claim(1_000_000)
    assert 950_000 < len(data) <= 1_000_000
    assert ketenwerk.check(data).verdict == "accepted"


def test_bsns_are_of_the_test_range_and_enough_for_the_largest_claim() -> None:
    bsns = list(material.bsns(material.MOST_CLIENTS))
    assert len(set(bsns)) == material.MOST_CLIENTS
    assert all(passes_elfproef(bsn) and bsn.startswith("9999") for bsn in bsns)


def test_a_clock_counts_each_turn_of_each_task() -> None:
    turns = {"a": 0, "b": 0}

    def count(name: str) -> None:
        turns[name] += 1

    seconds = clock.best({"a": lambda: count("a"), "b": lambda: count("b")}, rounds=3, repeat=4)
    assert turns == {"a": 12, "b": 12}
    assert set(seconds) == {"a", "b"}


def test_memory_is_that_of_the_process_that_judges() -> None:
    small = memory.peak(material.small())
    ballast = bytearray(80_000_000)
    large = memory.peak(write(material.claim(4_000)))
    assert len(ballast) == 80_000_000
    assert (small.verdict, large.verdict) == ("accepted", "accepted")
    # Ours weighs 80 MB more by now; neither that nor a tree that is gone may be counted.
    assert 5 < small.before <= small.peak < 80
    assert small.peak + 5 < large.peak < 130


def test_other_software_reads_the_same_claim() -> None:
    data = write(material.claim(LINES))
    known = peers(material.CLAIM)
    assert set(known) == {"xsdata", "xmlschema"}
    if read := known["xsdata"]:
        clients = read(data).declaratie.clienten.item
        assert sum(len(client.prestaties.item) for client in clients) == LINES
        assert clients[0].prestaties.item[1].product_referentie.referentie_nummer == "P0000001"
    if read := known["xmlschema"]:
        assert "jw323:Declaratie" in read(data)
        with pytest.raises(ValueError, match="99"):
            read(material.with_value_error(data))


def test_other_software_that_is_absent_is_named_as_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.util.find_spec
    monkeypatch.setattr("ketenwerk.bench.peers.find_spec", lambda name: None if name in ("xsdata", "xmlschema") else real(name))
    notes = {row.key: (row.value, row.note) for row in rows.others(Settings(lines=5, rounds=1))}
    assert notes["others.xsdata"] == notes["others.xmlschema"] == (None, "niet geïnstalleerd")
    assert "niet geïnstalleerd" in report.table([("", [Row("x", "Y", note="niet geïnstalleerd")])], Settings(lines=5, rounds=1))


def test_it_runs_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ketenwerk.bench", *TINY, "--rows", "small", "--json"], capture_output=True, check=True
    )
    assert [row["key"] for row in msgspec.json.decode(done.stdout)["rows"]] == ["small", "small.ratio"]
