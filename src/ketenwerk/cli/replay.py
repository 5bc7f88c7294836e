"""Speelt de berichten in een map af, op volgorde van naam. Elk bericht wordt beoordeeld zoals de ontvanger dat doet.

De toepassing begint zonder enig gegeven. Zij onthoudt wat de berichten vastleggen en beoordeelt ook niveau 3 en 4.
Een retour die in de map staat, gaat voor op het oordeel van ketenwerk.
"""

import argparse
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ketenwerk.exchange.file import judged
from ketenwerk.exchange.place import put
from ketenwerk.messages.write import write
from ketenwerk.protocol.afspraken import Afspraken
from ketenwerk.protocol.afsprakenbestand import READERS
from ketenwerk.protocol.bezwaar import Onleesbaar
from ketenwerk.rules.replay import Played, Replay

from . import terminal
from .files import Unusable, content, reason, size
from .shown import Shown

_REPLY = ".antwoord.xml"
_MANY = 20


def run(given: argparse.Namespace) -> int:
    """Plays all messages; 0 when all are accepted, 1 when one is not, 2 when a file could not be read or a reply not kept."""
    names = _names(given.folder)
    _prepare(given.out, given.folder)
    if given.json:
        terminal.utf8()
    today = given.today or date.today()  # noqa: DTZ011  the day where the user is
    replay = Replay(today, afspraken=_agreed(given.agreements))
    status = 0
    with terminal.Progress(len(names), shown=len(names) > _MANY) as progress, Shown(given) as shown:
        for name in names:
            progress.at(name)
            try:
                played = _played(replay, given.folder / name)
                progress.clear()
                shown.report(played.report, name)
                _keep(played, name, given.out)
                status = max(status, 0 if played.report.verdict == "accepted" else 1)
            except Unusable as wrong:
                progress.clear()
                terminal.complain(str(wrong))
                status = 2
            progress.step()
    return status


def _names(folder: Path) -> list[str]:
    """The messages of the folder itself, in order of name; what lies in folders below it belongs to other stories."""
    if not os.path.isdir(folder):
        raise Unusable(f"{folder}: deze map bestaat niet")
    try:
        names = sorted(_messages(folder))
    except OSError as error:
        raise Unusable(f"{folder}: {reason(error)}") from None
    if not names:
        raise Unusable(f"{folder}: in deze map staat geen XML-bestand")
    return names


def _messages(folder: Path) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            # A name that begins with a point is no message: macOS leaves its own files beside each XML.
            if entry.name.lower().endswith(".xml") and entry.name[0] != "." and not entry.is_dir():
                yield entry.name


def _agreed(path: Path | None) -> Afspraken | None:
    """What parties agreed, from a file that is right as a whole; the first thing that is wrong with it otherwise."""
    if path is None:
        return None
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise Unusable(f"{path}: een bestand met afspraken is {' of '.join(READERS)}")
    try:
        return reader(content(path))
    except Onleesbaar as wrong:
        more = len(wrong.bezwaren) - 1
        rest = f" Er is nog {more} andere fout." if more == 1 else f" Er zijn nog {more} andere fouten." if more else ""
        raise Unusable(f"{path}: {wrong.bezwaren[0]}{rest}") from None


def _prepare(out: Path | None, folder: Path) -> None:
    if out is None:
        return
    if os.path.lexists(out) and not os.path.isdir(out):
        raise Unusable(f"{out}: is geen map")
    if out.resolve() == folder.resolve():
        raise Unusable("MAP en --out zijn dezelfde map. Kies voor de antwoorden een andere map")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unusable(f"{out}: {reason(error)}") from None


def _played(replay: Replay, path: Path) -> Played:
    size(path)
    try:
        return replay.play(judged(path))
    except OSError as error:
        raise Unusable(f"{path}: {reason(error)}") from None


def _keep(played: Played, name: str, out: Path | None) -> None:
    """Writes our reply. Playing the folder again gives the same replies, so one that stands there is replaced."""
    if out is None or played.reply is None:
        return
    target = out / f"{Path(name).stem}{_REPLY}"
    try:
        put(target, write(played.reply), replace=True)
    except OSError as error:
        raise Unusable(f"{target}: {reason(error)}") from None
