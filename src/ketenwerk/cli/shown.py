"""Judgements at a terminal, for people or as JSON for other programs."""

import argparse
import json

from ketenwerk.exchange.outcome import masked, outcome
from ketenwerk.exchange.wording import lines
from ketenwerk.rules.judge import Report

from . import terminal

_SHOWN = 25


class Shown:
    """Shows each judgement as soon as it is there. The JSON array is closed whatever happens, so that it can be read."""

    def __init__(self, given: argparse.Namespace) -> None:
        self._json = given.json
        self._mask = given.mask
        self._lang = given.lang
        self._first = True

    def __enter__(self) -> "Shown":
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
