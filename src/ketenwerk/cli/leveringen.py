"""The command for what a care provider delivered: taken over from a file, all or nothing, or an empty file to fill in."""

import argparse
from pathlib import Path
from typing import Any

from . import terminal
from .afspraken import BY, refuse, written
from .application import need_application, ready
from .files import Unusable, content


def run(given: argparse.Namespace) -> int:
    """Neemt leveringen over uit een werkblad (.xlsx) of CSV-bestand, alles of niets. Met export krijgt u een leeg bestand.

    Hetzelfde bestand nog eens inlezen voegt niets toe.
    """
    if given.act == "export":
        need_application()
        from ketenwerk.sheets.leveringen import READERS, template

        if given.file.suffix.lower() not in READERS:
            raise Unusable(f"{given.file}: kies een bestand dat eindigt op {' of '.join(READERS)}")
        written(given.file, template(given.file.suffix.lower()[1:]), force=given.force)
        terminal.say("Geschreven: een leeg bestand om in te vullen.")
        return 0
    data = content(given.file)
    ready(given)
    return _take_over(given, data)


def _take_over(given: argparse.Namespace, data: bytes) -> int:
    from django.utils import timezone

    from ketenwerk.process import leveren
    from ketenwerk.protocol.bezwaar import Onleesbaar

    party = _party(given.party, given.wet)
    today = timezone.localdate()
    try:
        invoer = leveren.bring(given.file.name, data, party, timezone.now(), BY)
        found = leveren.preview(invoer, today)
        if not found.kan:
            invoer.delete()
            return refuse(given.file, [each for each in found.bezwaren if each.blokkeert])
        new = leveren.take_over(invoer.pk, party, today)
    except Onleesbaar as wrong:
        return refuse(given.file, wrong.bezwaren)
    for each in found.bezwaren:
        terminal.complain(f"{given.file}: {each}")
    terminal.say(f"Overgenomen: {new} nieuw, {found.bekend} stonden er al.")
    return 0


def _party(code: str | None, wet: str | None) -> Any:
    """The own provider that is meant: the only one, unless a code or a law says which."""
    from ketenwerk.register.models import EigenPartij

    rows = [row for row in EigenPartij.objects.order_by("code", "wet") if len(row.code) > 4]
    chosen = [row for row in rows if code in (None, row.code) and wet in (None, row.wet)]
    if len(chosen) == 1:
        return chosen[0]
    known = ", ".join(f"{row.code} ({row.wet})" for row in rows) or "geen"
    raise Unusable(f"van welke aanbieder? Geef --party en --wet op. Bekend: {known}")


def add(commands: Any) -> None:
    """Puts this command on the command line."""
    command = commands.add_parser("levering", help="neemt leveringen van een aanbieder over", description=run.__doc__)
    command.add_argument(
        "act", choices=("import", "export"), metavar="DAAD", help="import neemt over, export geeft een leeg bestand"
    )
    command.add_argument("file", type=Path, metavar="BESTAND", help="het bestand (.xlsx of .csv)")
    command.add_argument("--party", metavar="CODE", help="AGB-code van uw aanbieder, als u er meer heeft")
    command.add_argument("--wet", choices=("jw", "wmo"), metavar="WET", help="jw of wmo, als de aanbieder beide heeft")
    command.add_argument("--force", action="store_true", help="vervangt bij export een bestand dat er al is")
    command.add_argument("--data", type=Path, metavar="MAP", help="map voor de gegevens")
    command.set_defaults(run=run)
