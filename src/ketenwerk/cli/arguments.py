"""The commands and their options, in Dutch."""

import argparse
import re
from datetime import date
from pathlib import Path
from typing import NoReturn

import ketenwerk
from ketenwerk.standard.texts import LANGUAGES

from . import afspraken, application, check, convert, describe, explain, ledger, leveringen, partijen, replay, watch

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")

# argparse speaks English; these are the sentences that a user can meet. One that is not here is shown as it is.
_SENTENCES = (
    (r"the following arguments are required: (.+)", r"u moet nog opgeven: \1"),
    (r"unrecognized arguments: (.+)", r"onbekend: \1"),
    (r"argument (\S+): expected one argument", r"\1 vraagt één waarde"),
    (r"argument (\S+): expected at least one argument", r"\1 vraagt minstens één waarde"),
    (r"argument (\S+): ignored explicit argument (.+)", r"\1 krijgt geen waarde, wel opgegeven: \2"),
    (r"argument (\S+): invalid choice: (.+) \(choose from (.+)\)", r"\1: \2 kan niet, wel: \3"),
    (r"argument (\S+): not allowed with argument (\S+)", r"\1 gaat niet samen met \2"),
    (r"ambiguous option: (\S+) could match (.+)", r"\1 kan meer dan één optie zijn: \2"),
    (r"argument (\S+): (.+)", r"\1: \2"),
)


class Misused(Exception):
    """The command line is wrong. The text is the line for the user."""


class _Help(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage, actions, groups, prefix=None):  # type: ignore[no-untyped-def]
        super().add_usage(usage, actions, groups, "Gebruik: " if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """An ArgumentParser that speaks Dutch and raises instead of leaving."""

    def __init__(self, **settings: object) -> None:
        super().__init__(add_help=False, formatter_class=_Help, allow_abbrev=False, **settings)  # type: ignore[arg-type]
        self._positionals.title = "Wat u opgeeft"
        self._optionals.title = "Opties"
        self.add_argument("-h", "--help", action="help", help="toont deze uitleg")

    def error(self, message: str) -> NoReturn:
        for english, dutch in _SENTENCES:
            if re.fullmatch(english, message):
                message = re.sub(english, dutch, message)
                break
        raise Misused(f"{message}. Meer uitleg: {self.prog} --help")


def parser() -> argparse.ArgumentParser:
    """The whole command line. Each command sets `run`."""
    top = _Parser(
        prog="ketenwerk",
        description="Leest, controleert, verklaart en beantwoordt berichten van iJw en iWmo, release 3.2.",
        epilog="Uitkomst: 0 alles goed, 1 iets afgekeurd of geweigerd, 2 verkeerd gebruik.",
    )
    top.add_argument("--version", action="version", version=f"ketenwerk {ketenwerk.__version__}", help="toont de versie")
    commands = top.add_subparsers(title="Opdrachten", metavar="OPDRACHT", required=True, parser_class=_Parser)
    _check(commands)
    _replay(commands)
    _explain(commands)
    _describe(commands)
    _convert(commands)
    _watch(commands)
    _application(commands)
    ledger.add(commands, _seconds)
    afspraken.add(commands)
    partijen.add(commands)
    leveringen.add(commands)
    return top


def _check(commands: "argparse._SubParsersAction[_Parser]") -> None:
    command = commands.add_parser("check", help="controleert berichten", description=check.__doc__)
    command.add_argument("files", nargs="+", metavar="BESTAND", help="een bericht, of een map met berichten (*.xml)")
    command.add_argument("--json", action="store_true", help="uitkomst als JSON, voor andere programma's")
    command.add_argument(
        "--today", type=_day, metavar="DATUM", help="peildatum (JJJJ-MM-DD) voor regels over de datum van vandaag"
    )
    command.add_argument("--mask", action="store_true", help="dekt persoonsgegevens af")
    _language(command)
    command.set_defaults(run=check.run)


def _replay(commands: "argparse._SubParsersAction[_Parser]") -> None:
    command = commands.add_parser("replay", help="speelt een map met berichten af", description=replay.__doc__)
    command.add_argument("folder", type=Path, metavar="MAP", help="map met berichten (*.xml), op volgorde van naam")
    command.add_argument("--json", action="store_true", help="uitkomst als JSON, voor andere programma's")
    command.add_argument("--today", type=_day, metavar="DATUM", help="dag waarop wordt beoordeeld (JJJJ-MM-DD; vandaag)")
    command.add_argument("--agreements", type=Path, metavar="BESTAND", help="wat partijen afspraken (.toml of .csv)")
    command.add_argument("--out", type=Path, metavar="MAP", help="map voor de antwoorden van ketenwerk")
    command.add_argument("--mask", action="store_true", help="dekt persoonsgegevens af")
    _language(command)
    command.set_defaults(run=replay.run)


def _explain(commands: "argparse._SubParsersAction[_Parser]") -> None:
    command = commands.add_parser("explain", help="legt een code uit", description=explain.__doc__)
    command.add_argument("code", metavar="CODE", help="regel, retourcode of ketenfout: TR063, 9063, BRS114, IB014")
    _language(command)
    command.set_defaults(run=explain.run)


def _describe(commands: "argparse._SubParsersAction[_Parser]") -> None:
    command = commands.add_parser("describe", help="toont een bericht in gewone taal", description=describe.__doc__)
    command.add_argument("file", type=Path, metavar="BESTAND", help="een bericht")
    command.add_argument("--mask", action="store_true", help="dekt persoonsgegevens af")
    command.set_defaults(run=describe.run)


def _convert(commands: "argparse._SubParsersAction[_Parser]") -> None:
    command = commands.add_parser("convert", help="zet een bericht om tussen XML en JSON", description=convert.__doc__)
    command.add_argument("source", type=Path, metavar="VAN", help="het bericht: een .xml of een .json")
    command.add_argument("target", type=Path, metavar="NAAR", help="het nieuwe bestand: een .json of een .xml")
    command.add_argument("--force", action="store_true", help="vervangt NAAR als dat bestand al bestaat")
    command.set_defaults(run=convert.run)


def _watch(commands: "argparse._SubParsersAction[_Parser]") -> None:
    command = commands.add_parser("watch", help="beantwoordt alles wat in een map komt", description=watch.__doc__)
    command.add_argument("inbox", type=Path, metavar="IN", help="map waarin berichten binnenkomen")
    command.add_argument("outbox", type=Path, metavar="UIT", help="map voor antwoorden en bevindingen")
    command.add_argument("--once", action="store_true", help="handelt af wat er nu ligt en stopt dan")
    command.add_argument("--interval", type=_seconds, default=2.0, metavar="SECONDEN", help="tijd tussen twee rondes (2)")
    command.set_defaults(run=watch.run)


def _application(commands: "argparse._SubParsersAction[_Parser]") -> None:
    demo = commands.add_parser("demo", help="start de proefomgeving", description=application.demo.__doc__)
    demo.add_argument("--port", type=_port, default=8000, metavar="POORT", help="poort van de webpagina's (8000)")
    demo.add_argument("--no-browser", action="store_true", help="opent geen browser")
    demo.add_argument("--data", type=Path, metavar="MAP", help="map voor de gegevens")
    demo.add_argument("--folder", type=Path, metavar="MAP", help="map met eigen berichten om mee te beginnen")
    demo.set_defaults(run=application.demo)
    serve = commands.add_parser("serve", help="start de webpagina's", description=application.serve.__doc__)
    serve.add_argument("--host", default="127.0.0.1", metavar="ADRES", help="adres waarop wordt geluisterd (127.0.0.1)")
    serve.add_argument("--port", type=_port, default=8000, metavar="POORT", help="poort van de webpagina's (8000)")
    serve.add_argument("--data", type=Path, metavar="MAP", help="map voor de gegevens")
    serve.set_defaults(run=application.serve)
    commands.add_parser("bench", help="meet de snelheid")


def _language(command: argparse.ArgumentParser) -> None:
    command.add_argument("--lang", choices=LANGUAGES, default="nl", metavar="TAAL", help="taal van de uitleg: nl of en")


def _day(text: str) -> date:
    try:
        if not _DATE.fullmatch(text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is geen datum; schrijf bijvoorbeeld 2026-03-31") from None


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise argparse.ArgumentTypeError(f"{text} is geen poort; kies een getal van 1 tot en met 65535")
    return int(text)


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0.1 <= value <= 3600:
        raise argparse.ArgumentTypeError(f"{text} kan niet; kies 0.1 tot en met 3600 seconden")
    return value
