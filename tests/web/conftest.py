"""Pages are tested against keys of their own; nothing read for one test is remembered in the next."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from vensters import browser_type_launch_args, open_context, troubles  # noqa: F401  fixtures

from ketenwerk.process import intake
from ketenwerk.web.models import Gebruiker, Mandaat
from ketenwerk.web.roles import Rol
from ketenwerk.web.shown.opened import forget


@pytest.fixture(autouse=True)
def key_file(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.delenv("KETENWERK_KEYS", raising=False)
    settings.KETENWERK_KEY_FILE = tmp_path / "sleutels"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    forget()
    yield tmp_path / "sleutels"
    forget()


@pytest.fixture
def receive(db: None) -> Callable[..., UUID]:
    """Keeps a message and gives its number."""

    def run(data: bytes, name: str = "bericht.xml", source: str = "upload") -> UUID:
        return intake.receive(data, name, source, timezone.now()).bericht.pk

    return run


@pytest.fixture
def loose(db: None) -> Gebruiker:
    """Somebody who works on messages that are for no party of this installation."""
    gebruiker = Gebruiker.objects.make("losse.berichten", "Losse Berichten")
    Mandaat.objects.create(gebruiker=gebruiker, rol=Rol.BACKOFFICE)
    return gebruiker


@pytest.fixture
def client(loose: Gebruiker) -> Client:
    """A browser in which somebody is signed in who may see what is for no party of this installation."""
    browser = Client()
    browser.force_login(loose)
    return browser


@pytest.fixture
def upload(loose: Gebruiker) -> Callable[..., Any]:
    """Sends files the way a browser does, checks of the form included. Each file is (name, bytes)."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(loose)

    def run(*files: tuple[str, bytes], **headers: str) -> Any:
        browser.get("/")
        token = browser.cookies["csrftoken"].value
        sent = [SimpleUploadedFile(name, data) for name, data in files]
        return browser.post("/uploaden/", {"bestand": sent, "csrfmiddlewaretoken": token}, headers=headers)

    return run
