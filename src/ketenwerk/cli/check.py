"""Controleert berichten op vorm (niveau 1) en inhoud (niveau 2), en op datum en gemeente (niveau 4).

Per bestand ziet u de uitkomst zodra die er is.
"""

import argparse
from datetime import date
from pathlib import Path

from ketenwerk.exchange.file import judged
from ketenwerk.rules.judge import Report

from . import terminal
from .files import Unusable, expand, reason, size
from .shown import Shown

_MANY = 20
_BIG = 5 * 1024 * 1024


def run(given: argparse.Namespace) -> int:
    """Judges all files; 0 when all are accepted, 1 when one is not, 2 when one could not be judged at all."""
    if given.json:
        terminal.utf8()
    names = list(expand(given.files))
    today = given.today or date.today()  # noqa: DTZ011  the day where the user is
    status = 0
    with terminal.Progress(len(names), shown=len(names) > _MANY or any(map(_is_big, names))) as progress, Shown(given) as shown:
        for name in names:
            progress.at(str(name))
            try:
                report = _judged(name, today)
            except Unusable as wrong:
                progress.clear()
                terminal.complain(str(wrong))
                status = 2
            else:
                progress.clear()
                shown.report(report, str(name))
                status = max(status, 0 if report.verdict == "accepted" else 1)
            progress.step()
    return status


def _is_big(name: Path | Unusable) -> bool:
    try:
        return isinstance(name, Path) and size(name) > _BIG
    except Unusable:
        return False


def _judged(name: Path | Unusable, today: date) -> Report:
    if isinstance(name, Unusable):
        raise name
    size(name)
    try:
        return judged(name, today)
    except OSError as error:
        raise Unusable(f"{name}: {reason(error)}") from None
