"""A claim of more than 20 MB by hand: the page answers at once and shows how far it is, the worker answers with a 325."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from gebied import DIEMEN, NOW, own, person, signed_in
from pieces import claim

from ketenwerk.process import intake, pipeline
from ketenwerk.register.models import Archiefbericht
from ketenwerk.web.roles import Rol
from ketenwerk.web.shown import opened

MOST = 350
"""MiB for the worker."""


def run(what: str, folder: Path) -> Any:
    helper = Path(__file__).with_name("big_upload.py")
    environment = {**os.environ, "KETENWERK_DATA": str(folder), "DATABASE_URL": "", "PYTHONPATH": os.pathsep.join(sys.path)}
    environment.pop("KETENWERK_KEYS", None)
    done = subprocess.run([sys.executable, str(helper), what], env=environment, capture_output=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    return json.loads(done.stdout.decode().splitlines()[-1])


def test_a_claim_of_more_than_20_mb_from_the_upload_to_its_325(tmp_path: Path):
    pages = run("pages", tmp_path)
    assert pages["size"] > 20_000_000
    assert pages["took"] < 15
    assert pages["address"].startswith("/berichten/")
    assert "Het bericht wordt beoordeeld" in pages["page"]
    assert 'hx-trigger="every 2s"' in pages["page"]
    assert '<noscript><meta http-equiv="refresh"' in pages["page"]
    assert pages["again"] == 200

    worker = run("worker", tmp_path)
    assert worker["done"] == 1
    (made,) = worker["claims"]
    assert (made["staat"], made["toegekend"]) == ("beantwoord", 0)
    assert made["regels"] == made["afgewezen_regels"] > 20_000
    (answer,) = worker["answers"]
    assert answer["to_send"]
    assert answer["size"] < 25 * 1024 * 1024
    assert worker["peak"] <= MOST

    after = run("after", tmp_path)
    assert (after["status"], after["refresh"]) == (204, "true")
    assert "beantwoord" in after["claim"]


@pytest.mark.django_db
class TestTheBorder:
    @pytest.fixture
    def office(self):
        return signed_in(person(Rol.BACKOFFICE, own(DIEMEN)))

    def brought(self, office, data: bytes) -> Any:
        return office.post("/uploaden/", {"bestand": SimpleUploadedFile("b.xml", data)}).url

    def test_what_is_not_large_is_judged_at_once(self, office, monkeypatch):
        data = claim(3)
        monkeypatch.setattr(settings, "KETENWERK_DIRECT_LIMIT", len(data))
        page = office.get(self.brought(office, data)).content.decode()
        assert Archiefbericht.objects.get(direction="in").processed_at is not None
        assert "voortgang" not in page

    def test_what_is_one_byte_more_waits_for_the_worker_and_says_what_is_before_it(self, office, monkeypatch):
        data = claim(3)
        monkeypatch.setattr(settings, "KETENWERK_DIRECT_LIMIT", len(data) - 1)
        first, second = self.brought(office, data), self.brought(office, claim(4))
        assert not Archiefbericht.objects.filter(processed_at__isnull=False).exists()
        assert "Het bericht wordt beoordeeld" in office.get(first).content.decode()
        assert "Er is nog 1 bericht voor." in office.get(second).content.decode()

    def test_an_attempt_that_failed_says_when_it_is_tried_again(self, office, monkeypatch):
        monkeypatch.setattr(settings, "KETENWERK_DIRECT_LIMIT", 10)
        address = self.brought(office, claim(3))

        def breaks(*_: object) -> None:
            raise RuntimeError("broken")

        monkeypatch.setattr(pipeline, "handle", breaks)
        with pytest.raises(RuntimeError):
            pipeline.work_one(timezone.now())
        page = office.get(address).content.decode()
        assert "Verwerken lukte nog niet" in page
        assert "volgt een nieuwe poging" in page


@pytest.mark.django_db
def test_a_small_message_that_waits_has_the_page_that_it_had():
    office = signed_in(person(Rol.BACKOFFICE, own(DIEMEN)))
    row = intake.take_in(claim(3), "b.xml", "keten", NOW).row
    page = office.get(f"/berichten/{row.pk}/").content.decode()
    assert "voortgang" not in page
    assert "Het antwoord volgt na de beoordeling." in page


@pytest.mark.django_db
class TestThePageOfALargeMessage:
    """It opens at once: what must be read from the bytes comes when it is asked for."""

    @pytest.fixture
    def office(self):
        return signed_in(person(Rol.BACKOFFICE, own(DIEMEN)))

    @pytest.fixture
    def read(self, monkeypatch) -> list[bytes]:
        """What pages read from the bytes of a message."""
        found: list[bytes] = []
        reading = opened.read

        def counted(data: bytes) -> Any:
            found.append(data)
            return reading(data)

        monkeypatch.setattr(opened, "read", counted)
        return found

    def large(self, monkeypatch, more: int) -> str:
        data = claim(3)
        monkeypatch.setattr(settings, "KETENWERK_DIRECT_LIMIT", len(data) - more)
        return f"/berichten/{intake.receive(data, 'b.xml', 'keten', NOW).bericht.pk}/"

    def test_at_the_border_it_is_shown_as_a_whole(self, office, monkeypatch, read):
        page = office.get(self.large(monkeypatch, 0)).content.decode()
        assert "Dit bericht is groot" not in page
        assert "<pre" in page
        assert read

    def test_one_byte_more_and_only_what_is_asked_is_read(self, office, monkeypatch, read):
        address = self.large(monkeypatch, 1)
        payload = opened.payload
        page = office.get(address).content.decode()
        assert "Dit bericht is groot" in page
        assert "<pre" not in page
        assert "Wat is er mis" in page or "kw-finding" in page
        assert (read, payload.cache_info().currsize) == ([], 0)
        source = office.get(f"{address}?xml=1").content.decode()
        assert "<pre" in source
        assert "Dit bericht is groot" in source
        assert read == []
        words = office.get(f"{address}?deel=1").content.decode()
        assert "Dit bericht is groot" not in words
        assert "<pre" not in words
        assert "Declaratienummer" in words
        assert len(read) == 1

    def test_a_claim_leads_to_its_lines(self, office, monkeypatch):
        address = self.large(monkeypatch, 1)
        row = Archiefbericht.objects.get(direction="in")
        page = office.get(address).content.decode()
        assert (f'href="/declaraties/{row.pk}/#regels"' in page) is hasattr(row, "declaratie")

    def test_a_large_answer_has_a_page_of_its_own(self, office, monkeypatch):
        address = self.large(monkeypatch, -(10**6))
        made = Archiefbericht.objects.get(direction="uit")
        assert "Retourcodes in de" in office.get(address).content.decode()
        Archiefbericht.objects.filter(pk=made.pk).update(size=settings.KETENWERK_DIRECT_LIMIT + 1)
        page = office.get(address).content.decode()
        assert "Retourcodes in de" not in page
        assert f'href="/berichten/{made.pk}/"' in page

    def test_a_large_file_that_was_refused_says_why(self, office, monkeypatch, read):
        monkeypatch.setattr(settings, "KETENWERK_DIRECT_LIMIT", 10)
        kept = intake.receive(claim(3).replace(b"Declaratie>", b"Verkeerd>"), "b.xml", "keten", NOW)
        page = office.get(f"/berichten/{kept.bericht.pk}/").content.decode()
        assert "Waarom het bericht is geweigerd" in page
        assert "Dit bericht is groot" not in page
        assert read == []
