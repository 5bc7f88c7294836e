"""By what a message can be found: its BSNs (as keyed hashes), its names and numbers, and the codes of what was found in it.

They are taken from the bytes, so that a message that was refused, or that waits to be judged, is found as well.
"""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import msgspec
from lxml import etree

from ketenwerk.messages.finding import Finding
from ketenwerk.messages.read import parser
from ketenwerk.messages.recognise import prepare

from .crypto import keyring

MANY: Final = 500
"""References that one message keeps as marks of its own."""
LONGEST: Final = 20
"""Characters of a name or number that is kept; the longest of the standard has as many."""
_NAMES: Final = frozenset(
    {"Identificatie", "IdentificatieRetour", "ReferentieAanbieder", "ToewijzingNummer", "ReferentieNummer", "DeclaratieNummer"}
)
_ELEMENT: Final = re.compile(
    rf"<(?:[\w.-]+:)?(Bsn|RetourCode|{'|'.join(sorted(_NAMES))})(?:\s[^<>]*+)?+>([^<]{{1,200}}+)</".encode()
)
_BSN: Final = re.compile(r"\d{8,9}")
_HIDING: Final = (b"<!--", b"<![CDATA[", b"<?")
"""Markup between which an element can stand without the pattern seeing it, or the other way about."""


class Gevonden(msgspec.Struct, frozen=True):
    """What a message can be found by, each in its order and once."""

    identificatie: str = ""
    bsns: tuple[str, ...] = ()
    verwijzingen: tuple[str, ...] = ()
    nummers: tuple[str, ...] = ()
    """Of those the ones that name the message as a whole."""
    codes: tuple[str, ...] = ()


def read_from(data: bytes) -> Gevonden:
    """The marks in the bytes of a message, whether or not it is a right one. Never raises for what is in them."""
    source = prepare(data)
    if isinstance(source, Finding):
        return Gevonden()
    found: dict[str, dict[str, None]] = {}
    for name, value in _elements(source.data):
        if value:
            found.setdefault(name, {})[value] = None
    own = next(iter(found.get("Identificatie", ())), "")
    names = (value for name in _NAMES for value in found.get(name, ()) if len(value) <= LONGEST)
    return Gevonden(
        own if len(own) <= LONGEST else "",
        tuple(dict.fromkeys(value.zfill(9) for value in found.get("Bsn", ()) if _BSN.fullmatch(value))),
        tuple(sorted({value for value in names if value != own})),
        tuple(value for value in found.get("DeclaratieNummer", ()) if len(value) <= LONGEST),
        tuple(value for value in found.get("RetourCode", ()) if len(value) <= LONGEST),
    )


def codes_in(findings: Iterable[Finding]) -> tuple[str, ...]:
    """The rules and return codes of what was found, each once."""
    return tuple(dict.fromkeys(code for finding in findings for code in (finding.rule, finding.code) if code))


def columns(found: Gevonden) -> Mapping[str, str]:
    """What the row of the message itself keeps."""
    return {"identificatie": found.identificatie, "bsn_hash": keyring().hashed(found.bsns[0]) if len(found.bsns) == 1 else ""}


def pairs(found: Gevonden) -> Iterator[tuple[str, str]]:
    """Kind and value of the marks that stand beside the row.

    A claim with many lines keeps its references with those lines, where they are found as well; see `references`.
    """
    yield from hashes(found)
    if len(found.verwijzingen) <= MANY:
        yield from references(found)
    else:
        yield from (("verwijzing", value) for value in found.nummers)
    yield from (("code", value) for value in found.codes)


def references(found: Gevonden) -> Iterator[tuple[str, str]]:
    """All references and numbers: for a message whose lines are not kept, because it was refused or rejected as a whole."""
    yield from (("verwijzing", value) for value in found.verwijzingen)


def hashes(found: Gevonden) -> Iterator[tuple[str, str]]:
    """The clients of a message that names several, under the key that encrypts now."""
    if len(found.bsns) > 1:
        ring = keyring()
        yield from (("bsn", ring.hashed(bsn)) for bsn in found.bsns)


def _elements(data: bytes) -> Iterator[tuple[str, str]]:
    root = data.find(b"<", data.find(b"?>") + 1)
    if any(data.find(markup, root) >= 0 for markup in _HIDING):
        yield from _parsed(data)
        return
    for name, value in _ELEMENT.findall(data):
        yield name.decode(), html.unescape(_text(value)).strip()


def _parsed(data: bytes) -> Iterator[tuple[str, str]]:
    try:
        root: Any = etree.fromstring(data, parser(recover=True))
    except (etree.XMLSyntaxError, ValueError):
        return
    if root is None:
        return
    for element in root.iter("{*}Bsn", "{*}RetourCode", *(f"{{*}}{name}" for name in sorted(_NAMES))):
        yield etree.QName(element).localname, (element.text or "").strip()


def _text(value: bytes) -> str:
    """Nearly all is UTF-8; the other encodings that the chain allows differ from this one in signs that names do not have."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin1")
