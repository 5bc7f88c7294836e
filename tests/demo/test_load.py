"""Loading the demonstration: whole, once, and beside what else is at hand. What it is then: test_region."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from ketenwerk.demo import keten, messages
from ketenwerk.demo.load import Loaded, load, load_folder
from ketenwerk.demo.start import fill, official_examples
from ketenwerk.process import intake
from ketenwerk.register import archive
from ketenwerk.register.models import Archiefbericht, Bron, EigenPartij, Richting
from outside import shared

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)
TOLD = {message.name: message for message in messages(TODAY)}


@pytest.fixture(autouse=True)
def _keys(tmp_path: Path, settings: object) -> None:
    settings.KETENWERK_KEY_FILE = tmp_path / "sleutels"  # type: ignore[attr-defined]


def received(source: Bron) -> list[Archiefbericht]:
    return list(Archiefbericht.objects.filter(source=source, direction=Richting.IN))


def test_messages_arrive_on_the_day_they_were_sent_and_never_later_than_now() -> None:
    now = timezone.now()
    load(timezone.localdate(now))
    for row in received(Bron.DEMO):
        assert row.received_at <= timezone.now()
    by_name = {archive.kern(row).name: row.received_at for row in received(Bron.DEMO)}
    sent = {message.name: message.sent for message in messages(timezone.localdate(now))}
    taken = {name: timezone.localtime(moment).date() for name, moment in by_name.items() if name}
    assert taken
    assert taken == {name: sent[name] for name in taken}


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

    monkeypatch.setattr(keten, "receive", fail_at_the_tenth)
    with pytest.raises(OSError, match="schijf vol"):
        load(TODAY)
    assert count == 10
    assert Archiefbericht.objects.count() == 0
    assert EigenPartij.objects.count() == 0


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
    loaded = load(TODAY, folder)
    assert (loaded.demo > 100, loaded.examples) == (True, 22)
    assert all(row.party is None for row in received(Bron.EXAMPLE))
    first = min(row.received_at for row in received(Bron.DEMO))
    assert max(row.received_at for row in received(Bron.EXAMPLE)) <= first
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
    assert received(Bron.DEMO)
    assert [len(received(source)) for source in (Bron.EXAMPLE, Bron.FOLDER)] == [1, 1]
