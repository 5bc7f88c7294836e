"""The database of the model test has keys of its own."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def key_file(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KETENWERK_KEYS", raising=False)
    settings.KETENWERK_KEY_FILE = tmp_path / "sleutels"
