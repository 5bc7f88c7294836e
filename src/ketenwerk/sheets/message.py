"""A message as a spreadsheet and back, for those who have no software for it (E045). Nothing is lost on the way.

The values are those of `ketenwerk.messages.convert`: amounts are whole eurocents, codes are text. What is wrong is named with its
sheet and row.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final, TypeVar

import msgspec

from ketenwerk.messages.convert import from_json, to_json
from ketenwerk.messages.finding import Finding
from ketenwerk.messages.read import NotReadable, reading
from ketenwerk.messages.write import write as write_xml
from ketenwerk.standard.basis import Bericht
from ketenwerk.standard.release import MESSAGES, MessageType
from ketenwerk.standard.types import Simple

from . import writing
from .bladen import Rij, geladen
from .shape import NUMMER, SOORT, Vel, Veld, vellen
from .writing import Kop, Tabel

_FIRST_DAY: Final = date(1900, 3, 1)
"""Before this spreadsheets disagree about the number of a day."""
_LARGEST: Final = 999_999_999_999_999
_THERE: Final = "ja"
Made = TypeVar("Made")


def to_sheets(bericht: Bericht) -> bytes:
    """The message as a spreadsheet. Raises NotWritable for a BerichtCode that no message has."""
    document = msgspec.json.decode(to_json(bericht))
    message = MESSAGES[document["message"]]
    rows: dict[str, list[list[object]]] = {vel.naam: [] for vel in vellen(message)}
    _lay(message, document["Bericht"], rows)
    return writing.write(Tabel(vel.naam, _koppen(vel), rows[vel.naam]) for vel in vellen(message))


def from_sheets(data: bytes) -> Bericht:
    """The message in a spreadsheet. Raises Onleesbaar for another spreadsheet, NotReadable for what is wrong in its cells."""
    message, document, places = _document(data)
    return _placed(message, places, lambda: from_json(document))


def sheets_to_xml(data: bytes) -> bytes:
    """The XML of the message in a spreadsheet, judged on level 1 as a receiver would. Raises Onleesbaar, NotReadable."""
    message, document, places = _document(data)

    def made() -> bytes:
        xml = write_xml(from_json(document))
        reading(xml)
        return xml

    return _placed(message, places, made)


def sheets_to_json(data: bytes) -> bytes:
    """The JSON of the message in a spreadsheet. Raises Onleesbaar, NotReadable."""
    return to_json(from_sheets(data))


def _koppen(vel: Vel) -> list[Kop]:
    first = [Kop(SOORT, 12)] if vel.naam == SOORT else [Kop(NUMMER, 6), *([Kop(vel.ouderkolom, 0)] if vel.ouderkolom else [])]
    return [
        *first,
        *(Kop(veld.naam, tekst=veld.simple is not None and veld.simple.base in ("string", "time")) for veld in vel.velden),
    ]


def _lay(message: MessageType, root: dict[str, Any], rows: dict[str, list[list[object]]]) -> None:
    """The rows of every sheet; each with the number of its row above."""
    items: dict[str, list[tuple[int, Any]]] = {}
    for vel in vellen(message):
        above = items.get(vel.ouder, [])
        found = [(number, each) for number, item in above for each in _at(item, vel.plek) or ()] if vel.ouder else [(0, root)]
        items[vel.naam] = [(place, item) for place, (_, item) in enumerate(found, 1)]
        for place, (number, item) in enumerate(found, 1):
            head: list[object] = [message.name] if not vel.ouder else [place, *([number] if vel.ouderkolom else [])]
            rows[vel.naam].append([*head, *(_shown(item, veld) for veld in vel.velden)])


def _at(item: Any, plek: tuple[str, ...]) -> Any:
    for attr in plek:
        if item is None:
            return None
        item = item.get(attr)
    return item


def _shown(item: Any, veld: Veld) -> object:
    value = _at(item, veld.plek)
    if value is None:
        return None
    if veld.simple is None:
        return _THERE
    if veld.simple.base == "date":
        day = date.fromisoformat(value)
        return day if day >= _FIRST_DAY else value
    return str(value) if isinstance(value, int) and abs(value) > _LARGEST else value


def _document(data: bytes) -> tuple[MessageType, bytes, dict[str, str]]:
    """The type, the JSON, and the sheet and row of each path."""
    message, rijen = geladen(data)
    made: dict[str, dict[int, Any]] = {}
    paths: dict[str, dict[int, str]] = {}
    places: dict[str, str] = {}
    for vel in vellen(message):
        made[vel.naam], paths[vel.naam] = {}, {}
        for rij in rijen[vel.naam]:
            content = _content(vel, rij)
            # The row above is there: the reading of the rows has seen to that.
            above = made.get(vel.ouder, {}).get(rij.ouder)
            path = f"/{SOORT}" if above is None else _hang(above, paths[vel.ouder][rij.ouder], vel, content)
            made[vel.naam][rij.nummer], paths[vel.naam][rij.nummer] = content, path
            places[path] = rij.plaats
    document = {"message": message.name, SOORT: made[SOORT][1]}
    return message, msgspec.json.encode(document), places


def _content(vel: Vel, rij: Rij) -> Any:
    if vel.item.simple:
        return _value(rij.cellen.get(vel.velden[0].naam, ""), vel.item.simple)
    content: dict[str, Any] = {}
    for veld in vel.velden:
        cell = rij.cellen.get(veld.naam, "")
        if not cell:
            continue
        part = _part(content, veld.plek if veld.simple is None else veld.plek[:-1])
        if veld.simple is not None:
            part[veld.plek[-1]] = _value(cell, veld.simple)
    return content


def _part(content: dict[str, Any], plek: tuple[str, ...]) -> dict[str, Any]:
    for attr in plek:
        content = content.setdefault(attr, {})
    return content


def _hang(above: dict[str, Any], path: str, vel: Vel, content: Any) -> str:
    """Puts a row below the one that it belongs to; gives its path."""
    listed = _part(above, vel.plek[:-1]).setdefault(vel.plek[-1], [])
    listed.append(content)
    return f"{path}/{'/'.join(vel.namen)}/{vel.item.name}[{len(listed)}]"


def _value(cell: str, simple: Simple) -> object:
    """A cell as the value that its element has; what cannot be that stays text, and is refused as such."""
    if simple.base == "integer" and cell.strip().removeprefix("-").isdecimal() and cell.strip().isascii():
        return int(cell)
    if simple.base == "time" and cell.count(":") == 1:
        return f"{cell}:00".zfill(8)
    return cell


def _placed(message: MessageType, places: dict[str, str], make: Callable[[], Made]) -> Made:
    """What is made; with each finding said at its sheet and row, where people look for it."""
    try:
        return make()
    except NotReadable as refused:
        raise NotReadable(tuple(_moved(each, places) for each in refused.findings), message) from None


def _moved(finding: Finding, places: dict[str, str]) -> Finding:
    for path in _upward(finding.path):
        if path in places:
            return msgspec.structs.replace(
                finding, path=f"{places[path]}: {finding.path[len(path) + 1 :] or finding.path}", line=None
            )
    return finding


def _upward(path: str) -> Iterator[str]:
    while path:
        yield path
        path = path.rpartition("/")[0]
