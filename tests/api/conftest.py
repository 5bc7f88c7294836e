"""The API is asked with keys of its own; a region of two municipalities and two providers stands behind it."""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

TESTS = Path(__file__).resolve().parent.parent
for room in ("web", "process"):  # what happened in the region of their tests happened in that of these
    sys.path.append(str(TESTS / room))


@pytest.fixture(autouse=True)
def key_file(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    from ketenwerk.web.api import tempo
    from ketenwerk.web.shown.opened import contents

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
    import gebied as g

    return SimpleNamespace(
        gemeente=(g.at_municipality(g.DIEMEN, g.BSN), g.at_municipality(g.HOUTEN, g.OTHER_BSN)),
        aanbieder=(g.at_provider(g.AANBIEDER, g.THIRD_BSN), g.at_provider(g.OTHER_AANBIEDER, g.FOURTH_BSN)),
    )
