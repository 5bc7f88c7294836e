"""The demonstration in the archive: whole, once, and beside what else is at hand."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from ketenwerk.demo import load as loading
from ketenwerk.demo import messages
from ketenwerk.demo.load import Loaded, load, load_folder
from ketenwerk.demo.start import fill, official_examples
from ketenwerk.process import intake
from ketenwerk.register import archive
from ketenwerk.register.models import Archiefbericht, Bron, Richting
from outside import shared

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)
TOLD = {message.name: message for message in messages(TODAY)}


@pytest.fixture(autouse=True)
def _keys(tmp_path: Path, settings: object) -> None:
    settings.KETENWERK_KEY_FILE = tmp_path / "sleutels"  # type: ignore[attr-defined]


def received(source: Bron) -> list[Archiefbericht]:
    return list(Archiefbericht.objects.filter(source=source, direction=Richting.IN))


def test_every_message_is_in_the_archive_with_its_verdict() -> None:
    assert load(TODAY) == Loaded(demo=len(TOLD), examples=0)
    rows = {archive.kern(row).name: row for row in received(Bron.DEMO)}
    assert {name: (row.verdict, row.findings_count) for name, row in rows.items()} == {
        name: (message.expected, len(message.findings)) for name, message in TOLD.items()
    }
    assert {name: archive.payload(row) for name, row in rows.items()} == {name: message.data for name, message in TOLD.items()}


def test_messages_arrive_on_the_day_they_were_sent_and_never_later_than_now() -> None:
    now = timezone.now()
    load(timezone.localdate(now))
    for row in received(Bron.DEMO):
        assert row.received_at <= timezone.now()
    by_name = {archive.kern(row).name: row.received_at for row in received(Bron.DEMO)}
    sent = {message.name: message.sent for message in messages(timezone.localdate(now))}
    assert {name: timezone.localtime(moment).date() for name, moment in by_name.items()} == sent


def test_the_stories_are_loaded_once_even_on_another_day() -> None:
    load(TODAY)
    before = Archiefbericht.objects.count()
    assert load(TODAY + timedelta(days=1)) == Loaded(demo=0, examples=0)
    assert Archiefbericht.objects.count() == before


def test_loading_that_fails_halfway_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    count = 0

    def fail_at_the_tenth(*given: object) -> object:
        nonlocal count
        count += 1
        if count == 10:
            raise OSError("schijf vol")
        return intake.receive(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(loading, "receive", fail_at_the_tenth)
    with pytest.raises(OSError, match="schijf vol"):
        load(TODAY)
    assert count == 10
    assert Archiefbericht.objects.count() == 0


def test_a_folder_that_is_absent_is_no_fault(tmp_path: Path) -> None:
    assert load(TODAY, tmp_path / "nergens").examples == 0


def test_a_folder_is_loaded_once_and_what_is_new_in_it_later(tmp_path: Path) -> None:
    first, *others = (message.data for message in TOLD.values())
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "een.xml").write_bytes(first)
    (tmp_path / "kladje.txt").write_text("geen bericht")
    assert load_folder(tmp_path, Bron.FOLDER) == 1
    assert load_folder(tmp_path, Bron.FOLDER) == 0
    (tmp_path / "twee.xml").write_bytes(others[0])
    assert load_folder(tmp_path, Bron.FOLDER) == 1
    assert sorted(archive.kern(row).name for row in received(Bron.FOLDER)) == ["een.xml", "twee.xml"]


def test_official_examples_are_loaded_beside_the_stories() -> None:
    folder = shared("standaard", "voorbeelden")
    assert load(TODAY, folder) == Loaded(demo=len(TOLD), examples=22)
    refused = [archive.kern(row).name for row in received(Bron.EXAMPLE) if row.verdict == "refused"]
    assert sorted(refused) == ["JW315.xml", "JW318.xml"]


def test_the_demonstration_begins_with_all_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    examples = tmp_path / "standaard" / "voorbeelden"
    examples.mkdir(parents=True)
    (examples / "JW305.xml").write_bytes(next(iter(TOLD.values())).data)
    own = tmp_path / "eigen"
    own.mkdir()
    (own / "eigen.xml").write_bytes(b"geen bericht")
    monkeypatch.setenv("KETENWERK_SHARED", str(tmp_path))
    assert official_examples() == examples
    fill(own)
    assert [len(received(source)) for source in (Bron.DEMO, Bron.EXAMPLE, Bron.FOLDER)] == [len(TOLD), 1, 1]
