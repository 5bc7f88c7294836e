"""Puts the demonstration in the archive, and other messages that are at hand. Needs the application."""

import hashlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import msgspec
from django.db import transaction
from django.utils import timezone

from ketenwerk.demo.berichten import messages
from ketenwerk.process.intake import receive
from ketenwerk.register.models import Archiefbericht, Bron

_OPENS = time(9, 0)
_BETWEEN = timedelta(minutes=2)


class Loaded(msgspec.Struct, frozen=True, gc=False):
    """How many messages were put in the archive now; nothing is put there twice."""

    demo: int
    examples: int


def load(today: date, also: Path | None = None) -> Loaded:
    """Loads the stories as told on this day, and the official examples from the folder `also` when it exists.

    The stories go in whole or not at all, and not again when they are there already, even of another day: an archive keeps
    what it has. Raises ValueError for a day before 2022.
    """
    examples = load_folder(also, Bron.EXAMPLE) if also and also.is_dir() else 0
    return Loaded(demo=_load_stories(today), examples=examples)


def load_folder(folder: Path, source: Bron) -> int:
    """Loads every `*.xml` below a folder, except what came from such a folder before. Says how many."""
    with transaction.atomic():
        known = set(Archiefbericht.objects.filter(source=source).values_list("sha256", flat=True))
        files = [(path.name, path.read_bytes()) for path in sorted(folder.rglob("*.xml"))]
        new = [(name, data) for name, data in files if hashlib.sha256(data).hexdigest() not in known]
        for name, data in new:
            receive(data, name, source, timezone.now())
        return len(new)


def _load_stories(today: date) -> int:
    with transaction.atomic():
        if Archiefbericht.objects.filter(source=Bron.DEMO).exists():
            return 0
        return len([receive(data, name, Bron.DEMO, moment) for data, name, moment in _stories(today)])


def _stories(today: date) -> Iterator[tuple[bytes, str, datetime]]:
    """Each message came in on the day that it was sent, those of one day in the order of the story; none after this moment."""
    now = timezone.now()
    same_day: dict[date, int] = {}
    for message in messages(today):
        earlier = same_day.get(message.sent, 0)
        same_day[message.sent] = earlier + 1
        moment = datetime.combine(message.sent, _OPENS, timezone.get_current_timezone()) + earlier * _BETWEEN
        yield message.data, message.name, min(moment, now)
