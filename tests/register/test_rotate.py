"""A key is replaced: everything stays readable and findable, before, during and after; and an old key can be forgotten."""

from pathlib import Path

import pytest
from test_archive import NOW

from builders import BSN, bericht315
from ketenwerk.messages.write import write
from ketenwerk.process import intake
from ketenwerk.register import archive, clients, known, parties, rotate
from ketenwerk.register.archive import Overgeslagen
from ketenwerk.register.crypto import KeyProblem, keyring
from ketenwerk.register.models import Archiefbericht, Client, Gesprek

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kept(db: None, key_file: Path) -> None:
    parties.add_own("jw", "0384", NOW)
    intake.receive(write(bericht315("jw")), "b.xml", "keten", NOW)
    archive.open_zending([Overgeslagen("x.pdf", "geen-xml")], NOW)


def dossier():
    row = clients.find(Gesprek.objects.get(), BSN)
    assert row is not None
    return known.dossier(row)


def readable() -> None:
    assert dossier().verzoeken
    assert dossier().bsn == BSN
    for row in Archiefbericht.objects.all():
        assert archive.payload(row).startswith(b"<?xml")
        assert isinstance(archive.findings(row), list)
        assert archive.kern(row) is not None
        assert isinstance(archive.changes(row), list)


def test_everything_moves_to_the_new_key(key_file: Path):
    old = keyring().active
    before = dossier()
    new = rotate.new_key()
    readable()
    assert sum(rotate.rotate()) == 5  # zending, message, reply, client, request
    assert set(rotate.in_use()) == {new}
    readable()
    assert dossier() == before
    assert rotate.forget_unused() == [old]
    assert keyring().keys.keys() == {new}
    readable()
    assert list(rotate.rotate()) == []
    assert key_file.stat().st_mode & 0o777 == 0o600
    assert [entry.name for entry in key_file.parent.iterdir()] == ["sleutels"]


def test_a_client_is_found_halfway_and_not_made_twice():
    rotate.new_key()
    gesprek = Gesprek.objects.get()
    assert clients.find_or_make(gesprek, BSN) == clients.find(gesprek, BSN)
    assert Client.objects.count() == 1


def test_a_key_that_is_still_needed_is_not_forgotten():
    old = keyring().active
    rotate.new_key()
    assert rotate.forget_unused() == []
    assert old in keyring().keys
    readable()


def test_a_row_that_is_half_written_keeps_to_its_own_key():
    row = Archiefbericht.objects.filter(direction="in").get()
    rotate.new_key()
    archive.write_changes(row, [])
    assert archive.payload(row).startswith(b"<?xml")
    assert archive.changes(row) == []


def test_keys_of_the_environment_are_not_ours_to_change(monkeypatch: pytest.MonkeyPatch, key_file: Path):
    monkeypatch.setenv("KETENWERK_KEYS", key_file.read_text().strip())
    with pytest.raises(KeyProblem, match="KETENWERK_KEYS"):
        rotate.new_key()
    with pytest.raises(KeyProblem, match="KETENWERK_KEYS"):
        rotate.forget_unused()


def test_the_hash_of_a_number_depends_on_the_key_and_says_nothing():
    first = keyring().hashed(BSN)
    assert BSN not in first
    rotate.new_key()
    assert keyring().hashed(BSN) != first
    assert first in keyring().hashes(BSN)
