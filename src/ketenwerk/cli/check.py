"""Controleert berichten op vorm (niveau 1) en inhoud (niveau 2). Per bestand ziet u de uitkomst zodra die er is."""

import argparse
import json
from pathlib import Path

from ketenwerk.exchange.file import judged
from ketenwerk.exchange.outcome import masked, outcome
from ketenwerk.exchange.wording import lines
from ketenwerk.rules.judge import Report

from . import terminal
from .files import Unusable, expand, reason, size

_MANY = 20
_BIG = 5 * 1024 * 1024
_SHOWN = 25


def run(given: argparse.Namespace) -> int:
    """Judges all files; 0 when all are accepted, 1 when one is not, 2 when one could not be judged at all."""
    if given.json:
        terminal.utf8()
    names = list(expand(given.files))
    status = 0
    with terminal.Progress(len(names), shown=len(names) > _MANY or any(map(_is_big, names))) as progress, _Shown(given) as shown:
        for name in names:
            progress.at(str(name))
            try:
                report = _judged(name)
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


def _judged(name: Path | Unusable) -> Report:
    if isinstance(name, Unusable):
        raise name
    size(name)
    try:
        return judged(name)
    except OSError as error:
        raise Unusable(f"{name}: {reason(error)}") from None


class _Shown:
    """Shows each judgement as soon as it is there. The JSON array is closed whatever happens, so that it can be read."""

    def __init__(self, given: argparse.Namespace) -> None:
        self._json = given.json
        self._mask = given.mask
        self._lang = given.lang
        self._first = True

    def __enter__(self) -> "_Shown":
        return self

    def report(self, report: Report, name: str) -> None:
        if self._mask:
            report = masked(report)
        if self._json:
            entry = json.dumps(outcome(report, name, self._lang), ensure_ascii=False)
            print(("[\n" if self._first else ",\n") + entry, end="", flush=True)
        else:
            for line in lines(report, name, self._lang, marks=terminal.marks(), limit=_SHOWN):
                terminal.say(line)
        self._first = False

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._json and kind is not BrokenPipeError:
            print("[]" if self._first else "\n]", flush=True)
