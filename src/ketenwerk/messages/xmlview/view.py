"""One entrance for any bytes: a laid-out source where the XML is well-formed, the text as it came where it is not."""

from itertools import islice
from typing import Any

import msgspec
from lxml import etree

from . import pretty, raw


class XmlLine(msgspec.Struct, frozen=True, gc=False):
    """One line of source. `path` is that of its element as findings name it; empty for a closing tag, a comment or raw text."""

    text: str
    path: str = ""


class XmlView(msgspec.Struct, frozen=True, gc=False):
    """The lines asked for, and how many there are in all.

    Not `wellformed` means: shown as it came. Covering is then guesswork (values between tags that may be personal, and all
    numbers of nine digits), so a page must say that personal data may still be visible.
    """

    lines: tuple[XmlLine, ...]
    total: int
    wellformed: bool = True


def xml_lines(data: bytes, *, mask: bool, start: int = 0, limit: int | None = None) -> XmlView:
    """Lines `start` to `start + limit` (0-based) of the source, all of them without a limit."""
    stop = None if limit is None else start + limit
    root = parsed(data)
    if root is None:
        texts = raw.lines(data, mask=mask)
        return XmlView(tuple(XmlLine(text) for text in islice(texts, start, stop)), total=len(texts), wellformed=False)
    found = pretty.lines(root, start, stop, mask=mask)
    return XmlView(tuple(XmlLine(text, path) for text, path in found), total=pretty.total(root))


def parsed(data: bytes) -> etree._Element | None:
    """The root, or None for what is not well-formed or brings a document type: its entities could be a trap (no DOCTYPE is
    ever needed in a message)."""
    try:
        if declares_doctype(data):
            return None
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True))
    except (etree.XMLSyntaxError, ValueError):
        return None


class _Begun(Exception):
    """The root element has begun, so no document type can follow."""


class _Prolog:
    """Listens to the parser up to the first element."""

    def __init__(self) -> None:
        self.doctype_seen = False

    def doctype(self, *_: object) -> None:
        self.doctype_seen = True
        raise _Begun

    def start(self, *_: object) -> None:
        raise _Begun

    def end(self, *_: object) -> None:
        raise _Begun

    def data(self, *_: object) -> None:
        """Nothing to keep."""

    def close(self) -> None:
        """Nothing to give."""


def declares_doctype(data: bytes) -> bool:
    """Whether a DOCTYPE stands before the root, in whatever encoding; nothing of it is expanded or loaded."""
    prolog = _Prolog()
    target: Any = prolog
    parser = etree.XMLParser(target=target, resolve_entities=False, no_network=True, load_dtd=False)
    try:
        for offset in range(0, len(data), 4096):
            parser.feed(data[offset : offset + 4096])
    except _Begun:
        return prolog.doctype_seen
    return prolog.doctype_seen
