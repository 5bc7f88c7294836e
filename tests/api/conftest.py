"""The API is asked with keys of its own; a region of two municipalities and two providers stands behind it."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

TESTS = Path(__file__).resolve().parent.parent
for room in ("web", "process"):  # what happened in the region of their tests happens in that of these
    sys.path.append(str(TESTS / room))

from aanroep import Software, software  # noqa: E402
from gebied import AANBIEDER, BSN, DIEMEN, FOURTH_BSN, HOUTEN, OTHER_AANBIEDER, OTHER_BSN, THIRD_BSN  # noqa: E402
from gebied import at_municipality, at_provider  # noqa: E402

from ketenwerk.web.api import tempo  # noqa: E402
from ketenwerk.web.shown.opened import contents  # noqa: E402


@pytest.fixture(autouse=True)
def key_file(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.delenv("KETENWERK_KEYS", raising=False)
    settings.KETENWERK_KEY_FILE = tmp_path / "sleutels"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    contents.cache_clear()
    tempo.TEMPO.forget()
    yield tmp_path / "sleutels"
    contents.cache_clear()


@pytest.fixture
def region(db: None) -> SimpleNamespace:
    """What happened at our own party and at a foreign one, on both sides of the chain."""
    return SimpleNamespace(
        gemeente=(at_municipality(DIEMEN, BSN), at_municipality(HOUTEN, OTHER_BSN)),
        aanbieder=(at_provider(AANBIEDER, THIRD_BSN), at_provider(OTHER_AANBIEDER, FOURTH_BSN)),
    )


@pytest.fixture
def with_key(db: None) -> Callable[..., Software]:
    """Makes software of somebody with one role for one party, with a key."""
    return software
