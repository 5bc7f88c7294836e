"""The watched folder: every message is judged and answered once, nothing is lost, nothing is overwritten."""

import json
import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import builders as b
import ketenwerk
from ketenwerk.exchange import folder, place
from ketenwerk.exchange.folder import Handled, Problem, Stamp, process_once
from ketenwerk.exchange.journal import Busy, Journal

TODAY = date(2026, 11, 24)
TOMORROW = date(2026, 11, 25)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    return made


@pytest.fixture
def outbox(tmp_path: Path) -> Path:
    return tmp_path / "uit"


def good() -> bytes:
    return ketenwerk.write(b.bericht305("jw"))


def wrong() -> bytes:
    return ketenwerk.write(b.bericht307("jw", b.stop("jw", einddatum=b.dag("2026-04-01"))))


def deal(inbox: Path, outbox: Path, today: date = TODAY, seen: dict[str, Stamp] | None = None) -> list[Handled | Problem]:
    return list(process_once(inbox, outbox, today=today, seen=seen))


def there(outbox: Path) -> dict[str, bytes]:
    """Everything that is in the outbox, by path; what it keeps for itself left out."""
    found = (path for path in outbox.rglob("*") if path.is_file() and path.parent.name != ".ketenwerk")
    return {path.relative_to(outbox).as_posix(): path.read_bytes() for path in found}


# What comes of a message


def test_an_accepted_message_is_answered_explained_and_kept(inbox: Path, outbox: Path) -> None:
    (inbox / "start.xml").write_bytes(good())
    (result,) = deal(inbox, outbox)
    assert isinstance(result, Handled)
    assert result.files == ("start.bevindingen.json", "start.txt", "start.antwoord.xml", "verwerkt/start.xml")
    made = there(outbox)
    assert set(made) == set(result.files)
    assert made["verwerkt/start.xml"] == good()
    assert list(inbox.iterdir()) == []
    answer = ketenwerk.read(made["start.antwoord.xml"])
    assert ketenwerk.check(made["start.antwoord.xml"]).message == "JW306"
    assert answer.header.dagtekening_retour == TODAY  # type: ignore[attr-defined]
    (entry,) = json.loads(made["start.bevindingen.json"])
    assert (entry["file"], entry["verdict"], entry["reply"]) == ("start.xml", "accepted", "JW306")
    text = made["start.txt"].decode()
    assert "start.xml: Startbericht (JW305) goed" in text
    assert "dat de hulp is begonnen" in text


def test_a_rejected_message_is_answered_with_0001(inbox: Path, outbox: Path) -> None:
    (inbox / "stop.xml").write_bytes(wrong())
    deal(inbox, outbox)
    made = there(outbox)
    answer = ketenwerk.read(made["stop.antwoord.xml"])
    assert answer.header.retour_codes == ("0001",)  # type: ignore[attr-defined]
    assert "TR018" in made["stop.txt"].decode()
    assert "verwerkt/stop.xml" in made


def test_a_refused_file_is_kept_apart_and_gets_no_answer(inbox: Path, outbox: Path) -> None:
    (inbox / "foto.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    deal(inbox, outbox)
    assert set(there(outbox)) == {"foto.bevindingen.json", "foto.txt", "geweigerd/foto.jpg"}


def test_a_message_that_nobody_answers_says_so(inbox: Path, outbox: Path) -> None:
    (inbox / "antwoord.xml").write_bytes(ketenwerk.write(b.bericht325("jw")))
    deal(inbox, outbox)
    made = there(outbox)
    assert "antwoord.antwoord.xml" not in made
    assert "hoort geen antwoord" in made["antwoord.txt"].decode()


def test_the_text_beside_a_message_holds_no_personal_data(inbox: Path, outbox: Path) -> None:
    (inbox / "a.xml").write_bytes(ketenwerk.write(b.bericht301("jw", bsn="999990018")))
    deal(inbox, outbox)
    text = there(outbox)["a.txt"].decode()
    assert "CS002" in text, "the finding about this number must be there"
    assert not any(value in text for value in ("999990018", "de Wit", "Van Woustraat"))


# Which files


def test_files_that_somebody_is_still_writing_are_left_alone(inbox: Path, outbox: Path) -> None:
    names = [".a.xml", "a.xml.tmp", "b.part", "c.XML.PARTIAL", "d.crdownload", "e.xml~", "~f.xml", ".ketenwerk-1"]
    for name in names:
        (inbox / name).write_bytes(good())
    (inbox / "map.xml").mkdir()
    (inbox / "elders.xml").symlink_to(inbox / "e.xml~")
    os.mkfifo(inbox / "pijp.xml")
    assert deal(inbox, outbox) == []
    assert {path.name for path in inbox.iterdir()} == {*names, "map.xml", "elders.xml", "pijp.xml"}


def test_a_file_is_taken_when_it_has_not_changed_since_the_round_before(inbox: Path, outbox: Path) -> None:
    seen: dict[str, Stamp] = {}
    (inbox / "a.xml").write_bytes(good()[:100])
    assert deal(inbox, outbox, seen=seen) == []
    (inbox / "a.xml").write_bytes(good())
    assert deal(inbox, outbox, seen=seen) == []
    (result,) = deal(inbox, outbox, seen=seen)
    assert isinstance(result, Handled)
    assert result.report.verdict == "accepted"
    assert deal(inbox, outbox, seen=seen) == []
    assert seen == {}


def test_files_are_taken_in_order_of_name(inbox: Path, outbox: Path) -> None:
    for name in ("c.xml", "a.xml", "b.xml"):
        (inbox / name).write_bytes(good())
    assert [result.name for result in deal(inbox, outbox)] == ["a.xml", "b.xml", "c.xml"]


# Nothing is overwritten


def test_the_same_name_again_gets_a_number(inbox: Path, outbox: Path) -> None:
    for data in (good(), wrong(), good(), b"x"):
        (inbox / "a.xml").write_bytes(data)
        deal(inbox, outbox)
    made = there(outbox)
    assert made["verwerkt/a.xml"] == good()
    assert made["verwerkt/a-2.xml"] == wrong()
    assert made["verwerkt/a-3.xml"] == good()
    assert made["geweigerd/a-4.xml"] == b"x"
    assert {f"a{number}.antwoord.xml" for number in ("", "-2", "-3")} <= set(made)
    numbers = [ketenwerk.read(made[f"a{number}.antwoord.xml"]).header for number in ("", "-2", "-3")]
    assert len({header.identificatie_retour for header in numbers}) == 3  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["a.txt", "a.bevindingen.json", "a.antwoord.xml", "verwerkt/a.xml", "geweigerd/a.xml"])
def test_a_file_of_somebody_else_in_the_outbox_stays(name: str, inbox: Path, outbox: Path) -> None:
    (outbox / name).parent.mkdir(parents=True)
    (outbox / name).write_bytes(b"van een ander")
    (inbox / "a.xml").write_bytes(good())
    (result,) = deal(inbox, outbox)
    assert isinstance(result, Handled)
    assert there(outbox)[name] == b"van een ander"
    assert result.files[-1] == "verwerkt/a-2.xml"


def test_files_that_differ_in_their_ending_only_do_not_meet(inbox: Path, outbox: Path) -> None:
    (inbox / "a.xml").write_bytes(good())
    (inbox / "a.zip").write_bytes(b"PK\x03\x04")
    deal(inbox, outbox)
    made = there(outbox)
    assert {"verwerkt/a.xml", "geweigerd/a-2.zip", "a.txt", "a-2.txt"} <= set(made)


# Stopped at any moment


class Stopped(BaseException):
    """Stands for the process being killed: nothing in the program catches it."""


def moments(monkeypatch: pytest.MonkeyPatch, at: int) -> Callable[[], int]:
    """Lets the process be killed just before the `at`th thing that it does to the disk; gives how many things were done."""
    done = 0

    def guarded(original: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            nonlocal done
            if done == at:
                raise Stopped
            done += 1
            return original(*arguments, **options)

        return call

    for name in ("link", "replace"):
        monkeypatch.setattr(place.os, name, guarded(getattr(os, name)))
    monkeypatch.setattr(Path, "unlink", guarded(Path.unlink))
    return lambda: done


def all_moments() -> Iterator[int]:
    yield from range(40)


@pytest.mark.parametrize("data", [good(), wrong(), b"onleesbaar"], ids=["accepted", "rejected", "refused"])
def test_killed_at_any_moment_a_restart_ends_the_same(data: bytes, tmp_path: Path) -> None:
    def fresh(name: str) -> tuple[Path, Path]:
        inbox, outbox = tmp_path / name / "in", tmp_path / name / "uit"
        inbox.mkdir(parents=True)
        (inbox / "a.xml").write_bytes(data)
        return inbox, outbox

    def dealt_with_on(day: date) -> dict[str, bytes]:
        inbox, outbox = fresh(f"whole {day}")
        deal(inbox, outbox, today=day)
        return there(outbox)

    whole, later, killed = dealt_with_on(TODAY), dealt_with_on(TOMORROW), 0
    for at in all_moments():
        inbox, outbox = fresh(f"at{at}")
        with pytest.MonkeyPatch.context() as patch:
            moments(patch, at)
            try:
                deal(inbox, outbox)
            except Stopped:
                killed += 1
        kept = [path for path in (inbox / "a.xml", outbox / "verwerkt/a.xml", outbox / "geweigerd/a.xml") if path.exists()]
        assert kept, "the message is gone"
        assert all(path.read_bytes() == data for path in kept)
        made = {name: content for name, content in there(outbox).items() if not Path(name).name.startswith(".")}
        assert made.items() <= whole.items()
        begun = bool(made) or any((outbox / ".ketenwerk").glob("*.json"))
        deal(inbox, outbox, today=TOMORROW)
        assert there(outbox) == (whole if begun else later), f"killed at {at}"
        assert [path.name for path in inbox.iterdir()] == []
    assert killed >= 8, "the process was not really killed"


def test_a_message_replaced_after_a_kill_is_a_new_message(inbox: Path, outbox: Path) -> None:
    (inbox / "a.xml").write_bytes(good())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(folder, "move", lambda *_: (_ for _ in ()).throw(Stopped))
        with pytest.raises(Stopped):
            deal(inbox, outbox)
    before = there(outbox)
    (inbox / "a.xml").write_bytes(wrong())
    deal(inbox, outbox)
    made = there(outbox)
    assert {name: made[name] for name in before} == before
    assert made["verwerkt/a-2.xml"] == wrong()


def test_a_damaged_note_does_not_stop_the_work(inbox: Path, outbox: Path) -> None:
    (inbox / "a.xml").write_bytes(good())
    (outbox / ".ketenwerk").mkdir(parents=True)
    with Journal(outbox) as journal:
        journal._path("a.xml").write_bytes(b"{half")
    assert isinstance(deal(inbox, outbox)[0], Handled)
    assert [path.name for path in (outbox / ".ketenwerk").iterdir()] == ["slot"]


# Trouble


def test_a_file_that_cannot_be_dealt_with_stays_and_the_others_are_done(
    inbox: Path, outbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (inbox / "a.xml").write_bytes(good())
    (inbox / "b.xml").write_bytes(good())
    original = folder.judged

    def failing(path: Path) -> Any:
        if path.name == "a.xml":
            raise PermissionError(13, "Permission denied")
        return original(path)

    monkeypatch.setattr(folder, "judged", failing)
    first, second = deal(inbox, outbox)
    assert isinstance(first, Problem)
    assert isinstance(second, Handled)
    assert [path.name for path in inbox.iterdir()] == ["a.xml"]
    monkeypatch.undo()
    assert isinstance(deal(inbox, outbox)[0], Handled)


def test_a_full_disk_leaves_the_message_where_it_is(inbox: Path, outbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (inbox / "a.xml").write_bytes(good())

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(place.os, "fsync", full)
    (result,) = deal(inbox, outbox)
    assert isinstance(result, Problem)
    assert (inbox / "a.xml").read_bytes() == good()
    assert there(outbox) == {}


def test_two_watchers_do_not_share_an_outbox(inbox: Path, outbox: Path) -> None:
    (inbox / "a.xml").write_bytes(good())
    outbox.mkdir()
    with Journal(outbox), pytest.raises(Busy):
        deal(inbox, outbox)
    assert (inbox / "a.xml").exists()
    assert isinstance(deal(inbox, outbox)[0], Handled)


def test_on_a_disk_without_links_the_promises_hold_too(inbox: Path, outbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(place.os, "link", refused)
    for data in (good(), wrong()):
        (inbox / "a.xml").write_bytes(data)
        deal(inbox, outbox)
    assert there(outbox)["verwerkt/a.xml"] == good()
    assert there(outbox)["verwerkt/a-2.xml"] == wrong()
    with pytest.raises(FileExistsError):
        place.put(outbox / "a.txt", b"x")


def test_long_names_and_names_that_are_no_text_are_dealt_with(inbox: Path, outbox: Path) -> None:
    long = "x" * 230 + ".xml"
    (inbox / long).write_bytes(good())
    odd = os.fsdecode(b"gr\xfcn.xml")
    (inbox / odd).write_bytes(good())
    results = deal(inbox, outbox)
    assert all(isinstance(result, Handled) for result in results), results
    assert len(there(outbox)) == 8
