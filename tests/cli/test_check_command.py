"""`ketenwerk check`: the judgement for people and as JSON, over many files, whatever they hold."""

import json
import os
import socket
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import builders as b
import ketenwerk
from ketenwerk.cli import main
from ketenwerk.standard.basis import Bericht
from outside import examples, lacking

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def keep(name: str, content: Bericht | bytes) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_bytes(content if isinstance(content, bytes) else ketenwerk.write(content))


def wrong_stop() -> Bericht:
    """Ends before it begins (TR018)."""
    return b.bericht307("jw", b.stop("jw", einddatum=b.dag("2026-04-01")))


def as_json(capsys: Capture, *arguments: str) -> tuple[int, list[dict[str, Any]]]:
    status = main(["check", "--json", *arguments])
    return status, json.loads(capsys.readouterr().out)


# JSON


def test_json_has_one_object_per_file_in_order(here: Path, capsys: Capture) -> None:
    keep("b.xml", b.bericht305("jw"))
    keep("a.xml", wrong_stop())
    keep("c.xml", b"<Bericht>")
    status, found = as_json(capsys, "b.xml", "a.xml", "c.xml")
    assert status == 1
    assert [(entry["file"], entry["message"], entry["verdict"], entry["reply"]) for entry in found] == [
        ("b.xml", "JW305", "accepted", "JW306"),
        ("a.xml", "JW307", "rejected", "JW308"),
        ("c.xml", None, "refused", None),
    ]
    assert all(list(entry) == ["file", "message", "verdict", "findings", "reply"] for entry in found)


def test_a_finding_in_json_has_the_promised_fields(here: Path, capsys: Capture) -> None:
    keep("a.xml", wrong_stop())
    _, (entry,) = as_json(capsys, "a.xml")
    (finding,) = [found for found in entry["findings"] if found["rule"] == "TR018"]
    assert list(finding) == ["rule", "level", "code", "path", "text", "expected", "found"]
    assert finding["level"] == 2
    assert finding["code"] == "0001"
    assert finding["path"] == "/Bericht/Client/StopProducten/StopProduct[1]/Einddatum"
    assert finding["found"] == "2026-04-01"
    assert len(finding["text"]) > 20


def test_level_one_findings_have_a_line_and_no_return_code(here: Path, capsys: Capture) -> None:
    data = ketenwerk.write(b.bericht305("jw")).replace(b"><", b">\n<").replace(b">65656055<", b">656<")
    keep("a.xml", data)
    _, (entry,) = as_json(capsys, "a.xml")
    (finding,) = entry["findings"]
    assert (finding["rule"], finding["level"], finding["code"]) == ("XSD", 1, None)
    assert data.splitlines()[finding["line"] - 1] == b"<jw305:Afzender>656</jw305:Afzender>"


def test_a_day_decides_what_lies_in_the_future(here: Path, capsys: Capture) -> None:
    keep("a.xml", b.bericht305("jw", dagtekening="2026-04-15"))
    status, (early,) = as_json(capsys, "a.xml", "--today", "2026-04-14")
    assert status == 1
    assert [(found["rule"], found["level"], found["code"], found["path"]) for found in early["findings"]] == [
        ("TR135", 4, "8848", "/Bericht/Header/BerichtIdentificatie/Dagtekening")
    ]
    status, (on_the_day,) = as_json(capsys, "a.xml", "--today", "2026-04-15")
    assert (status, on_the_day["findings"]) == (0, [])


def test_a_signal_says_so_and_does_not_reject(here: Path, capsys: Capture) -> None:
    keep("a.xml", b"\xef\xbb\xbf" + ketenwerk.write(b.bericht305("jw")))
    status, (entry,) = as_json(capsys, "a.xml")
    assert status == 0
    assert [finding.get("signal") for finding in entry["findings"]] == [True]
    keep("b.xml", wrong_stop())
    _, (entry,) = as_json(capsys, "b.xml")
    assert all("signal" not in finding for finding in entry["findings"])


def test_a_claim_says_what_was_submitted_and_what_is_granted(here: Path, capsys: Capture) -> None:
    line = b.prestatie("jw", product_referentie=b.referentie("RN002"), toewijzing_nummer=300202)
    claim = b.bericht323("jw", b.client323(b.prestatie("jw"), line))
    keep("goed.xml", claim)
    keep("fout.xml", b.bericht323("jw", b.client323(b.prestatie("jw"), line), totaal_ingediend_bedrag=b.totaal(9999)))
    keep("kapot.xml", ketenwerk.write(claim).replace(b">DN001<", b"><"))
    _, (good, wrong, broken) = as_json(capsys, "goed.xml", "fout.xml", "kapot.xml")
    assert good["verdict"] == "accepted"
    assert good["claim"] == {"submitted": 10000, "granted": 10000, "lines": 2, "rejected_lines": 0}
    assert wrong["verdict"] == "rejected"
    assert wrong["claim"] == {"submitted": 9999, "granted": 0, "lines": 2, "rejected_lines": 2}
    assert broken["verdict"] == "refused"
    assert "claim" not in broken


def test_a_credit_claim_is_below_zero(here: Path, capsys: Capture) -> None:
    credit = b.prestatie("jw", product_referentie=b.referentie("RN002", "RN001"), ingediend_bedrag=b.bedrag(-5000))
    keep("a.xml", b.bericht323("jw", b.client323(credit)))
    _, (entry,) = as_json(capsys, "a.xml")
    assert entry["claim"]["submitted"] == -5000


def test_json_without_any_file_that_can_be_read_is_an_empty_array(here: Path, capsys: Capture) -> None:
    assert main(["check", "--json", "weg.xml"]) == 2
    shown = capsys.readouterr()
    assert json.loads(shown.out) == []
    assert shown.err == "ketenwerk: weg.xml: bestaat niet\n"


def test_the_language_of_the_texts_can_be_chosen(here: Path, capsys: Capture) -> None:
    keep("a.xml", wrong_stop())
    _, (dutch,) = as_json(capsys, "a.xml")
    _, (english,) = as_json(capsys, "--lang", "en", "a.xml")
    assert dutch["findings"][0]["text"] != english["findings"][0]["text"]
    main(["check", "--lang", "en", "a.xml"])
    assert "What now" in capsys.readouterr().out


def test_masking_covers_the_bsn_that_was_found(here: Path, capsys: Capture) -> None:
    keep("a.xml", b.bericht305("jw", bsn="999990018"))
    for arguments in (["--json"], []):
        main(["check", *arguments, "a.xml"])
        assert "999990018" in capsys.readouterr().out
        main(["check", "--mask", *arguments, "a.xml"])
        shown = capsys.readouterr().out
        assert "999990018" not in shown
        assert "•••" in shown


# For people


def test_people_get_one_line_per_file_and_the_findings_below_it(here: Path, capsys: Capture) -> None:
    keep("goed.xml", b.bericht301("wmo"))
    keep("fout.xml", wrong_stop())
    keep("kapot.xml", b"geen bericht")
    assert main(["check", "goed.xml", "fout.xml", "kapot.xml"]) == 1
    shown = capsys.readouterr().out
    assert "✓ goed.xml: Toewijzing (WMO301) goed, antwoord: WMO302\n" in shown
    assert "✗ fout.xml: Stopbericht (JW307) afgekeurd, 1 bevinding, antwoord: JW308\n" in shown
    assert "✗ kapot.xml: geen bekend bericht, geweigerd, 1 bevinding\n" in shown
    words = ketenwerk.check(wrong_stop()).findings[0].words()
    below = shown.split("fout.xml", 1)[1].split("✗", 1)[0]
    for part in (words.title, "/StopProduct[1]/Einddatum", "2026-04-01", ">= 2026-04-03", "TR018, retourcode 0001, niveau 2"):
        assert part in below
    assert " ".join(words.now.split()[:5]) in below
    assert max(len(line) for line in shown.splitlines()) <= 110


def test_of_very_many_findings_the_first_are_shown_and_the_rest_counted(here: Path, capsys: Capture) -> None:
    lines = [b.prestatie("jw", toewijzing_nummer=1, product_referentie=b.referentie("RN1")) for _ in range(60)]
    keep("a.xml", b.bericht323("jw", b.client323(*lines)))
    _, (entry,) = as_json(capsys, "a.xml")
    found = len(entry["findings"])
    assert found > 30
    main(["check", "a.xml"])
    shown = capsys.readouterr().out
    assert shown.count("    Plaats ") == 25
    assert f"nog {found - 25} bevindingen" in shown


def test_a_value_cannot_steer_the_terminal(here: Path, capsys: Capture) -> None:
    data = ketenwerk.write(b.bericht305("jw")).replace(b">65656055<", ">\u202e\u009b31mrood<".encode())
    keep("\x1b[31m.xml", data)
    main(["check", "\x1b[31m.xml"])
    shown = capsys.readouterr().out
    assert not any(sign in shown for sign in ("\x1b", "\u009b", "\u202e"))
    assert "31mrood" in shown


# Files and folders


def test_a_folder_stands_for_the_messages_in_it(here: Path, capsys: Capture) -> None:
    keep("map/b.xml", b.bericht305("jw"))
    keep("map/a.XML", b.bericht307("jw"))
    keep("map/dieper/c.xml", b.bericht315("jw"))
    keep("map/lees.txt", b"geen bericht")
    keep("map/._b.xml", b"van de vinder")
    status, found = as_json(capsys, "map")
    assert status == 0
    assert [entry["file"].replace(os.sep, "/") for entry in found] == ["map/a.XML", "map/b.xml", "map/dieper/c.xml"]


def test_what_cannot_be_read_is_one_line_each_and_the_rest_is_done(here: Path, capsys: Capture) -> None:
    keep("goed.xml", b.bericht305("jw"))
    Path("leeg").mkdir()
    os.mkfifo("pijp")
    Path("rond.xml").symlink_to("rond.xml")
    names = ["weg.xml", "leeg", "pijp", "rond.xml", "x" * 300, "goed.xml", "nul\0.xml", "goed.xml/x"]
    assert main(["check", *names]) == 2
    shown = capsys.readouterr()
    assert shown.out == "✓ goed.xml: Startbericht (JW305) goed, antwoord: JW306\n"
    assert shown.err.splitlines() == [
        "ketenwerk: weg.xml: bestaat niet",
        "ketenwerk: leeg: in deze map staat geen XML-bestand",
        "ketenwerk: pijp: is geen gewoon bestand",
        "ketenwerk: rond.xml: de verwijzing loopt rond",
        f"ketenwerk: {'x' * 300}: de naam is te lang",
        "ketenwerk: nul\ufffd.xml: geen bruikbare naam",
        "ketenwerk: goed.xml/x: bestaat niet",
    ]


def test_a_disk_that_fails_is_one_line(here: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    keep("dicht.xml", b.bericht305("jw"))
    monkeypatch.setattr(Path, "read_bytes", failing)
    assert main(["check", "dicht.xml"]) == 2
    assert capsys.readouterr().err == "ketenwerk: dicht.xml: u hebt geen rechten om dit te lezen\n"


def test_a_socket_is_no_message(here: Path, capsys: Capture) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("contact")
        assert main(["check", "contact"]) == 2
    assert "is geen gewoon bestand" in capsys.readouterr().err


def test_a_file_far_beyond_what_the_chain_carries_is_refused_unread(here: Path, capsys: Capture) -> None:
    with Path("groot.xml").open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    status, (entry,) = as_json(capsys, "groot.xml")
    assert status == 1
    assert entry["verdict"] == "refused"
    assert entry["findings"][0]["found"] == "200.0 MB"


def test_results_come_as_soon_as_they_are_known(here: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    from ketenwerk.cli import check

    shown: list[str] = []
    original = check.judged

    def watched(path: Path, today: date) -> Any:
        shown.append(capsys.readouterr().out)
        return original(path, today)

    monkeypatch.setattr(check, "judged", watched)
    for name in ("a.xml", "b.xml", "c.xml"):
        keep(name, b.bericht305("jw"))
    main(["check", "--json", "a.xml", "b.xml", "c.xml"])
    assert ['"a.xml"' in text for text in shown] == [False, True, False]
    assert ['"b.xml"' in text for text in shown] == [False, False, True]


def test_the_bar_shows_on_a_terminal_only_and_takes_itself_away(
    here: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(25):
        keep(f"{number:02}.xml", b.bericht305("jw"))
    names = [f"{number:02}.xml" for number in range(25)]
    main(["check", *names])
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("ketenwerk.cli.terminal.Progress.EVERY", 0)
    main(["check", *names])
    bar = capsys.readouterr().err
    assert "0 van 25 00.xml" in bar
    assert "24 van 25 24.xml" in bar
    assert bar.endswith("\r\x1b[2K")
    main(["check", *names[:5]])
    assert capsys.readouterr().err == "", "five small files need no bar"


def test_official_examples_get_the_verdict_that_is_known_of_them(capsys: Capture) -> None:
    """Two of the published examples do not fit their own schema; the others do."""
    found = examples()
    if not found:
        lacking("needs the official examples in the shared folder")
    status, entries = as_json(capsys, *map(str, found))
    assert status == 1
    refused = {Path(entry["file"]).stem for entry in entries if entry["verdict"] == "refused"}
    assert refused == {"JW315", "JW318"}
    unanswered = {entry["message"] for entry in entries if entry["verdict"] != "refused" and entry["reply"] is None}
    assert unanswered == {"JW302", "JW306", "JW308", "JW316", "JW320", "JW325"}
