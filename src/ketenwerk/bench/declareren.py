"""Rows of claims in a register: a whole claim against its floor, whether that stays so while the register grows, and memory."""

from collections.abc import Mapping
from typing import Any, Final

from ketenwerk.bench.place import Place, place
from ketenwerk.bench.postgres import is_installed, server
from ketenwerk.bench.register import ABSENT, MOST_QUERIES, MOST_SECONDS
from ketenwerk.bench.row import Row, Settings
from ketenwerk.messages.recognise import MAX_BYTES

MONTHS: Final = 6
GEMEENTEN: Final = 8
"""Among so many municipalities a provider of that size delivers."""
TIME: Final = "rekentijd van dit proces, zonder die van een databaseserver"
BYTES_PER_LINE: Final = 700
"""About what a line of a compact claim takes."""
PAGES: Final = {
    "declaraties": "Declaraties",
    "declaratie": "Eén declaratie, laatste blad",
    "afgewezen": "Eén declaratie, afgewezen regels",
    "regel": "Eén regel met berekening",
    "wacht": "Eén declaratie die wacht",
    "wacht_regel": "Eén regel die wacht",
    "voorbeeld": "Voorbeeld van de 325",
    "bericht": "Het bericht van een declaratie",
}
OF_PROVIDER: Final = {
    "leveringen": "Leveringen",
    "levering": "Leveringen op één toewijzing",
    "declareren": "Declareren",
    "openstaand": "Openstaand",
}
WHAT: Final = "niveau 1 tot en met 4, register, 325, vastgelegd"


def claims(settings: Settings) -> list[Row]:
    """A claim of a month from the archive to its committed answer, in a file and on a server of its own."""
    with place() as file:
        found = file.tell("months", settings.lines, 0, MONTHS)
        rows = [_whole("claims.file", "SQLite, een hele declaratie", found), _growth("claims.growth", found, settings)]
        rows += _pages(file.tell("claim_pages", settings.lines, MONTHS), PAGES, _claimed(settings))
    with place() as file:
        delivered = max(1, settings.lines // GEMEENTEN)
        note = f"de eerste keer, bij {delivered} toewijzingen met leveringen bij één gemeente"
        rows += _pages(file.tell("provider_pages", delivered), OF_PROVIDER, note)
    rows += _memory(settings)
    if not is_installed():
        return [*rows, Row("claims.server", "PostgreSQL, een hele declaratie", note=ABSENT)]
    with server() as url, place(url) as served:
        return [*rows, _whole("claims.server", "PostgreSQL, een hele declaratie", _months(served, settings))]


def _months(served: Place, settings: Settings) -> Any:
    return served.tell("months", settings.lines, 0, MONTHS)


def _whole(key: str, label: str, found: Any) -> Row:
    least = min(found, key=lambda each: each["seconds"] / each["floor"])
    value = least["seconds"] / least["floor"]
    return Row(key, label, value=value, goal=8.0, seconds=least["seconds"], note=f"{WHAT}; {TIME}")


def _growth(key: str, found: Any, settings: Settings) -> Row:
    first, last = (each["seconds"] / each["floor"] for each in (found[0], found[-1]))
    note = f"bij {MONTHS * settings.lines} regels, tegen de eerste {settings.lines}"
    return Row(key, "Per regel, als het register groeit", value=last / first, goal=1.2, note=note)


def _claimed(settings: Settings) -> str:
    return f"de eerste keer, bij {MONTHS * settings.lines} regels, {settings.lines} in deze declaratie"


def _pages(found: Any, pages: Mapping[str, str], note: str) -> list[Row]:
    """The first time that each is opened counts: a claim is looked at once, and nothing of it is remembered then."""
    rows = []
    for key, label in pages.items():
        first, queries = found[key]["first"] * 1000, found[key]["queries"]
        rows.append(Row(f"claims.page.{key}", f"Pagina: {label}", "ms", first, MOST_SECONDS * 1000, note=note))
        rows.append(
            Row(f"claims.page.{key}.queries", f"Pagina: {label}", "vragen", queries, MOST_QUERIES, note="aan de database")
        )
    return rows


def _memory(settings: Settings) -> list[Row]:
    lines = MAX_BYTES // BYTES_PER_LINE if settings.full else settings.lines
    with place() as file:
        found = file.tell("largest", lines)
    note = f"{found['bytes'] / 1024 / 1024:.1f} MB, van opslaan tot 325"
    return [Row("claims.memory", "Geheugen, grootste declaratie in het register", "MB", found["peak"], 350, note=note)]
