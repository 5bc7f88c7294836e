"""Lets the demonstration go through the pipeline, and other messages that are at hand. Needs the application."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import msgspec
from django.db import transaction
from django.utils import timezone

from ketenwerk.demo import betaling, termijn, werk
from ketenwerk.demo.afspraken import afspraken
from ketenwerk.demo.berichten import DemoMessage, messages
from ketenwerk.demo.keten import Keten
from ketenwerk.demo.personen import PARTIJEN
from ketenwerk.process.intake import receive
from ketenwerk.protocol.afspraken import Afspraken
from ketenwerk.register import parties
from ketenwerk.register.afspraken import take_over
from ketenwerk.register.models import Archiefbericht, Bron

_OPENS = time(9, 0)
_BY = "demonstratie"
_BETWEEN = timedelta(minutes=2)


class Loaded(msgspec.Struct, frozen=True, gc=False):
    """How many messages were taken in now; nothing is taken in twice. Replies that we made ourselves are not counted."""

    demo: int
    examples: int


def load(today: date, also: Path | None = None) -> Loaded:
    """Loads the stories as told on this day, and the official examples from the folder `also` when it exists.

    The stories go in whole or not at all, and not again when they are there already, even of another day: an archive keeps
    what it has. The examples come before the region: they belong to none of its parties. Raises ValueError for a day before 2022.
    """
    told = list(_stories(today))
    begin = told[0][1]
    examples = load_folder(also, Bron.EXAMPLE, begin) if also and also.is_dir() else 0
    return Loaded(demo=_load_stories(told, Afspraken(afspraken(today)), today), examples=examples)


def load_folder(folder: Path, source: Bron, at: datetime | None = None) -> int:
    """Loads every `*.xml` below a folder, except what came from such a folder before, as received now or at that moment.

    Says how many.
    """
    moment = at or timezone.now()
    with transaction.atomic():
        known = set(Archiefbericht.objects.filter(source=source).values_list("sha256", flat=True))
        files = [(path.name, path.read_bytes()) for path in sorted(folder.rglob("*.xml"))]
        new = [(name, data) for name, data in files if hashlib.sha256(data).hexdigest() not in known]
        for name, data in new:
            receive(data, name, source, moment)
        return len(new)


def _load_stories(told: list[tuple[DemoMessage, datetime]], agreed: Afspraken, today: date) -> int:
    with transaction.atomic():
        if Archiefbericht.objects.filter(source=Bron.DEMO).exists():
            return 0
        begin = told[0][1]
        own = [parties.add_own(wet, code, begin) for wet, code in PARTIJEN]
        take_over(agreed, own, begin, _BY)
        carried = _carry(told)
        for party in own:
            if (party.wet, party.code) in werk.LEVEREN:
                werk.deliver(party, today, timezone.now(), _BY)
        betaling.open_accounts(today, begin, _BY)
        termijn.agree_terms(today, begin, _BY)
        return carried


def _carry(told: list[tuple[DemoMessage, datetime]]) -> int:
    """Says how many messages were taken in. From the last claim on, one municipality looks before it answers."""
    keten = Keten(timezone.now())
    waits = werk.last_to_look_at(message for message, _ in told)
    carried = 0
    for message, moment in told:
        if message is waits:
            werk.look_first()
        carried += keten.carry(message, moment) is not None
    return carried


def _stories(today: date) -> Iterator[tuple[DemoMessage, datetime]]:
    """The messages in the order of time, those of one day in the order of the stories; none after this moment."""
    now = timezone.now()
    same_day: Counter[date] = Counter()
    for message in sorted(messages(today), key=lambda each: each.sent):
        moment = datetime.combine(message.sent, _OPENS, timezone.get_current_timezone()) + same_day[message.sent] * _BETWEEN
        same_day[message.sent] += 1
        yield message, min(moment, now)
