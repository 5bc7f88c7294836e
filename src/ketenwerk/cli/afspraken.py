"""The commands for what parties agreed: afspraken and producten, taken over from a file and written to one."""

import argparse
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, Final, TypeVar

from ketenwerk.protocol import afsprakenbestand, productlijstbestand
from ketenwerk.protocol.bezwaar import Bezwaar, Onleesbaar

from . import terminal
from .application import ready
from .files import Unusable, content, reason

BY: Final = "opdrachtregel"
"""Who did it, where nobody is signed in."""
_WRITERS: Final = {".toml": afsprakenbestand.write_toml, ".csv": afsprakenbestand.write_csv}
Read = TypeVar("Read")


def agreements(given: argparse.Namespace) -> int:
    """Neemt afspraken over uit een bestand, of schrijft ze naar een bestand. Het achtervoegsel bepaalt de vorm: .toml of .csv.

    Een bestand geldt vanaf zijn eerste dag, per gemeente en aanbieder. Wat eerder afliep, blijft staan.
    """
    reader = chosen(afsprakenbestand.READERS, given.file)
    if given.act == "export":
        ready(given)
        return _export(given.file, given.force)
    read = parsed(given.file, reader)
    if read is None:
        return 1
    ready(given)
    from django.utils import timezone

    from ketenwerk.register import afspraken
    from ketenwerk.register.models import EigenPartij

    own = list(EigenPartij.objects.all())
    if strange := afspraken.foreign(read, own):
        return refuse(given.file, [Bezwaar("", _stranger(regel.gemeente, regel.aanbieder)) for regel in strange])
    done = afspraken.take_over(read, own, timezone.now(), BY)
    terminal.say(f"Overgenomen: {done.nieuw} nieuw, {done.vervangen} vervangen, {done.beeindigd} eerder beëindigd.")
    return 0


def products(given: argparse.Namespace) -> int:
    """Neemt een productlijst over uit een CSV-bestand, of schrijft er een naar een bestand. Eerdere versies blijven bewaard."""
    if given.act == "export":
        ready(given)
        return _export_list(given)
    lijst = parsed(given.file, productlijstbestand.read)
    if lijst is None:
        return 1
    ready(given)
    from django.utils import timezone

    from ketenwerk.register import productlijsten

    changed = productlijsten.keep(lijst, timezone.now(), BY)
    terminal.say(f"{'Overgenomen' if changed else 'Geen verschil'}: {lijst.naam} ({lijst.wet}), {len(lijst.versies)} versies.")
    return 0


def chosen(ways: dict[str, Read], path: Path) -> Read:
    """The way that fits the suffix of a file. Raises Unusable."""
    way = ways.get(path.suffix.lower())
    if way is None:
        raise Unusable(f"{path}: kies een bestand dat eindigt op {' of '.join(ways)}")
    return way


def parsed(path: Path, reader: Callable[[bytes], Read]) -> Read | None:
    """What a file holds; None when it has faults, which are all said."""
    try:
        return reader(content(path))
    except Onleesbaar as wrong:
        refuse(path, wrong.bezwaren)
        return None


def refuse(path: Path, bezwaren: Iterable[Bezwaar]) -> int:
    """Says everything that is wrong with a file, each thing once. Gives the exit status."""
    found = list(dict.fromkeys(map(str, bezwaren)))
    for fault in found:
        terminal.complain(f"{path}: {fault}")
    terminal.complain(f"{path}: niets overgenomen, {len(found)} {'fout' if len(found) == 1 else 'fouten'}")
    return 1


def written(path: Path, data: bytes, *, force: bool) -> None:
    """Writes a file that is not there yet, or replaces one with `force`. Raises Unusable."""
    try:
        with path.open("wb" if force else "xb") as out:
            out.write(data)
    except FileExistsError:
        raise Unusable(f"{path}: bestaat al. Kies een andere naam, of gebruik --force") from None
    except OSError as error:
        raise Unusable(f"{path}: {reason(error)}") from None


def moment(when: datetime) -> str:
    """A day as a table shows it."""
    return f"{when:%Y-%m-%d}"


def _stranger(gemeente: str, aanbieder: str | None) -> str:
    who = f"aanbieder {aanbieder}" if aanbieder else "elke aanbieder"
    return f"Deze afspraak is niet van een eigen partij: gemeente {gemeente} en {who}. Voeg eerst de eigen partij toe."


def _export(path: Path, force: bool) -> int:
    from ketenwerk.register import afspraken
    from ketenwerk.register.models import EigenPartij

    found = afspraken.export(EigenPartij.objects.all())
    written(path, chosen(_WRITERS, path)(found), force=force)
    terminal.say(f"Geschreven: {len(found.regels)} afspraken.")
    return 0


def _export_list(given: argparse.Namespace) -> int:
    from ketenwerk.register import productlijsten

    lists = [lijst for lijst in productlijsten.all_lists() if given.name in (None, lijst.naam)]
    if len(lists) != 1:
        known = ", ".join(sorted({lijst.naam for lijst in productlijsten.all_lists()})) or "geen"
        raise Unusable(f"welke productlijst? Geef --name op. Bekend: {known}")
    written(given.file, productlijstbestand.write(lists[0]), force=given.force)
    terminal.say(f"Geschreven: {lists[0].naam}.")
    return 0


def add(commands: Any) -> None:
    """Puts these commands on the command line."""
    for name, run, what, words in (
        ("afspraken", agreements, "afspraken", "neemt afspraken over of schrijft ze op"),
        ("producten", products, "een productlijst", "neemt een productlijst over of schrijft er een"),
    ):
        command = commands.add_parser(name, help=words, description=run.__doc__)
        acts_on_file(command, what)
        command.set_defaults(run=run)
        if run is products:
            command.add_argument("--name", metavar="NAAM", help="naam van de lijst, bij export")


def acts_on_file(command: Any, what: str) -> None:
    """The arguments of a command that takes over from a file and writes to one."""
    command.add_argument("act", choices=("import", "export"), metavar="DAAD", help=f"import neemt {what} over, export schrijft")
    command.add_argument("file", type=Path, metavar="BESTAND", help="het bestand")
    command.add_argument("--force", action="store_true", help="vervangt bij export een bestand dat er al is")
    command.add_argument("--data", type=Path, metavar="MAP", help="map voor de gegevens")
