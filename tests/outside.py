"""Where the material of others lies that judges us: official schemas, examples, rules. Read from there, never copied here."""

import os
from pathlib import Path

import pytest

_BESIDE = Path(__file__).resolve().parents[2] / "shared"
_NAMED = Path(os.environ["KETENWERK_SHARED"]) if "KETENWERK_SHARED" in os.environ else _BESIDE

SHARED: Path | None = _NAMED if (_NAMED / "standaard").is_dir() else None
"""The folder `shared` beside the repository, or None."""

REQUIRE_ALL = os.environ.get("KETENWERK_REQUIRE_ALL") == "1"
"""With this, what would be skipped fails: continuous integration must not pass by skipping."""


def lacking(reason: str) -> None:
    """Skips the running test with its reason, or fails it where everything is required."""
    if REQUIRE_ALL:
        pytest.fail(reason)
    pytest.skip(reason)


def shared(*parts: str) -> Path:
    """A file or folder of the outside material; skips the test where it is absent."""
    if SHARED is None:
        lacking("the outside material is not beside the repository (set KETENWERK_SHARED)")
    assert SHARED is not None
    return SHARED.joinpath(*parts)


def examples() -> list[Path]:
    """The official example messages of both laws; empty where the material is absent."""
    return sorted(SHARED.glob("standaard/voorbeelden/*/3.2/*.xml")) if SHARED else []
