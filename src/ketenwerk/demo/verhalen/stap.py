"""One step of a story: a message, what it is about, and how it is judged."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import TypeAlias

import msgspec

from ketenwerk.demo.kalender import Kalender
from ketenwerk.rules.judge import Verdict
from ketenwerk.standard.basis import Bericht


class Stap(msgspec.Struct, frozen=True):
    """Bytes stand where the file is not as the writer writes it. They need a `kind`, what they claim to be, and a day.

    `findings` are the keys of the findings of levels 1 and 2 in their order; `later` those that its receiver adds, who knows
    what came before (levels 3 and 4).
    """

    bericht: Bericht | bytes
    tekst: str
    expected: Verdict
    findings: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    kind: str = ""
    dag: date | None = None


Verhaal: TypeAlias = Callable[[Kalender], Iterator[Stap]]


def goed(bericht: Bericht, tekst: str) -> Stap:
    return Stap(bericht, tekst, "accepted")


def fout(bericht: Bericht, tekst: str, *findings: str) -> Stap:
    return Stap(bericht, tekst, "rejected", findings)


def botst(bericht: Bericht, tekst: str, *later: str) -> Stap:
    """Right by itself, wrong beside what came before."""
    return Stap(bericht, tekst, "accepted", later=later)


def geweigerd(data: bytes, kind: str, dag: date, tekst: str, *findings: str) -> Stap:
    return Stap(data, tekst, "refused", findings, kind=kind, dag=dag)
