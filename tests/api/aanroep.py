"""Software that asks the API with a key, in the process of the test."""

import json
from datetime import date, timedelta
from typing import Any

from django.test import Client as Browser
from django.utils import timezone

from ketenwerk.register.models import EigenPartij
from ketenwerk.web import sleutels
from ketenwerk.web.models import Gebruiker, Mandaat, Toegangssleutel
from ketenwerk.web.roles import Rol


class Software:
    """Asks under /api/v1; what it sends is JSON unless it is bytes."""

    def __init__(self, sleutel: Toegangssleutel | None, text: str) -> None:
        self.sleutel, self.text = sleutel, text
        self.browser = Browser(raise_request_exception=False)

    def ask(self, method: str, path: str, body: Any = None, content_type: str = "application/json", **headers: str) -> Any:
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        auth = {"Authorization": f"Bearer {self.text}"} if self.text else {}
        return self.browser.generic(method, f"/api/v1{path}", data, content_type, headers={**auth, **headers})

    def get(self, path: str) -> Any:
        return self.ask("GET", path)

    def post(self, path: str, body: Any = None, content_type: str = "application/json") -> Any:
        return self.ask("POST", path, body, content_type)


def gebruiker(rol: Rol, party: EigenPartij | None, naam: str = "") -> Gebruiker:
    made = Gebruiker.objects.make(naam or f"{rol.value}.{party.code if party else 'los'}", rol.label)
    Mandaat.objects.create(gebruiker=made, rol=rol, party=party)
    return made


def key_of(
    of: Gebruiker, party: EigenPartij | None = None, *, alleen_lezen: bool = False, verloopt_op: date | None = None
) -> Software:
    last = verloopt_op or timezone.localdate() + timedelta(days=30)
    row, text = sleutels.make(of, "Proef", last, timezone.now(), party, alleen_lezen=alleen_lezen)
    return Software(row, text)


def software(rol: Rol, party: EigenPartij | None, **more: Any) -> Software:
    return key_of(gebruiker(rol, party), **more)


def problem(response: Any) -> dict[str, Any]:
    """The problem that an answer is, with its status checked against it."""
    assert response.headers["Content-Type"] == "application/problem+json", response.content[:300]
    found = response.json()
    assert found["status"] == response.status_code
    return found
