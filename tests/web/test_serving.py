"""Starting the application on an empty place: what it makes there, who can read it, and that it answers."""

import os
import re
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest
from pieces import good

from ketenwerk.web import place

START = "from ketenwerk.web.serve import serve; serve('127.0.0.1', 0)"


def _hear_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Running:
    """A server of our own in a process of its own."""

    def __init__(self, folder: Path) -> None:
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("KETENWERK_", "DJANGO_"))}
        self.process = subprocess.Popen(
            [sys.executable, "-W", "error", "-c", START],
            env={**clean, "KETENWERK_DATA": str(folder), "KETENWERK_DEMO": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            # Tests that were themselves started in the background ignore Ctrl-C, and a child would inherit that.
            preexec_fn=_hear_interrupts,
        )
        assert self.process.stdout is not None
        self.said = self.process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", self.said)
        self.port = int(found[1]) if found else 0
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, dict[str, str], str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        kept = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())} if self.cookies else {}
        connection.request(method, path, body or None, {**kept, **headers})
        response = connection.getresponse()
        for line in response.headers.get_all("Set-Cookie", []):
            name, _, value = line.split(";")[0].partition("=")
            self.cookies[name] = value
        answer = response.status, dict(response.getheaders()), response.read().decode()
        connection.close()
        return answer

    def sign_in(self) -> None:
        """Chooses a role, as who tries the demonstration does."""
        token = _token(self.ask("GET", "/inloggen/")[2])
        body = urlencode({"csrfmiddlewaretoken": token, "rol": "backofficemedewerker"}).encode()
        status, headers, _page = self.ask("POST", "/inloggen/rol/", body, **{"Content-Type": "application/x-www-form-urlencoded"})
        assert (status, headers["Location"]) == (302, "/")

    def stop(self) -> str:
        """Ends it as Ctrl-C does; gives what it logged."""
        self.process.send_signal(signal.SIGINT)
        return self.process.communicate(timeout=20)[1]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "een map met spaties" / "data"


@pytest.fixture
def server(folder: Path) -> Iterator[Running]:
    running = Running(folder)
    yield running
    if running.process.poll() is None:
        running.stop()


def upload(server: Running, data: bytes, name: str) -> tuple[int, dict[str, str], str]:
    server.sign_in()
    token = _token(server.ask("GET", "/")[2])
    part = (
        f'--x\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n'
        f'--x\r\nContent-Disposition: form-data; name="bestand"; filename="{name}"\r\nContent-Type: text/xml\r\n\r\n'
    )
    body = part.encode() + data + b"\r\n--x--\r\n"
    return server.ask("POST", "/uploaden/", body, **{"Content-Type": "multipart/form-data; boundary=x"})


def _token(page: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert found
    return found[1]


def test_starts_on_an_empty_place_says_its_address_and_serves(server: Running, folder: Path):
    assert server.said == f"ketenwerk staat klaar op http://127.0.0.1:{server.port}/\n"
    status, headers, page = server.ask("GET", "/")
    assert (status, headers["Location"]) == (302, "/inloggen/")
    server.sign_in()
    status, headers, page = server.ask("GET", "/")
    assert status == 200
    assert "Nog geen berichten" in page
    assert "Server" not in headers
    for asset in re.findall(r'(?:src|href)="(/static/[^"]+)"', page):
        status, headers, _body = server.ask("GET", asset)
        assert status == 200, asset
        assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert server.ask("GET", "/healthz")[2] == '{"status": "ok"}'


def test_takes_a_message_and_shows_it(server: Running):
    status, headers, _page = upload(server, good(), "stop.xml")
    assert status == 302
    status, _headers, page = server.ask("GET", headers["Location"])
    assert status == 200
    assert "Stopbericht van aanbieder 65656055" in page


def test_what_it_makes_is_for_its_owner_alone_and_lasts(server: Running, folder: Path):
    upload(server, good(), "stop.xml")
    server.stop()
    assert {entry.name for entry in folder.iterdir()} >= {"geheim", "sleutels", "ketenwerk.sqlite3"}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for name in ("geheim", "sleutels", "ketenwerk.sqlite3"):
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600
    before = {name: (folder / name).read_text() for name in ("geheim", "sleutels")}
    again = Running(folder)
    try:
        again.sign_in()
        assert "Stopbericht (JW307)" in again.ask("GET", "/")[2]
        assert {name: (folder / name).read_text() for name in before} == before
    finally:
        again.stop()


def test_a_body_beyond_the_bound_gets_a_page_and_the_server_lives_on(server: Running):
    status, _headers, page = server.ask(
        "POST", "/uploaden/", b"x" * (102 * 1024 * 1024), **{"Content-Type": "multipart/form-data; boundary=x"}
    )
    assert status == 413
    assert "De upload is te groot" in page
    assert server.ask("GET", "/healthz")[0] == 200


def test_logs_no_paths_and_stops_without_a_trace_of_the_stack(server: Running):
    server.ask("GET", "/cli%C3%ABnt-999990019")
    logged = server.stop()
    assert "999990019" not in logged
    assert "status 404" in logged
    assert "Traceback" not in logged


# The place


def test_reading_the_secret_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("KETENWERK_DATA", str(tmp_path / "nergens"))
    monkeypatch.delenv("KETENWERK_SECRET_KEY", raising=False)
    assert place.secret_key() != place.secret_key()
    assert not (tmp_path / "nergens").exists()


def test_the_kept_secret_is_the_same_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("KETENWERK_DATA", str(tmp_path))
    monkeypatch.delenv("KETENWERK_SECRET_KEY", raising=False)
    place.make_place()
    first = place.secret_key()
    place.make_place()
    assert place.secret_key() == first
    assert len(first) >= 50


def test_a_secret_of_the_environment_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("KETENWERK_DATA", str(tmp_path))
    monkeypatch.setenv("KETENWERK_SECRET_KEY", "gegeven")
    place.make_place()
    assert place.secret_key() == "gegeven"
    assert not (tmp_path / "geheim").exists()
