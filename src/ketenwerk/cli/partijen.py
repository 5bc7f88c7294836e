"""The commands for parties: those that we work for, those that they deal with, and the provider form."""

import argparse
from pathlib import Path
from typing import Any, Final

from ketenwerk.protocol import formulierbestand
from ketenwerk.protocol.aanbiederformulier import Formulier
from ketenwerk.protocol.bezwaar import blocks
from ketenwerk.protocol.formuliercontrole import objections

from . import terminal
from .afspraken import BY, acts_on_file, chosen, moment, parsed, refuse, written
from .application import ready
from .files import Unusable

_READERS: Final = {".toml": formulierbestand.read_toml, ".csv": formulierbestand.read_csv}
_WRITERS: Final = {".toml": formulierbestand.write_toml, ".csv": formulierbestand.write_csv}
_WETTEN: Final = ("jw", "wmo")


def parties(given: argparse.Namespace) -> int:
    """Toont de partijen waarvoor deze installatie werkt, met wie zij te maken hebben, of voegt een eigen partij toe."""
    if given.act == "add" and not given.code:
        raise Unusable("welke partij? Geef een gemeentecode of AGB-code op")
    ready(given)
    return _add(given) if given.act == "add" else _list()


def provider(given: argparse.Namespace) -> int:
    """Neemt het invuldocument van een aanbieder over, of schrijft het op. Zonder --agb schrijft export een leeg document.

    Wat eerder is ingevuld, blijft bewaard met de dag erbij.
    """
    if given.act == "export":
        ready(given)
        return _export(given)
    formulier = parsed(given.file, chosen(_READERS, given.file))
    if formulier is None:
        return 1
    found = objections(formulier)
    if blocks(found):
        return refuse(given.file, [bezwaar for bezwaar in found if bezwaar.blokkeert])
    ready(given)
    for bezwaar in found:
        terminal.complain(f"{given.file}: let op: {bezwaar}")
    return _keep(formulier, given.party)


def _add(given: argparse.Namespace) -> int:
    from django.utils import timezone

    from ketenwerk.register import parties as register

    wetten = [given.wet] if given.wet else list(_WETTEN)
    try:
        made = [register.new_own(wet, given.code, timezone.now()) for wet in wetten]
    except ValueError as wrong:
        raise Unusable(str(wrong)) from None
    for wet, party in zip(wetten, made, strict=True):
        terminal.say(f"{given.code} ({wet}): {'toegevoegd' if party else 'was er al'}.")
    return 0


def _list() -> int:
    from ketenwerk.register import relaties
    from ketenwerk.register.models import EigenPartij, Relatie

    own = EigenPartij.objects.order_by("code", "wet")
    for party in own:
        terminal.say(f"{party.code} ({party.wet}), eigen partij sinds {moment(party.since)}")
        rows = list(Relatie.objects.filter(party=party).order_by("kant", "code", "pk"))
        known = relaties.parties_of(rows)
        for row in rows:
            # The name of a provider may be that of a person, so a list in a terminal shows codes.
            what = known[row.pk].soort if row.pk in known else row.get_kant_display()
            terminal.say(f"  {row.code or '(zonder code)'}: {what}")
    if not own:
        terminal.say("Nog geen eigen partij. Voeg er een toe met: ketenwerk partij add CODE")
    return 0


def _keep(formulier: Formulier, codes: list[str]) -> int:
    from django.db import transaction
    from django.utils import timezone

    from ketenwerk.register import relaties
    from ketenwerk.register.models import EigenPartij

    own = EigenPartij.objects.filter(code__in=codes) if codes else EigenPartij.objects.all()
    if not own:
        raise Unusable("voor welke eigen partij is dit document? Voeg die toe met: ketenwerk partij add CODE")
    now = timezone.now()
    with transaction.atomic():
        for party in own:
            relaties.keep_form(party, formulier, now, BY)
    terminal.say(f"Overgenomen: het invuldocument van aanbieder {formulier.agb}, voor {len(own)} eigen partijen.")
    return 0


def _export(given: argparse.Namespace) -> int:
    from ketenwerk.register import relaties
    from ketenwerk.register.models import Opgave

    writer = chosen(_WRITERS, given.file)
    formulier: Formulier | None = Formulier()
    if given.agb:
        asked = Opgave.objects.filter(soort=Opgave.Soort.FORMULIER, relatie__code=given.agb)
        if given.party:
            asked = asked.filter(relatie__party__code__in=given.party)
        newest = asked.select_related("relatie").order_by("-at", "-pk").first()
        formulier = relaties.form(newest.relatie) if newest else None
    if formulier is None:
        raise Unusable(f"van aanbieder {given.agb} is geen invuldocument bekend")
    written(given.file, writer(formulier), force=given.force)
    terminal.say(f"Geschreven: het invuldocument{f' van aanbieder {given.agb}' if given.agb else ', nog leeg'}.")
    return 0


def add(commands: Any) -> None:
    """Puts these commands on the command line."""
    party = commands.add_parser("partij", help="toont partijen of voegt een eigen partij toe", description=parties.__doc__)
    party.add_argument(
        "act",
        nargs="?",
        choices=("list", "add"),
        default="list",
        metavar="DAAD",
        help="list toont, add voegt een eigen partij toe",
    )
    party.add_argument("code", nargs="?", metavar="CODE", help="gemeentecode (4 cijfers) of AGB-code (8 cijfers)")
    party.add_argument("--wet", choices=_WETTEN, metavar="WET", help="jw of wmo; zonder deze optie allebei")
    party.add_argument("--data", type=Path, metavar="MAP", help="map voor de gegevens")
    party.set_defaults(run=parties)
    form = commands.add_parser("aanbieder", help="leest of schrijft het invuldocument", description=provider.__doc__)
    acts_on_file(form, "een invuldocument")
    form.add_argument("--agb", metavar="CODE", help="AGB-code van de aanbieder, bij export")
    form.add_argument("--party", action="append", default=[], metavar="CODE", help="voor welke eigen partij; mag vaker (alle)")
    form.set_defaults(run=provider)
