"""Encryption at rest: what is bound where, which keys open it, and what becomes of the key file."""

import threading
from pathlib import Path

import pytest

from ketenwerk.register.crypto import KeyProblem, keyring, new_key, parse

CLEAR = b"<Bsn>999990019</Bsn>" * 50


def test_sealed_says_nothing_and_opens_to_the_same_bytes():
    ring = parse(new_key())
    sealed = ring.seal(CLEAR, "rij/1/payload")
    assert b"999990019" not in sealed
    assert ring.open(sealed, "rij/1/payload", ring.active) == CLEAR


def test_compressed_before_it_is_encrypted():
    assert len(parse(new_key()).seal(CLEAR, "x")) < len(CLEAR) / 5


def test_same_bytes_never_look_the_same_twice():
    ring = parse(new_key())
    assert ring.seal(CLEAR, "x") != ring.seal(CLEAR, "x")


@pytest.mark.parametrize("bound_to", ["rij/2/payload", "rij/1/kern", ""])
def test_does_not_open_in_another_row_or_column(bound_to):
    ring = parse(new_key())
    with pytest.raises(KeyProblem):
        ring.open(ring.seal(CLEAR, "rij/1/payload"), bound_to, ring.active)


def test_does_not_open_when_one_bit_was_changed():
    ring = parse(new_key())
    sealed = bytearray(ring.seal(CLEAR, "x"))
    sealed[-1] ^= 1
    with pytest.raises(KeyProblem):
        ring.open(bytes(sealed), "x", ring.active)


def test_a_new_key_in_front_encrypts_and_the_old_one_still_opens():
    old = new_key()
    sealed = parse(old).seal(CLEAR, "x")
    both = parse(f"{new_key()}\n{old}\n")
    assert both.active != parse(old).active
    assert both.open(sealed, "x", parse(old).active) == CLEAR


def test_without_its_key_a_row_stays_closed():
    old = parse(new_key())
    with pytest.raises(KeyProblem, match="ontbreekt"):
        parse(new_key()).open(old.seal(CLEAR, "x"), "x", old.active)


@pytest.mark.parametrize("written", ["", "\n", "a:geen-base64!", "a:AAAA", ":" + "A" * 44, "a" * 17 + ":" + "A" * 43 + "="])
def test_what_is_no_key_is_refused_without_showing_it(written):
    with pytest.raises(KeyProblem) as caught:
        parse(written)
    assert written.strip() == "" or written not in str(caught.value)


def test_first_start_makes_a_key_file_for_its_owner_alone(key_file: Path):
    first = keyring()
    assert key_file.stat().st_mode & 0o777 == 0o600
    assert keyring() == first
    assert [entry.name for entry in key_file.parent.iterdir()] == ["sleutels"]


def test_a_race_for_the_first_key_has_one_winner(key_file: Path):
    start, seen = threading.Barrier(4), []

    def run() -> None:
        start.wait()
        seen.append(keyring().active)

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(seen)) == 1
    assert len(seen) == 4


def test_environment_goes_before_the_file(key_file: Path, monkeypatch: pytest.MonkeyPatch):
    given = new_key()
    monkeypatch.setenv("KETENWERK_KEYS", given)
    assert keyring() == parse(given)
    assert not key_file.exists()
