"""The figures as a table for people and as JSON for machines."""

import platform
import sys
from collections.abc import Sequence
from typing import Any

import msgspec
from lxml import etree

from ketenwerk import __version__
from ketenwerk.bench.row import FULL_LINES, Row, Settings

Groups = Sequence[tuple[str, Sequence[Row]]]

_REACHED = {True: "gehaald", False: "NIET gehaald", None: ""}
_WIDTH = 48


def table(groups: Groups, settings: Settings) -> str:
    """In Dutch, one line per figure; ends with what was not reached."""
    lines = [
        f"ketenwerk {__version__}: snelheid met een JW323 van {_number(settings.lines)} regels, beste van {settings.rounds}.",
        "Een getal met × is de rekentijd, met opruimen, gedeeld door die van alleen inlezen (lxml) van dezelfde bytes,",
        "tenzij er anders staat.",
        "",
        f"{'':{_WIDTH}}{'waarde':>11}  {'doel':>11}",
    ]
    for title, rows in groups:
        lines += [title, *(_line(row, settings) for row in rows), ""]
    return "\n".join([*lines, _verdict(groups, settings)])


def as_json(groups: Groups, settings: Settings) -> bytes:
    """All figures. `ratio` and the other values may be compared between machines where `unit` is `x`; `seconds` may not."""
    figures: dict[str, Any] = {
        "ketenwerk": __version__,
        "python": platform.python_version(),
        "lxml": etree.__version__,
        "libxml2": ".".join(map(str, etree.LIBXML_VERSION)),
        "platform": f"{sys.platform} {platform.machine()}",
        "lines": settings.lines,
        "rounds": settings.rounds,
        "goals_apply": settings.full,
        "rows": [{**msgspec.structs.asdict(row), "reached": row.reached} for _, rows in groups for row in rows],
    }
    return msgspec.json.format(msgspec.json.encode(figures), indent=2) + b"\n"


def _line(row: Row, settings: Settings) -> str:
    value = "–" if row.value is None else _amount(row.value, row.unit)
    goal = "" if row.goal is None else f"{'≥' if row.at_least else '≤'} {_amount(row.goal, row.unit)}"
    reached = _REACHED[row.reached] if settings.full else ""
    notes = " · ".join(filter(None, (_time(row.seconds), reached, row.note)))
    return f"  {row.label:{_WIDTH - 2}}{value:>11}  {goal:>11}  {notes}".rstrip()


def _verdict(groups: Groups, settings: Settings) -> str:
    if not settings.full:
        return f"Met minder dan {_number(FULL_LINES)} regels zeggen de doelen niets: de vaste kosten wegen dan te zwaar."
    missed = [row.label for _, rows in groups for row in rows if row.reached is False]
    return f"Niet gehaald: {'; '.join(missed)}." if missed else "Alle doelen zijn gehaald."


def _amount(value: float, unit: str) -> str:
    if unit == "x":
        return f"{value:.2f}".replace(".", ",") + " ×"
    return f"{_number(round(value))} {'per s' if unit == '/s' else unit}"


def _time(seconds: float | None) -> str:
    if seconds is None:
        return ""
    return f"{seconds * 1000:.0f} ms" if seconds >= 0.01 else f"{seconds * 1e6:.0f} µs"


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")
