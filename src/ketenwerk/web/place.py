"""Where an installation keeps its things: one folder, readable by its owner only."""

import os
import secrets
from pathlib import Path

SECRET_BYTES = 50


def data_folder() -> Path:
    """`KETENWERK_DATA`, or the folder `data` where the command is given."""
    return Path(os.environ.get("KETENWERK_DATA") or "data").resolve()


def secret_key() -> str:
    """`KETENWERK_SECRET_KEY`, the kept one, or one that lasts as long as this process."""
    given = os.environ.get("KETENWERK_SECRET_KEY")
    if given:
        return given
    kept = _secret_file()
    return kept.read_text(encoding="ascii").strip() if kept.exists() else secrets.token_urlsafe(SECRET_BYTES)


def make_place() -> Path:
    """Makes the folder and a secret that outlives the process. Call it before Django reads its settings."""
    folder = data_folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not os.environ.get("KETENWERK_SECRET_KEY"):
        try:
            descriptor = os.open(_secret_file(), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return folder
        with os.fdopen(descriptor, "w", encoding="ascii") as out:
            out.write(secrets.token_urlsafe(SECRET_BYTES) + "\n")
    return folder


def _secret_file() -> Path:
    return data_folder() / "geheim"
