"""Tells the stories: every message as the bytes that travel, with what must be said of it."""

from collections.abc import Iterator
from datetime import date

import msgspec

from ketenwerk.demo.kalender import EARLIEST, Kalender
from ketenwerk.demo.verhalen import VERHALEN, Stap
from ketenwerk.messages.write import type_of, write
from ketenwerk.rules.judge import Verdict
from ketenwerk.standard.basis import Bericht


class DemoMessage(msgspec.Struct, frozen=True):
    """A file of the demonstration. `sent` is the day on which it went out.

    `expected` and `findings` are the verdict of levels 1 and 2 and the keys of what they find, in order; `later` what its
    receiver finds besides, who knows what came before.
    """

    name: str
    data: bytes
    expected: Verdict
    story: str
    findings: tuple[str, ...]
    later: tuple[str, ...]
    sent: date

    @property
    def received(self) -> Verdict:
        """The verdict of its receiver."""
        return "rejected" if self.later else self.expected


def messages(today: date) -> Iterator[DemoMessage]:
    """All messages of all stories, as if told today. Raises ValueError before 2022."""
    if today < EARLIEST:
        raise ValueError(f"the stories cannot be told before {EARLIEST}")
    dagen = Kalender(today)
    for short, title, verhaal in VERHALEN:
        for number, stap in enumerate(verhaal(dagen), 1):
            yield _told(stap, f"{short}-{number:02}", title)


def _told(stap: Stap, name: str, title: str) -> DemoMessage:
    bericht = stap.bericht
    return DemoMessage(
        name=f"{name}-{_kind(stap)}.{'csv' if stap.kind == 'CSV' else 'xml'}",
        data=bericht if isinstance(bericht, bytes) else write(bericht),
        expected=stap.expected,
        story=f"{title}. {stap.tekst}",
        findings=stap.findings,
        later=stap.later,
        sent=stap.dag or _sent(bericht),
    )


def _kind(stap: Stap) -> str:
    return stap.kind if isinstance(stap.bericht, bytes) else type_of(stap.bericht).name


def _sent(bericht: Bericht | bytes) -> date:
    """A return message carries the date of what it returns, and its own."""
    if isinstance(bericht, bytes):
        raise ValueError("bytes need a day")
    own: date | None = getattr(bericht.header, "dagtekening_retour", None)
    return own or bericht.header.bericht_identificatie.dagtekening
