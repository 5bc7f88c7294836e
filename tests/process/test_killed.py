"""A worker that is killed at any moment loses nothing and doubles nothing; two workers give the same register as one.

KETENWERK_KILLS sets how often a worker is killed (6). With DATABASE_URL the database is PostgreSQL, else a file.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest

from ketenwerk.register.crypto import new_key

KILLS = int(os.environ.get("KETENWERK_KILLS", "6"))
MESSAGES = 40 * KILLS
TESTS = Path(__file__).resolve().parents[1]
PATIENCE = 120


class Place:
    """A register of its own, worked on by processes only."""

    def __init__(self, folder: Path, key: str, url: str) -> None:
        path = os.pathsep.join([str(TESTS), str(TESTS / "process")])
        self.env = {**os.environ, "KETENWERK_DATA": str(folder), "KETENWERK_KEYS": key, "DATABASE_URL": url, "PYTHONPATH": path}

    def tell(self, act: str, *given: object) -> Any:
        command = [sys.executable, "-W", "error", str(TESTS / "process" / "killing.py"), act, *map(str, given)]
        done = subprocess.run(command, env=self.env, capture_output=True, text=True, check=False, timeout=PATIENCE)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def worker(self, *options: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", "import sys; from ketenwerk.cli import main; sys.exit(main())", "worker", *options]
        return subprocess.Popen(command, env=self.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.fixture
def places(tmp_path: Path) -> Iterator[list[Place]]:
    """Two registers with the same keys, each in a database that is gone afterwards."""
    url, key = os.environ.get("DATABASE_URL", ""), new_key()
    names = [f"kill_{uuid.uuid4().hex[:8]}" for _ in range(2)]
    if url:
        for name in names:
            _psql(url, f"CREATE DATABASE {name}")
    try:
        yield [Place(tmp_path / name, key, _named(url, name)) for name in names]
    finally:
        if url:
            for name in names:
                _psql(url, f"DROP DATABASE {name} WITH (FORCE)")


def _named(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}")) if url else ""


def _psql(url: str, sql: str) -> None:
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql)


def finish(worker: subprocess.Popen[str]) -> None:
    _, errors = worker.communicate(timeout=PATIENCE)
    assert worker.returncode == 0, errors


def test_killed_at_any_moment_nothing_is_lost_or_doubled(places: list[Place]) -> None:
    calm, killed = places
    for place in places:
        place.tell("fill", MESSAGES, 7)
    finish(calm.worker("--once"))
    chosen, kills = random.Random(11), 0
    while kills < KILLS and (before := killed.tell("progress")):
        worker = killed.worker()
        assert worker.stdout is not None
        worker.stdout.readline()  # it says that it has begun
        time.sleep(chosen.uniform(0, 0.25))
        worker.send_signal(signal.SIGKILL)
        worker.communicate(timeout=PATIENCE)
        assert killed.tell("progress") <= before
        kills += 1
    assert kills >= min(KILLS, 3), "the work was done before a worker could be killed"
    finish(killed.worker("--once"))
    expected, outcome = calm.tell("outcome"), killed.tell("outcome")
    assert outcome == expected
    assert outcome["answers"] == [1] * outcome["owed"]
    assert outcome["in_order"]
    assert outcome["differences"] == 0
    assert {verdict for _, verdict, _ in outcome["verdicts"]} == {"accepted", "rejected"}


def test_two_workers_give_the_same_register_as_one(places: list[Place]) -> None:
    one, two = places
    for place in places:
        place.tell("fill", 120, 5)
    finish(one.worker("--once"))
    for worker in [two.worker("--once"), two.worker("--once")]:
        finish(worker)
    assert two.tell("progress") == 0
    assert two.tell("outcome") == one.tell("outcome")


def test_a_worker_that_is_asked_to_stop_ends_its_message_and_says_how_many(places: list[Place]) -> None:
    place = places[0]
    place.tell("fill", 5, 1)
    worker = place.worker("--interval", "0.1")
    assert worker.stdout is not None
    worker.stdout.readline()
    while place.tell("progress"):
        time.sleep(0.1)
    worker.send_signal(signal.SIGTERM)
    out, errors = worker.communicate(timeout=PATIENCE)
    assert (worker.returncode, errors) == (0, "")
    assert "Verwerkt: 9." in out
