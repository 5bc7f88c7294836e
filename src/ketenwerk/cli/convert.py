"""Zet een bericht om tussen XML, JSON en een werkblad. De namen eindigen op .xml, .json of .xlsx.

Voor een werkblad is de hele toepassing nodig. Elk blad heeft één soort regels; bedragen staan er in hele eurocenten.
"""

import argparse
import os
from collections.abc import Callable
from pathlib import Path

from ketenwerk.exchange.place import put
from ketenwerk.exchange.wording import lines, safe
from ketenwerk.messages.convert import json_to_xml, xml_to_json
from ketenwerk.messages.read import NotReadable
from ketenwerk.protocol.bezwaar import Onleesbaar
from ketenwerk.rules.judge import Report

from . import terminal
from .application import need_application
from .files import Unusable, content, reason

Change = Callable[[bytes], bytes]
_CONVERT: dict[tuple[str, str], Change] = {(".xml", ".json"): xml_to_json, (".json", ".xml"): json_to_xml}
_SHEET = ".xlsx"
_OTHER_SHEETS = frozenset({".xls", ".xlsb", ".ods", ".csv"})


def run(given: argparse.Namespace) -> int:
    """0 when the new file stands there; 1 when the message was refused, and then nothing is written."""
    change = _direction(given.source, given.target)
    if os.path.lexists(given.target) and not given.force:
        raise Unusable(f"{given.target}: bestaat al. Kies een andere naam, of vervang het met --force")
    data = content(given.source)
    try:
        made = change(data)
    except NotReadable as refused:
        _explain(refused, str(given.source))
        return 1
    except Onleesbaar as refused:
        terminal.complain(f"{given.source}: niet omgezet, er is niets geschreven")
        for bezwaar in refused.bezwaren:
            terminal.complain(f"  {bezwaar}")
        return 1
    _put(given.target, made, replace=given.force)
    terminal.say(f"{terminal.marks()['goed']} {safe(str(given.target))}: gemaakt uit {safe(str(given.source))}")
    return 0


def _direction(source: Path, target: Path) -> Change:
    ends = source.suffix.lower(), target.suffix.lower()
    if _OTHER_SHEETS.intersection(ends):
        raise Unusable("een werkblad eindigt op .xlsx. Bewaar het als .xlsx en probeer het opnieuw")
    change = _sheet(ends) if _SHEET in ends else _CONVERT.get(ends)
    if change is None:
        raise Unusable(f"van '{ends[0] or source}' naar '{ends[1] or target}' kan niet. Kies .xml, .json of .xlsx")
    return change


def _sheet(ends: tuple[str, str]) -> Change | None:
    """Spreadsheets come with the application."""
    need_application()
    from ketenwerk.messages.convert import from_json
    from ketenwerk.messages.read import reading
    from ketenwerk.sheets.message import sheets_to_json, sheets_to_xml, to_sheets

    changes: dict[tuple[str, str], Change] = {
        (".xml", _SHEET): lambda data: to_sheets(reading(data).bericht),
        (".json", _SHEET): lambda data: to_sheets(from_json(data)),
        (_SHEET, ".xml"): sheets_to_xml,
        (_SHEET, ".json"): sheets_to_json,
    }
    return changes.get(ends)


def _explain(refused: NotReadable, name: str) -> None:
    terminal.complain(f"{name}: niet omgezet, er is niets geschreven")
    for line in lines(Report(refused.findings, refused.message), name, marks=terminal.marks()):
        terminal.say(line)


def _put(target: Path, data: bytes, *, replace: bool) -> None:
    try:
        put(target, data, replace=replace)
    except FileExistsError:
        raise Unusable(f"{target}: bestaat al. Kies een andere naam, of vervang het met --force") from None
    except OSError as error:
        raise Unusable(f"{target}: niet geschreven, {reason(error)}") from None
