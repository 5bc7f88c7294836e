"""TOML, as far as our own files need it: writing text, numbers, dates, yes and no; reading with a Dutch complaint."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from .bezwaar import Bezwaar, Onleesbaar
from .kolom import Kolom, Rij, Tabel, shown

_ESCAPES: Final = {
    **{code: f"\\u{code:04x}" for code in (*range(0x20), 0x7F)},
    ord('"'): '\\"',
    ord("\\"): "\\\\",
    ord("\n"): "\\n",
    ord("\t"): "\\t",
    ord("\r"): "\\r",
}
_PLACE: Final = re.compile(r"\(at line (\d+), column (\d+)\)")


def value(thing: str | int | date) -> str:
    """A value as TOML writes it. A bool is yes or no."""
    if isinstance(thing, bool):
        return "true" if thing else "false"
    if isinstance(thing, str):
        return f'"{thing.translate(_ESCAPES)}"'
    return thing.isoformat() if isinstance(thing, date) else str(thing)


def table(head: str, cells: Mapping[str, str | int | date | None]) -> str:
    """A table under its head (`[[product]]`), one line per cell that holds something."""
    lines = [f"{name} = {value(cell)}" for name, cell in cells.items() if cell is not None]
    return "\n".join((head, *lines, ""))


def parsed(data: bytes) -> dict[str, Any]:
    """The whole document; `Onleesbaar`, with the place, when it is no TOML."""
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        fault = Bezwaar("", "Het bestand is niet gelezen: het is geen UTF-8. Bewaar het als UTF-8.")
    except (ValueError, RecursionError) as error:
        at = _PLACE.search(str(error))
        plaats = f"regel {at[1]}, teken {at[2]}" if at else ""
        fault = Bezwaar(
            "",
            "Het bestand is niet gelezen: hier staat geen geldige TOML. Zet codes tussen aanhalingstekens.",
            plaats=plaats,
        )
    raise Onleesbaar([fault])


def rows(data: bytes, name: str, kolommen: Sequence[Kolom]) -> Tabel:
    """The tables `[[name]]` of a file that may hold nothing else; `Onleesbaar` when it has no such tables."""
    document = parsed(data)
    found = [
        Bezwaar(key, f"Het bestand wordt niet overgenomen: {shown(key)} hoort er niet in. Zet alles onder [[{name}]].")
        for key in document
        if key != name
    ]
    tables = document.get(name, [])
    if not isinstance(tables, list) or not all(isinstance(entry, dict) for entry in tables):
        raise Onleesbaar([*found, Bezwaar(name, f"Het bestand is niet gelezen: zet boven elke rij [[{name}]].")])
    lines = _lines(data, name)
    known = len(lines) == len(tables)
    places = [f"{name} {at + 1} (regel {lines[at]})" if known else f"{name} {at + 1}" for at in range(len(tables))]
    return Tabel([Rij(place, cells) for place, cells in zip(places, tables, strict=True)], kolommen, tuple(found))


def _lines(data: bytes, name: str) -> list[int]:
    """The lines on which the tables begin. Of use only when there are as many of them as tables."""
    head = re.compile(rf"\s*\[\[\s*\"?{re.escape(name)}\"?\s*\]\]")
    text = data.decode("utf-8-sig")
    return [number for number, line in enumerate(text.split("\n"), start=1) if head.match(line)]
