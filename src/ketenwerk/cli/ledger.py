"""The commands that need the database but no pages: worker, import, rebuild, keys."""

import argparse
import signal
import sys
from pathlib import Path
from threading import Event
from types import FrameType
from typing import Any

from . import terminal
from .application import ready
from .files import Unusable, expand

_WORTH_A_LINE = frozenset({"onleesbaar", "past niet", "niet van ons"})


def worker(given: argparse.Namespace) -> int:
    """Verwerkt berichten die wachten, tot u stopt. U kunt er meer dan één naast elkaar laten werken.

    Noemt KETENWERK_OUT_FOLDER een map, dan komt daar in wat verstuurd moet worden.
    """
    ready(given)
    from ketenwerk.exchange import outgoing
    from ketenwerk.process.worker import run

    try:
        out = outgoing.from_environment()
    except outgoing.NoFolder as problem:
        raise Unusable(str(problem)) from None
    stop = Event()

    def ask(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    before = {name: signal.signal(name, ask) for name in (signal.SIGTERM, signal.SIGINT)}
    try:
        if not given.once:
            terminal.say("Ketenwerk verwerkt berichten. Stoppen: Ctrl-C.")
            sys.stdout.flush()
        done = run(stop, until_idle=given.once, poll=given.interval, send=out, channel=outgoing.CHANNEL)
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
    terminal.say(f"Verwerkt: {done}." + (f" Klaargezet in de uitgaande map: {out.written}." if out else ""))
    return 0


def take_in(given: argparse.Namespace) -> int:
    """Leest oude berichten in, in welke volgorde de bestanden ook liggen. U ziet wat niet past."""
    files = [_file(name) for name in expand([str(given.folder)])]
    ready(given)
    from collections import Counter

    from django.utils import timezone

    from ketenwerk.process.importing import import_files
    from ketenwerk.register import parties
    from ketenwerk.register.models import EigenPartij

    now = timezone.now()
    for code in given.party:
        for wet in ("jw", "wmo"):
            parties.add_own(wet, code, now)
    if not EigenPartij.objects.exists():
        raise Unusable("voor wie zijn deze berichten? Geef uw gemeentecode of AGB-code op met --party")
    counted: Counter[str] = Counter()
    for each in import_files(files, now):
        counted[each.result] += 1
        if each.result in _WORTH_A_LINE:
            terminal.say(f"{each.name}: {each.result}{_why(each.rules)}")
    terminal.say(", ".join(f"{count} {result}" for result, count in sorted(counted.items())) or "geen berichten")
    return 1 if counted["past niet"] or counted["onleesbaar"] else 0


def rebuild(given: argparse.Namespace) -> int:
    """Gooit de registratie weg en bouwt haar opnieuw op uit het archief. Met --verify ziet u of dat hetzelfde geeft."""
    ready(given)
    from ketenwerk.process.rebuild import rebuild as again

    berichten = dossiers = 0
    different = []
    for each in again(verify=given.verify):
        berichten += each.berichten
        dossiers += each.dossiers
        if each.differences:
            different.append(each)
    terminal.say(f"Opnieuw opgebouwd: {dossiers} dossiers uit {berichten} berichten.")
    for each in different:
        terminal.say(f"Gesprek {each.gesprek}: {each.differences} verschillen; hier is niets veranderd.")
    if given.verify and not different:
        terminal.say("Geen verschil met wat er stond.")
    return 1 if different else 0


def keys(given: argparse.Namespace) -> int:
    """Toont de sleutels waarmee gegevens versleuteld zijn, of vervangt ze."""
    ready(given)
    from ketenwerk.register import crypto, rotate

    try:
        if given.act == "rotate":
            terminal.say(f"Nieuwe sleutel: {rotate.new_key()}.")
        if given.act in ("rotate", "reseal"):
            terminal.say(f"Opnieuw versleuteld: {sum(rotate.rotate())} rijen.")
        if given.act == "forget":
            terminal.say(f"Vergeten: {', '.join(rotate.forget_unused()) or 'geen'}.")
        used, ring = rotate.in_use(), crypto.keyring()
        for key_id in ring.keys:
            terminal.say(f"{key_id}: {used[key_id]} rijen{', versleutelt nu' if key_id == ring.active else ''}")
    except crypto.KeyProblem as problem:
        raise Unusable(str(problem)) from None
    return 0


def add(commands: Any, seconds: Any) -> None:
    """Puts these commands on the command line. `seconds` reads a time."""
    work = commands.add_parser("worker", help="verwerkt wat wacht", description=worker.__doc__)
    work.add_argument("--once", action="store_true", help="verwerkt wat er nu wacht en stopt dan")
    work.add_argument("--interval", type=seconds, default=0.5, metavar="SECONDEN", help="tijd tussen twee keer kijken (0.5)")
    work.set_defaults(run=worker)
    old = commands.add_parser("import", help="leest oude berichten in", description=take_in.__doc__)
    old.add_argument("folder", type=Path, metavar="MAP", help="map met berichten (*.xml)")
    old.add_argument("--party", action="append", default=[], metavar="CODE", help="uw gemeentecode of AGB-code; mag vaker")
    old.set_defaults(run=take_in)
    again = commands.add_parser("rebuild", help="bouwt de registratie opnieuw op", description=rebuild.__doc__)
    again.add_argument("--verify", action="store_true", help="vergelijkt met wat er stond")
    again.set_defaults(run=rebuild)
    key = commands.add_parser("keys", help="toont of vervangt de sleutels", description=keys.__doc__)
    key.add_argument(
        "act",
        nargs="?",
        choices=("list", "rotate", "reseal", "forget"),
        default="list",
        metavar="DAAD",
        help="list toont, rotate maakt een nieuwe en versleutelt opnieuw, reseal alleen dat, forget haalt oude weg",
    )
    key.set_defaults(run=keys)
    for command in (work, old, again, key):
        command.add_argument("--data", type=Path, metavar="MAP", help="map voor de gegevens")


def _file(name: Path | Unusable) -> Path:
    if isinstance(name, Unusable):
        raise name
    return name


def _why(rules: tuple[str, ...]) -> str:
    return f" ({', '.join(rules)})" if rules else ""
