"""The payment order as banks take it: pain.001.001.09 (ISO 20022), made by sepaxml and checked once more before it is kept.

The library invents identifications and reads the clock; both are replaced, so that the same batch always gives the same file.
"""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any, Final

import msgspec
from lxml import etree
from sepaxml import SepaTransfer

from ketenwerk.protocol.vormen import compact, is_iban

SCHEMA: Final = "pain.001.001.09"
MOST: Final = 99_999_999_999
"""Eurocents in one payment: what the euro area allows."""
_NS: Final = {"p": f"urn:iso:std:iso:20022:tech:xsd:{SCHEMA}"}
_NAME, _DESCRIPTION = 70, 140
_NOT_ALLOWED: Final = re.compile(r"[^A-Za-z0-9/\-?:().,'+ ]")
_LETTERS: Final = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "œ": "oe", "Œ": "OE", "ł": "l", "Ł": "L", "&": "+", "đ": "d", "Đ": "D"}
)


class Overboeking(msgspec.Struct, frozen=True, kw_only=True):
    """One payment: to whom, eurocents, and what stands on the statement of who gets it."""

    aanbieder: str
    naam: str
    iban: str
    bedrag: int
    kenmerk: str
    omschrijving: str


class Betaalopdracht(msgspec.Struct, frozen=True, kw_only=True):
    """What goes to the bank. `kenmerk` (at most 35 signs) names it, `gemaakt` is local time."""

    kenmerk: str
    naam: str
    iban: str
    bic: str = ""
    gemaakt: datetime
    uitvoering: date
    overboekingen: Sequence[Overboeking]


class Ongeldig(ValueError):
    """What was made is not what was meant, or no order that a bank takes. Says which check, never what was in it."""


def latin(text: str, most: int) -> str:
    """A text in the signs that every bank in the euro area takes, cut off at `most`."""
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    kept = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(_NOT_ALLOWED.sub(" ", kept).split())[:most].strip()


def write(opdracht: Betaalopdracht) -> bytes:
    """The order as a file. Raises Ongeldig where it would not be right to the cent, or no valid order."""
    _refuse(not opdracht.overboekingen, "geen betalingen")
    _refuse(any(not 0 < each.bedrag <= MOST for each in opdracht.overboekingen), "een bedrag buiten de grenzen")
    config = {"name": latin(opdracht.naam, _NAME), "IBAN": compact(opdracht.iban), "batch": True, "currency": "EUR"}
    if opdracht.bic:
        config["BIC"] = compact(opdracht.bic)
    _refuse(not config["name"], "de naam van wie betaalt ontbreekt")
    made = SepaTransfer(config, schema=SCHEMA, clean=False)
    for each in opdracht.overboekingen:
        made.add_payment(_payment(each, opdracht.uitvoering))
    tree = etree.fromstring(made.export(validate=False))
    _name(tree, opdracht)
    data = etree.tostring(tree, encoding="UTF-8", xml_declaration=True)
    check(data, opdracht)
    return bytes(data)


def check(data: bytes, opdracht: Betaalopdracht) -> None:
    """Reads a file back and compares it with what was meant. Raises Ongeldig."""
    tree = etree.fromstring(data)
    _refuse(not _schema().validate(tree), "het schema")
    payments = [(_text(each, ".//p:CdtrAcct/p:Id/p:IBAN"), _cents(each, ".//p:InstdAmt")) for each in _all(tree, "CdtTrfTxInf")]
    meant = [(compact(each.iban), each.bedrag) for each in opdracht.overboekingen]
    _refuse(sorted(payments) != sorted(meant), "de betalingen")
    total = sum(amount for _, amount in meant)
    for part in ("GrpHdr", "PmtInf"):
        (found,) = _all(tree, part)
        _refuse(_cents(found, "p:CtrlSum") != total, "het totaal")
        _refuse(_text(found, "p:NbOfTxs") != str(len(meant)), "het aantal")
    accounts = [_text(tree, ".//p:DbtrAcct/p:Id/p:IBAN"), *(iban for iban, _ in payments)]
    _refuse(not all(is_iban(iban) for iban in accounts), "een rekeningnummer")
    _refuse(any(_NOT_ALLOWED.search(text) for text in tree.itertext() if text.strip()), "een teken dat banken niet aannemen")


def payments(data: bytes) -> dict[str, int]:
    """What a file orders by the identification of each payment, in eurocents."""
    tree = etree.fromstring(data)
    return {_text(each, ".//p:EndToEndId"): _cents(each, ".//p:InstdAmt") for each in _all(tree, "CdtTrfTxInf")}


def _payment(each: Overboeking, day: date) -> dict[str, Any]:
    return {
        "name": latin(each.naam, _NAME) or f"Aanbieder {each.aanbieder}",
        "IBAN": compact(each.iban),
        "amount": each.bedrag,
        "execution_date": day,
        "description": latin(each.omschrijving, _DESCRIPTION) or each.kenmerk,
        "endtoend_id": each.kenmerk,
    }


def _name(tree: Any, opdracht: Betaalopdracht) -> None:
    for path, text in (
        (".//p:GrpHdr/p:MsgId", opdracht.kenmerk),
        (".//p:GrpHdr/p:CreDtTm", opdracht.gemaakt.strftime("%Y-%m-%dT%H:%M:%S")),
        (".//p:PmtInf/p:PmtInfId", opdracht.kenmerk),
    ):
        tree.find(path, _NS).text = text
    if not opdracht.bic:
        bank = etree.SubElement(tree.find(".//p:DbtrAgt/p:FinInstnId", _NS), f"{{{_NS['p']}}}Othr")
        etree.SubElement(bank, f"{{{_NS['p']}}}Id").text = "NOTPROVIDED"


@cache
def _schema() -> etree.XMLSchema:
    place = files("sepaxml") / "schemas" / f"{SCHEMA}.xsd"
    return etree.XMLSchema(etree.fromstring(place.read_bytes()))


def _all(tree: Any, name: str) -> list[Any]:
    return list(tree.iterfind(f".//p:{name}", _NS))


def _text(tree: Any, path: str) -> str:
    return str(tree.findtext(path, default="", namespaces=_NS))


def _cents(tree: Any, path: str) -> int:
    """Euros with a point and two decimals, as eurocents."""
    euros, point, cents = _text(tree, path).partition(".")
    _refuse(point != "." or len(cents) != 2 or not (euros + cents).isdigit(), "een bedrag")
    return int(euros + cents)


def _refuse(wrong: bool, what: str) -> None:
    if wrong:
        raise Ongeldig(f"Het betaalbestand is niet gemaakt: {what} klopt niet.")
