"""Zet een bericht om: van XML naar JSON, of van JSON naar XML. De namen eindigen op .xml en .json."""

import argparse
import os
from collections.abc import Callable
from pathlib import Path

from ketenwerk.exchange.place import put
from ketenwerk.exchange.wording import lines, safe
from ketenwerk.messages.convert import json_to_xml, xml_to_json
from ketenwerk.messages.read import NotReadable
from ketenwerk.rules.judge import Report

from . import terminal
from .files import Unusable, content, reason

_CONVERT: dict[tuple[str, str], Callable[[bytes], bytes]] = {(".xml", ".json"): xml_to_json, (".json", ".xml"): json_to_xml}
_LATER = frozenset({".xlsx", ".xls", ".ods", ".csv"})


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
    _put(given.target, made, replace=given.force)
    terminal.say(f"{terminal.marks()['goed']} {safe(str(given.target))}: gemaakt uit {safe(str(given.source))}")
    return 0


def _direction(source: Path, target: Path) -> Callable[[bytes], bytes]:
    ends = source.suffix.lower(), target.suffix.lower()
    if _LATER.intersection(ends):
        raise Unusable("een rekenblad omzetten kan nog niet; dat komt met de webtoepassing. Gebruik nu .xml of .json")
    change = _CONVERT.get(ends)
    if change is None:
        raise Unusable(f"van '{ends[0] or source}' naar '{ends[1] or target}' kan niet. Geef een .xml en een .json op")
    return change


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
