"""What must never leak: no personal data in logs, addresses and headers; pages masked; nothing of outside loaded."""

import io
import logging
import re

import pytest
from django.test import Client
from django.urls import get_resolver
from gebied import DIEMEN, own, person, signed_in, whole_story
from pieces import good, no_xml, refused, rejected, zipped

from builders import BSN, bericht323, client323, dag, prestatie
from ketenwerk.messages.write import write
from ketenwerk.register.models import Archiefbericht
from ketenwerk.web.roles import Rol

pytestmark = pytest.mark.django_db

PERSONAL = (BSN, "Wit", "2012-02-14", "14 februari 2012")


@pytest.fixture
def log():
    """All that the application logs while a test runs, as it is written: the one handler of the settings, with its filter."""
    out = io.StringIO()
    (handler,) = [one for one in logging.getLogger("django").handlers if type(one) is logging.StreamHandler]
    assert handler in logging.getLogger().handlers
    before = handler.setStream(out)
    yield out
    handler.setStream(before)


def walk(upload, client) -> list:
    """Everything that a person can do with these pages, right and wrong."""
    name = f"T de Wit {BSN}.xml"
    duplicate = write(bericht323("jw", client323(prestatie("jw")), client323(prestatie("jw"))))
    responses = [upload((name, data)) for data in (good(), rejected(), refused(), no_xml(), duplicate, b"")]
    responses.append(upload((name, good()), (name, b"")))
    responses.append(upload((f"{BSN}.zip", zipped([(name, good()), (f"2 {name}", b"")]))))
    responses.append(client.get("/"))
    for row in Archiefbericht.objects.filter(direction="in"):
        base = f"/berichten/{row.pk}/"
        responses += [client.get(base), client.get(f"{base}?xml=2&deel=2"), client.get(f"{base}volledig/")]
        responses += [client.get(f"{base}antwoord.xml")]
    responses += [client.get(path) for path in (f"/?q={BSN}", f"/uitleg/?q={BSN}", f"/uitleg/{BSN}/", f"/{BSN}", "/healthz")]
    responses.append(Client(enforce_csrf_checks=True).post(f"/uploaden/?naam={BSN}", {"bestand": BSN}))
    return responses


def test_no_personal_data_in_logs_addresses_and_headers(upload, client, log):
    for response in walk(upload, client):
        headers = str(dict(response.items())) + str(response.cookies)
        assert not [word for word in PERSONAL if word in headers]
    written = log.getvalue()
    assert "status 404" in written  # it did log
    assert not [word for word in PERSONAL if word in written]


def test_pages_are_masked_unless_asked(upload, client):
    walk(upload, client)
    pages = [client.get("/")] + [client.get(f"/berichten/{row.pk}/") for row in Archiefbericht.objects.filter(direction="in")]
    for page in pages:
        text = page.content.decode()
        # What one typed or called a file oneself is shown, but a BSN in it is covered.
        told = text.replace("T de Wit •••••0019.xml", "")
        assert not [word for word in PERSONAL if word in told]


@pytest.mark.parametrize(
    ("bericht", "rule"),
    [
        (lambda: bericht323("jw", client323(prestatie("jw")), client323(prestatie("jw"))), "TR101"),
        (lambda: bericht323("jw", client323(prestatie("jw"), bsn="123456789")), "CS"),
    ],
)
def test_a_finding_about_a_bsn_shows_its_end_alone(upload, client, bericht, rule):
    data = write(bericht())
    page = client.get(upload(("a.xml", data)).url).content.decode()
    assert rule in page
    assert BSN not in page
    assert "123456789" not in page
    assert "BSN eindigt op" in page


def test_an_error_in_our_own_code_logs_where_and_never_what(client, log, monkeypatch):
    from ketenwerk.web.views import gezond

    def fails() -> None:
        raise ValueError(f"kan {BSN} niet lezen")

    monkeypatch.setattr(gezond.connection, "cursor", fails)
    client.raise_request_exception = False
    response = client.get("/healthz")
    assert response.status_code == 500
    assert "Er ging bij ons iets mis" in response.content.decode()
    written = log.getvalue()
    assert BSN not in written
    assert re.search(r"ValueError in [\w.]+:\d+", written)


@pytest.mark.parametrize("path", ["/", "/uitleg/", "/uitleg/TR018/", "/bestaat-niet", "/healthz"])
def test_headers_of_every_page(client, path):
    headers = client.get(path).headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
    }
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cache-Control"] == "no-store"


def test_the_cookie_of_the_form_is_out_of_reach_of_scripts(client):
    client.get("/")
    cookie = client.cookies["csrftoken"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"


def test_pages_hold_no_script_style_or_address_of_outside(client, receive):
    for path in ("/", f"/berichten/{receive(rejected())}/", "/uitleg/", "/uitleg/TR018/"):
        page = client.get(path).content.decode()
        assert not re.search(r"\sstyle=|\son\w+=|<style", page)
        assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", page))
        assert not re.search(r'(?:src|href|action)="(?:https?:)?//', page)


def test_another_host_name_is_refused(client):
    assert client.get("/", headers={"Host": "kwaad.example"}).status_code == 400


@pytest.mark.parametrize(
    ("method", "path"),
    [("post", "/"), ("put", "/uploaden/"), ("post", "/uitleg/"), ("delete", "/healthz"), ("post", "/uitleg/TR018/")],
)
def test_other_methods_are_refused(client, method, path):
    assert getattr(client, method)(path).status_code == 405


def test_no_address_takes_a_name_or_number_of_a_person():
    """Addresses hold our own numbers (of a row, or of a line in its claim), a public code or the form of a file."""
    taken = [pattern.pattern.converters for pattern in get_resolver().url_patterns if hasattr(pattern.pattern, "converters")]
    kinds = {(name, type(kind).__name__) for converters in taken for name, kind in converters.items()}
    public = {(name, "StringConverter") for name in ("code", "daad", "gemeente", "maand", "partij", "product", "vorm")}
    own = {("key", "UUIDConverter"), ("key", "IntConverter"), ("positie", "IntConverter")}
    of_api = {("id", "UUIDStrConverter"), ("nummer", "IntConverter")}
    assert kinds == own | of_api | public


def test_a_date_of_birth_in_a_finding_is_covered(upload, client):
    from builders import bericht307, geboren, stop

    data = write(bericht307("jw", stop("jw"), geboortedatum=geboren("1890-05-06")))
    page = client.get(upload(("a.xml", data)).url).content.decode()
    assert "kw-finding" in page
    assert "1890" not in page
    assert str(dag("1890-05-06").year) not in page


def test_searching_a_bsn_and_looking_at_a_client_leaves_it_nowhere(log):
    party = own(DIEMEN)
    whole_story(party)
    office = signed_in(person(Rol.BACKOFFICE, party))
    found = office.post("/clienten/zoeken/", {"bsn": BSN})
    wrong = office.post("/clienten/zoeken/", {"bsn": f"{BSN}1"})
    pages = [office.get(found.url), office.get(f"{found.url.replace('clienten', 'trajecten')}65656055/45A04/")]
    pages += [office.get("/clienten/"), office.get(f"/?client={found.url.split('/')[2]}"), office.get("/clienten/zoeken/")]
    assert [page.status_code for page in pages] == [200, 200, 200, 200, 302]
    for page in (found, wrong, *pages):
        headers = str(dict(page.items())) + str(page.cookies)
        assert not [word for word in PERSONAL if word in headers + page.content.decode()]
    office.raise_request_exception = False
    office.get(f"/clienten/{BSN}/")
    assert "status 404" in log.getvalue()
    assert not [word for word in PERSONAL if word in log.getvalue()]
