"""One line of a claim: its calculation in words, the earlier lines that count in it, and what was found, each in words."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

import msgspec
from django.utils.translation import gettext as _

from ketenwerk.messages.describe.dutch import amount, period
from ketenwerk.messages.describe.volume import quantity
from ketenwerk.messages.finding import Finding
from ketenwerk.process.berekend import Berekend
from ketenwerk.process.declareren import Plaats
from ketenwerk.register.models import Declaratie, Declaratieregel
from ketenwerk.rules.berekening import Berekening, Paragraaf, uitleg
from ketenwerk.standard.texts import table, text
from ketenwerk.standard.types import Wet

from .cards import Card, card, repair

_OUTCOME = "Uitkomst"


class Earlier(msgspec.Struct, frozen=True):
    """A line that counts in the calculation. `key` is the message of its claim, None for one that is not known any more."""

    referentie: str
    period: str
    volume: str
    bedrag: str
    nummer: str
    key: UUID | None
    positie: int | None
    begin: date


class Said(msgspec.Struct, frozen=True):
    """A return code as the receiver of the 325 reads it."""

    code: str
    title: str
    what: str
    now: str
    repair: str


def paragraphs(berekend: Berekend) -> list[Paragraaf]:
    """The calculation; what was found stands beside it, so the last paragraph is left out."""
    return [each for each in uitleg(_without_lines(berekend.berekening)) if each.kop != _OUTCOME]


def outcome(berekend: Berekend) -> tuple[str, ...]:
    """What came out, in sentences."""
    return next((each.zinnen[:1] for each in uitleg(berekend.berekening) if each.kop == _OUTCOME), ())


def earlier(berekend: Berekend, declaratie: Declaratie) -> list[Earlier]:
    """The lines that stood before, oldest first, each with the claim that it is in. Two queries."""
    gebruik = berekend.berekening.gebruik
    regels = gebruik.regels if gebruik else ()
    own = declaratie.bericht_id.hex
    keys = {UUID(regel.bericht or own) for regel in regels}
    numbers = dict(Declaratie.objects.filter(gesprek=declaratie.gesprek, bericht__in=keys).values_list("bericht", "nummer"))
    rows = Declaratieregel.objects.filter(
        gesprek=declaratie.gesprek, referentie__in=[regel.referentie for regel in regels], declaratie__bericht__in=keys
    )
    places = {(key, name): place for key, name, place in rows.values_list("declaratie__bericht", "referentie", "positie")}
    found = []
    for regel in regels:
        key = UUID(regel.bericht or own)
        found.append(
            Earlier(
                referentie=regel.referentie,
                period=period(regel.begin, regel.eind),
                volume=quantity(regel.volume, regel.eenheid),
                bedrag=amount(regel.bedrag),
                nummer=numbers.get(key, ""),
                key=key if key in numbers else None,
                positie=places.get((key, regel.referentie)),
                begin=regel.begin,
            )
        )
    return found


def cards_of(findings: Iterable[Finding], place: Plaats, wet: Wet) -> list[Card]:
    """What was found of this line, and of its client."""
    client, line = place
    of_client = f"/Bericht/Declaratie/Clienten/Client[{client}]"
    of_line = re.compile(rf"{re.escape(of_client)}/Prestaties/Prestatie\[{line}\](?:/|$)")
    mine = [each for each in findings if of_line.match(each.path) or _is_about_client(each.path, of_client)]
    return [card(number, finding, wet) for number, finding in enumerate(mine, 1)]


def said(codes: Iterable[str]) -> list[Said]:
    """What the answer says of the line, for the provider that reads it."""
    return list(_said(codes))


def _said(codes: Iterable[str]) -> Iterator[Said]:
    for code in codes:
        if code in table():
            words = text(code)
            yield Said(code, words.title, words.what, words.now, repair(words.repair))
        else:
            yield Said(code, _("Onbekende retourcode"), "", _("Vraag de gemeente wat deze code betekent."), "")


def _is_about_client(path: str, of_client: str) -> bool:
    return path.startswith(of_client) and not path.startswith(f"{of_client}/Prestaties/Prestatie[")


def _without_lines(berekening: Berekening) -> Berekening:
    """The earlier lines stand in a table of their own, with links."""
    gebruik = berekening.gebruik
    if gebruik is None or not gebruik.regels:
        return berekening
    return msgspec.structs.replace(berekening, gebruik=msgspec.structs.replace(gebruik, regels=(), onbekend_bedrag=0))
