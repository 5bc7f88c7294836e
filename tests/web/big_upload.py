"""Two processes for the test of a large upload: one that is the web pages, one that is the worker. Each says what it saw as JSON.

The folder of the installation comes from KETENWERK_DATA, as everywhere.
"""

import json
import sys
import time

from ketenwerk.web.serve import prepare

SIZE = 20_500_000


def pages() -> dict[str, object]:
    """Uploads a claim of more than 20 MB by hand and looks at its page, before anybody dealt with it."""
    from django.conf import settings
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client
    from django.utils import timezone

    from ketenwerk.bench.material import largest_claim
    from ketenwerk.register import parties
    from ketenwerk.web.models import Gebruiker, Mandaat
    from ketenwerk.web.roles import Rol

    settings.ALLOWED_HOSTS = ["testserver"]
    party = parties.add_own("jw", "0384", timezone.now())
    gebruiker = Gebruiker.objects.make("proef", "Proef")
    Mandaat.objects.create(gebruiker=gebruiker, rol=Rol.BACKOFFICE, party=party)
    browser = Client()
    browser.force_login(gebruiker)
    data = largest_claim(SIZE)
    begin = time.monotonic()
    response = browser.post("/uploaden/", {"bestand": SimpleUploadedFile("groot.xml", data)})
    took = time.monotonic() - begin
    page = browser.get(response.url)
    again = browser.get(response.url, headers={"HX-Request": "true", "HX-Trigger": "voortgang"})
    return {
        "size": len(data),
        "took": took,
        "address": response.url,
        "page": page.content.decode(),
        "again": again.status_code,
    }


def worker() -> dict[str, object]:
    """Deals with what waits; the highest memory of this process in MiB, and what came of it."""
    from threading import Event

    from ketenwerk.bench.memory import _highest
    from ketenwerk.process.worker import run

    done = run(Event(), until_idle=True)
    peak = _highest()
    from ketenwerk.register.models import Archiefbericht, Declaratie

    return {
        "done": done,
        "peak": peak,
        "claims": list(Declaratie.objects.values("staat", "regels", "afgewezen_regels", "toegekend")),
        "answers": list(Archiefbericht.objects.filter(number="325").values("to_send", "verdict", "size")),
    }


def after() -> dict[str, object]:
    """Looks at the page once more, as the page does by itself."""
    from django.conf import settings
    from django.test import Client

    from ketenwerk.register.models import Archiefbericht
    from ketenwerk.web.models import Gebruiker

    settings.ALLOWED_HOSTS = ["testserver"]
    browser = Client()
    browser.force_login(Gebruiker.objects.get())
    key = Archiefbericht.objects.get(number="323").pk
    looked = browser.get(f"/berichten/{key}/", headers={"HX-Request": "true", "HX-Trigger": "voortgang"})
    claim = browser.get(f"/declaraties/{key}/")
    return {"status": looked.status_code, "refresh": looked.headers.get("HX-Refresh", ""), "claim": claim.content.decode()}


if __name__ == "__main__":
    prepare()
    print(json.dumps({"pages": pages, "worker": worker, "after": after}[sys.argv[1]]()))
