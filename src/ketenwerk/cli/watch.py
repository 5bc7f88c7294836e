"""Beantwoordt alles wat in de map IN komt. In UIT komen per bericht de bevindingen, de tekst en het antwoord."""

import argparse
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ketenwerk.exchange.folder import Handled, Problem, process_once
from ketenwerk.exchange.journal import Busy
from ketenwerk.exchange.outcome import masked
from ketenwerk.exchange.watching import watch
from ketenwerk.exchange.wording import lines

from . import terminal
from .files import Unusable, reason


def run(given: argparse.Namespace) -> int:
    """Runs until it is interrupted; with --once 0 when all was accepted, 1 when not, 2 when a file had to stay."""
    _fitting(given.inbox, given.outbox)
    status = 0
    try:
        for result in _results(given):
            status = max(status, _shown(result))
    except Busy:
        raise Unusable(f"{given.outbox}: hier werkt al een ander ketenwerk. Stop dat eerst, of kies een andere map") from None
    except OSError as error:
        raise Unusable(f"{error.filename or given.outbox}: {reason(error)}") from None
    return status


def _fitting(inbox: Path, outbox: Path) -> None:
    if not os.path.isdir(inbox):
        raise Unusable(f"{inbox}: deze map bestaat niet. Maak hem eerst")
    if os.path.lexists(outbox) and not os.path.isdir(outbox):
        raise Unusable(f"{outbox}: is geen map")
    if inbox.resolve() == outbox.resolve():
        raise Unusable("IN en UIT zijn dezelfde map. Kies twee mappen")


def _results(given: argparse.Namespace) -> Iterator[Handled | Problem]:
    if given.once:
        return process_once(given.inbox, given.outbox, today=date.today())  # noqa: DTZ011  the day where the user is
    terminal.say(f"Ketenwerk let op {given.inbox}. Stoppen: Ctrl-C.")
    return watch(given.inbox, given.outbox, today=date.today, interval=given.interval)


def _shown(result: Handled | Problem) -> int:
    if isinstance(result, Problem):
        terminal.complain(f"{result.name}: blijft liggen, {reason(result.error)}")
        return 2
    terminal.say(next(lines(masked(result.report), result.name, marks=terminal.marks(), limit=0)))
    return 0 if result.report.verdict == "accepted" else 1
