"""The way of a message is tested with keys and a database of its own."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def key_file(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("KETENWERK_KEYS", raising=False)
    settings.KETENWERK_KEY_FILE = tmp_path / "sleutels"
    return tmp_path / "sleutels"
