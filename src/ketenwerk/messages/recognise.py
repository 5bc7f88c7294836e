"""Tells what a file is from its first bytes: which message of which release, or why it is none. Nothing is parsed whole."""

import re
from typing import TypeAlias

import msgspec
from lxml import etree

from ketenwerk.standard.release import BY_NAMESPACE, KINDS, MESSAGES, PREFIX, RELEASE_3_2, RETIRED, MessageType

from .bounds import MAX_TAG, outsized
from .finding import Finding, cut

MAX_BYTES = 25 * 1024 * 1024
"""The largest file that the chain carries (IB003)."""

# Possessive throughout: what has matched is never tried again, so neither costs more memory the longer the prolog or the tag.
_PROLOG = re.compile(rb"(?:\s++|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
_ROOT = re.compile(rb"""<[^\s!?/<>][^\s/<>]*+(?:\s++[^\s=<>]++\s*+=\s*+(?:"[^"<]*+"|'[^'<]*+'))*+\s*+(/?)>""")
_STANDARD = re.compile(r"http://www\.istandaarden\.nl/(?P<standard>i\w+)/(?P<release>\d+_\d+)/(?P<law>[a-z]+)(?P<number>\d{3})/")
_ENVELOPE = re.compile(r"stuf|soap|ggk|vecozo", re.IGNORECASE)

Recognised: TypeAlias = MessageType | Finding

_MAGIC = {
    b"PK\x03\x04": "XML.zip",
    b"PK\x05\x06": "XML.zip",
    b"\x1f\x8b": "XML.zip",
    b"%PDF": "XML.geen_xml",
    b"\xd0\xcf\x11\xe0": "XML.geen_xml",
}
# The first bytes of a prolog in an encoding that does not share ASCII; the longer marks first, for UTF-32 begins like UTF-16.
_FOREIGN = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"<\x00\x00\x00": "UTF-32",
    b"\x00\x00\x00<": "UTF-32",
    b"<\x00": "UTF-16",
    b"\x00<": "UTF-16",
    b"\x4c\x6f\xa7\x94": "EBCDIC",
}
_UTF8_BOM = b"\xef\xbb\xbf"
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")
# What libxml2 reads without a table from elsewhere, and what suppliers send; all share ASCII, so the prolog can be read as bytes.
_ENCODINGS = frozenset({"utf-8", "us-ascii", "ascii", "iso-8859-1", "iso-8859-15", "windows-1252", "latin1"})
_DECLARED = re.compile(rb"""^<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")


class Source(msgspec.Struct, frozen=True, gc=False):
    """A file made ready for reading: bytes without byte order mark, in an encoding that shares ASCII. `bom`: it had a mark."""

    data: bytes
    bom: bool = False


def prepare(data: bytes) -> Source | Finding:
    """Takes off the byte order mark and turns UTF-16 into UTF-8; a finding for what is certainly no message."""
    if not data or data.isspace():
        return _xml("XML.leeg")
    if len(data) > MAX_BYTES:
        return _xml("XML.groot", found=f"{len(data) / 1024 / 1024:.1f} MB", expected=f"{MAX_BYTES // 1024 // 1024} MB")
    for magic, key in _MAGIC.items():
        if data.startswith(magic):
            return _xml(key)
    for mark, encoding in _FOREIGN.items():
        if data.startswith(mark):
            return _xml("XML.tekenset", found=encoding, expected="UTF-8")
    source = _from_utf16(data) if data.startswith(_UTF16_BOMS) else _from_ascii(data)
    if isinstance(source, Source) and (excess := outsized(source.data)):
        return _xml("XML.buitenmaats", found=excess[0], expected=excess[1])
    return source


def _from_ascii(data: bytes) -> Source | Finding:
    bom = data.startswith(_UTF8_BOM)
    source = Source(data[len(_UTF8_BOM) :] if bom else data, bom)
    declared = _DECLARED.match(source.data)
    encoding = declared[1].decode("ascii").lower() if declared else "utf-8"
    if encoding not in _ENCODINGS or (bom and encoding != "utf-8"):
        return _xml("XML.tekenset", found=encoding.upper(), expected="UTF-8")
    return source


def recognise(source: Source) -> Recognised:
    """The message type that the root element names, or the finding that refuses the file."""
    prolog = _PROLOG.match(source.data)
    start = prolog.end() if prolog else 0
    line = source.data.count(b"\n", 0, start) + 1
    if source.data[start : start + 9].upper() == b"<!DOCTYPE":
        return _xml("XML.doctype", line=line)
    root = _ROOT.match(source.data, start, start + MAX_TAG)
    if not root:
        return _xml("XML.fout" if source.data.startswith(b"<", start) else "XML.geen_xml", line=line)
    namespace, name = _name(root[0], closed=bool(root[1]))
    message = BY_NAMESPACE.get(namespace)
    if message and name == "Bericht":
        return message
    if not name or ":" in name:
        return _xml("XML.naamruimte" if name else "XML.fout", line=line)
    return _unknown(namespace, name)


def _from_utf16(data: bytes) -> Source | Finding:
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError:
        return _xml("XML.tekenset", found="UTF-16", expected="UTF-8")
    # The declaration named the encoding that has just been left behind.
    return Source(re.sub(r"^<\?xml[^>]*\?>", "", text, count=1).encode("utf-8", "surrogatepass"), bom=True)


def _name(start_tag: bytes, *, closed: bool) -> tuple[str, str]:
    """Namespace and local name of the root, by the parser itself on the start tag alone."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        element = etree.fromstring(start_tag if closed else start_tag[:-1] + b"/>", parser)
    except etree.XMLSyntaxError:
        return "", ""
    # Not by QName: what the parser recovered may have no name, or one with a prefix that means nothing.
    if element is None or not isinstance(element.tag, str):
        return "", ""
    namespace, _, name = element.tag.rpartition("}")
    return namespace.removeprefix("{"), name


def _unknown(namespace: str, name: str) -> Finding:
    known = _STANDARD.match(namespace)
    if not known:
        key = "TYPE.envelop" if _ENVELOPE.search(namespace) else "TYPE.onbekend"
        return Finding(rule="TYPE", level=1, path="/" + cut(name), key=key, found=cut(name))
    number, release = known["number"], known["release"].replace("_", ".")
    label = f"{known['law'].upper()}{number}"
    if number in RETIRED:
        successor = RETIRED[number].successor
        return _release("RELEASE.vervallen", found=f"{label}, release {release}", expected=successor)
    if number not in KINDS or label not in MESSAGES or known["standard"] not in PREFIX.values():
        return Finding(rule="TYPE", level=1, path="/Bericht", key="TYPE.onbekend", found=label)
    if release != RELEASE_3_2.number:
        return _release("RELEASE.andere", found=f"{label}, release {release}", expected=f"release {RELEASE_3_2.number}")
    if namespace not in BY_NAMESPACE:
        return Finding(rule="TYPE", level=1, path="/Bericht", key="TYPE.onbekend", found=cut(namespace))
    return Finding(rule="TYPE", level=1, path="/" + cut(name), key="TYPE.wortel", found=cut(name), expected="Bericht")


def _release(key: str, *, found: str, expected: str) -> Finding:
    return Finding(rule="RELEASE", level=1, path="/Bericht", key=key, found=found, expected=expected)


def _xml(key: str, *, found: str | None = None, expected: str | None = None, line: int | None = None) -> Finding:
    return Finding(rule="XML", level=1, path="/", key=key, found=found, expected=expected, line=line)
