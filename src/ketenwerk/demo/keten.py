"""The chain of the demonstration: each message is kept by its sender, taken in by its receiver, and what he answers goes back.

All parties of the region work with this one installation, so both ends of every message are here.
"""

from datetime import datetime, timedelta
from threading import Event
from typing import Final

from django.utils import timezone

from ketenwerk.demo.berichten import DemoMessage
from ketenwerk.messages.read import NotReadable, read
from ketenwerk.messages.write import type_of
from ketenwerk.process import elsewhere, worker
from ketenwerk.process.intake import receive
from ketenwerk.register import archive
from ketenwerk.register.archive import Envelope
from ketenwerk.register.models import Archiefbericht, Bron
from ketenwerk.standard import m325
from ketenwerk.standard.basis import Bericht

CHANNEL: Final = "demonstratie"
REPLY_TAKES: Final = timedelta(minutes=1)

Name = tuple[str, str, str]
"""What names a message in the region: number of its type, sender, Identificatie."""


class Keten:
    """Carries the messages of the stories, in order. What is answered here by itself is not answered by the story as well."""

    def __init__(self, now: datetime) -> None:
        """Nothing happens after `now`."""
        self._now = now
        self._received: dict[Name, Archiefbericht] = {}
        self._answered: set[Name] = set()

    def carry(self, message: DemoMessage, at: datetime) -> Archiefbericht | None:
        """One message from its sender to its receiver, and the reply back. Its row at the receiver.

        None when it is a return message of the story on what its sender has answered already: that one went out in its place.
        """
        bericht = _read(message.data)
        about = _answers(bericht) if bericht else None
        if message.expected == "accepted" and about in self._answered:
            return None
        answers = self._received.get(about) if about and message.expected == "accepted" else None
        elsewhere.record(message.data, message.name, Bron.DEMO, at, answers=answers)
        taken = receive(message.data, message.name, Bron.DEMO, at)
        name = _name(bericht) if bericht else None
        if name is not None:
            self._received[name] = taken.bericht
        if taken.antwoord is not None and taken.antwoord.to_send:
            self._return(taken.antwoord, min(at + REPLY_TAKES, self._now))
            if name is not None:
                self._answered.add(name)
        return taken.bericht

    def _return(self, reply: Archiefbericht, at: datetime) -> None:
        receive(archive.payload(reply), "", Bron.DEMO, at)
        reply.sent_at = at
        reply.save(update_fields=["sent_at"])


def run(stop: Event, *, until_idle: bool = False) -> int:
    """The work behind the pages, until `stop`: what somebody sends now arrives at the other party, and is answered."""
    return worker.run(stop, until_idle=until_idle, send=_deliver, channel=CHANNEL)


def _deliver(delivery: str, row: Archiefbericht, data: bytes) -> None:
    receive(data, archive.kern(row).name, Bron.DEMO, timezone.now(), envelope=Envelope(CHANNEL, delivery))


def _read(data: bytes) -> Bericht | None:
    try:
        return read(data)
    except NotReadable:
        return None


def _name(bericht: Bericht) -> Name:
    header = bericht.header
    return type_of(bericht).number, header.afzender, header.bericht_identificatie.identificatie


def _answers(bericht: Bericht) -> Name | None:
    """The name of the message that this one returns or answers. A return message keeps the header of what it returns (IV028)."""
    number, header = type_of(bericht).answers, bericht.header
    if isinstance(bericht, m325.Bericht):
        return number, bericht.header.ontvanger, bericht.header.declaratie_identificatie.identificatie
    return (number, header.afzender, header.bericht_identificatie.identificatie) if number else None
