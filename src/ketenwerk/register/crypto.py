"""Encryption at rest: AES-GCM, every blob bound to its row and field, compressed before it is encrypted.

Keys come from `KETENWERK_KEYS` (`id:base64`, separated by commas; the first one encrypts, the others still decrypt), or from a
file with one such line each, made at the first start. A key is replaced by putting a new one in front (`rotate`).

What must be found again without being readable, a BSN, is kept as a keyed hash. Its key is derived from the same keys, so that
there is one thing to guard, and a search tries the hashes under all of them.
"""

import base64
import hashlib
import hmac
import os
import secrets
import zlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

ENVIRONMENT = "KETENWERK_KEYS"
KEY_BYTES = 32
_NONCE = 12
_FOR_HASHES = b"ketenwerk zoeken 1"
_LEVEL = 1  # XML shrinks tenfold at the quickest level already; higher ones cost more time than they save space


class KeyProblem(Exception):
    """The keys cannot be used: none, malformed, or not the one that a row was encrypted with."""


class Keyring(msgspec.Struct, frozen=True):
    """The keys by id. `active` encrypts; all of them decrypt."""

    active: str
    keys: Mapping[str, bytes]

    def seal(self, clear: bytes, bound_to: str, key_id: str = "") -> bytes:
        """Compresses and encrypts, with the active key unless another is named. Opens only as what it is bound to."""
        nonce = secrets.token_bytes(_NONCE)
        box = AESGCM(self._key(key_id or self.active))
        return nonce + box.encrypt(nonce, zlib.compress(clear, _LEVEL), bound_to.encode())

    def open(self, sealed: bytes, bound_to: str, key_id: str) -> bytes:
        """The bytes as they were. Raises KeyProblem for an unknown key, a changed blob, or one moved from another row."""
        key = self._key(key_id)
        try:
            packed = AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], bound_to.encode())
        except InvalidTag as error:
            raise KeyProblem("Gegevens in het archief zijn gewijzigd of horen bij een andere sleutel") from error
        return zlib.decompress(packed)

    def hashed(self, text: str) -> str:
        """Keyed hash by which the text is found again, under the active key."""
        return _hashed(self.keys[self.active], text)

    def hashes(self, text: str) -> list[str]:
        """The hash of the text under every key: what was kept before a new key came is found as well."""
        return [_hashed(key, text) for key in self.keys.values()]

    def _key(self, key_id: str) -> bytes:
        key = self.keys.get(key_id)
        if key is None:
            raise KeyProblem(f"Sleutel {key_id} ontbreekt")
        return key


@lru_cache(maxsize=16)
def _hash_key(key: bytes) -> bytes:
    return hmac.digest(key, _FOR_HASHES, hashlib.sha256)


def _hashed(key: bytes, text: str) -> str:
    return hmac.digest(_hash_key(key), text.encode(), hashlib.sha256).hex()


def keyring() -> Keyring:
    """The keys of this installation."""
    given = os.environ.get(ENVIRONMENT)
    if given:
        return parse(given)
    return _from_file(Path(settings.KETENWERK_KEY_FILE))


@lru_cache(maxsize=8)
def parse(written: str) -> Keyring:
    """Keys from `id:base64` parts separated by commas or lines. Raises KeyProblem, which never shows a key."""
    keys: dict[str, bytes] = {}
    for part in written.replace("\n", ",").split(","):
        if part.strip():
            key_id, key = _key(part.strip())
            keys[key_id] = key
    if not keys:
        raise KeyProblem("Er is geen sleutel")
    return Keyring(active=next(iter(keys)), keys=keys)


def _key(part: str) -> tuple[str, bytes]:
    key_id, _, text = part.partition(":")
    try:
        key = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise KeyProblem("Een sleutel is geen base64") from error
    if not key_id or len(key_id) > 16 or len(key) != KEY_BYTES:
        raise KeyProblem("Een sleutel heeft niet de vorm id:base64 van 32 bytes")
    return key_id, key


def new_key() -> str:
    """A fresh key as one line of a key file."""
    return written(secrets.token_hex(4), secrets.token_bytes(KEY_BYTES))


def written(key_id: str, key: bytes) -> str:
    """A key as one line of a key file."""
    return f"{key_id}:{base64.b64encode(key).decode()}"


def replace(path: Path, text: str) -> None:
    """Replaces the key file, whole or not at all. It stays readable by its owner only."""
    os.replace(_draft(path, text), path)


def _from_file(path: Path) -> Keyring:
    try:
        state = path.stat()
    except FileNotFoundError:
        _make(path)
        state = path.stat()
    return _read(path, state.st_mtime_ns, state.st_ino)


@lru_cache(maxsize=8)
def _read(path: Path, _changed: int, _file: int) -> Keyring:
    """The keys in a file that is as it was at that moment: replacing it makes another file."""
    return parse(path.read_text(encoding="ascii"))


def _make(path: Path) -> None:
    """Writes a first key that only the owner can read. Whoever loses a race for it uses the key of the winner."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = _draft(path, new_key() + "\n")
    try:
        os.link(draft, path)  # unlike a rename, this never replaces a key that is already there
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _draft(path: Path, text: str) -> Path:
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    return draft
