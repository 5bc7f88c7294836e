"""Measures speed and memory as ratios that mean the same on every machine. It measures and says; it never fails on a goal."""

import argparse
import sys
from collections.abc import Sequence

from ketenwerk.bench.report import as_json, table
from ketenwerk.bench.row import FULL_LINES, Settings
from ketenwerk.bench.rows import GROUPS

ROUNDS = 5


def main(argv: Sequence[str] | None = None) -> int:
    """`ketenwerk bench`. Exit status 0, also when a goal is missed; 2 for wrong use."""
    given = _parser().parse_args(argv)
    settings = Settings(lines=given.lines, rounds=given.rounds)
    groups = []
    for name in given.rows or GROUPS:
        title, measure = GROUPS[name]
        if sys.stderr.isatty():
            print(f"meet: {title.lower()} …", file=sys.stderr)
        groups.append((title, measure(settings)))
    if given.json:
        sys.stdout.write(as_json(groups, settings).decode())
    else:
        print(table(groups, settings))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ketenwerk bench", description="Meet snelheid en geheugen, als verhouding tot alleen inlezen."
    )
    parser.add_argument(
        "--lines", type=_positive, default=FULL_LINES, metavar="N", help=f"regels in de declaratie ({FULL_LINES})"
    )
    parser.add_argument("--rounds", type=_positive, default=ROUNDS, metavar="N", help=f"aantal rondes; de beste telt ({ROUNDS})")
    parser.add_argument(
        "--rows", nargs="+", choices=list(GROUPS), metavar="GROEP", help=f"alleen deze groepen: {', '.join(GROUPS)}"
    )
    parser.add_argument("--json", action="store_true", help="geeft alle cijfers als JSON")
    return parser


def _positive(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text)):
        raise argparse.ArgumentTypeError(f"{text!r} is geen heel getal vanaf 1")
    return int(text)
