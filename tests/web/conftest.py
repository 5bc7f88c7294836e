"""Pages are tested against keys of their own; nothing read for one test is remembered in the next."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from ketenwerk.register import archive
from ketenwerk.web.shown.opened import opened


@pytest.fixture(autouse=True)
def key_file(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.delenv("KETENWERK_KEYS", raising=False)
    settings.KETENWERK_KEY_FILE = tmp_path / "sleutels"
    opened.cache_clear()
    yield tmp_path / "sleutels"
    opened.cache_clear()


@pytest.fixture
def receive(db: None) -> Callable[..., UUID]:
    """Keeps a message and gives its number."""

    def run(data: bytes, name: str = "bericht.xml", source: str = "upload") -> UUID:
        return archive.receive(data, name, source, timezone.now()).bericht.pk

    return run


@pytest.fixture
def upload(db: None) -> Callable[..., Any]:
    """Sends files the way a browser does, checks of the form included. Each file is (name, bytes)."""
    browser = Client(enforce_csrf_checks=True)

    def run(*files: tuple[str, bytes], **headers: str) -> Any:
        browser.get("/")
        token = browser.cookies["csrftoken"].value
        sent = [SimpleUploadedFile(name, data) for name, data in files]
        return browser.post("/uploaden/", {"bestand": sent, "csrfmiddlewaretoken": token}, headers=headers)

    return run
