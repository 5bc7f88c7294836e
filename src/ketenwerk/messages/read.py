"""Reads a message: bytes to a typed, immutable `Bericht`, or the findings that refuse it (level 1)."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from sys import intern
from typing import Any

import msgspec
from lxml import etree

from ketenwerk.standard.basis import Bericht
from ketenwerk.standard.release import MessageType

from .bounds import CHUNK, PIECE, explainable, has_long_text
from .finding import Finding
from .level1 import explain
from .plan import Element, plan
from .recognise import prepare, recognise
from .schema import compiled
from .values import Dates, time_of_day, whole

_PARSER_ERRORS = {
    "ERR_TAG_NAME_MISMATCH": "XML.tags",
    "ERR_DOCUMENT_END": "XML.einde",
    "ERR_TAG_NOT_FINISHED": "XML.einde",
    "ERR_DOCUMENT_EMPTY": "XML.leeg",
    "ERR_INVALID_CHAR": "XML.teken",
    "ERR_INVALID_ENCODING": "XML.tekenset_klopt_niet",
    "ERR_UNSUPPORTED_ENCODING": "XML.tekenset_klopt_niet",
    "ERR_UNDECLARED_ENTITY": "XML.entiteit",
    "NS_ERR_UNDEFINED_NAMESPACE": "XML.naamruimte",
    "ERR_RESOURCE_LIMIT": "XML.diep",
}
# What a cut within a tag or a character looks like to the parser.
_AT_THE_END = frozenset({"XML.fout", "XML.teken", "XML.tekenset_klopt_niet"})
_UNFINISHED = frozenset(
    {"ERR_TAG_NOT_FINISHED", "ERR_DOCUMENT_END", "ERR_COMMENT_NOT_FINISHED", "ERR_CDATA_NOT_FINISHED", "ERR_PI_NOT_FINISHED"}
)
"""What the parser says of a file that was cut off between two tags."""


class NotReadable(ValueError):
    """The bytes are no message that can be used. `findings` says why; the text of the exception holds no data of the message."""

    def __init__(self, findings: tuple[Finding, ...], message: MessageType | None = None) -> None:
        super().__init__(f"{findings[0].rule}: {len(findings)} bevinding(en) op niveau 1" if findings else "niet leesbaar")
        self.findings = findings
        self.message = message


class Reading(msgspec.Struct, frozen=True):
    """A message that passed level 1. `signals` do not reject (a byte order mark)."""

    bericht: Bericht
    message: MessageType
    signals: tuple[Finding, ...] = ()


def read(data: bytes | Path) -> Bericht:
    """The message in these bytes or in this file. Raises NotReadable with the findings of level 1, and OSError for the file."""
    return reading(data.read_bytes() if isinstance(data, Path) else data).bericht


def reading(data: bytes) -> Reading:
    """Like `read`, with the type of the message and what was noticed. Raises NotReadable."""
    source = prepare(data)
    if isinstance(source, Finding):
        raise NotReadable((source,))
    message = recognise(source)
    if isinstance(message, Finding):
        raise NotReadable((message,))
    signals = (Finding(rule="XML", level=1, path="/", key="XML.bom", signal=True),) if source.bom else ()
    return Reading(_build(source.data, message), message, signals)


def _build(data: bytes, message: MessageType) -> Bericht:
    # The schema repeats a refused value several times over in its report; a very long one is judged here first.
    if has_long_text(data) and (findings := _explained(data, message)):
        raise NotReadable(findings, message)
    try:
        root = _parsed(data, parser(message))
        return builder(message)(root, Dates(), int)
    except etree.XMLSyntaxError as error:
        # The schema is the judge: should the explanation miss something, the refusal still stands.
        other = Finding(rule="XSD", level=1, path="/Bericht", key="XSD.anders", line=error.lineno or None)
        raise NotReadable(_explained(data, message) or (other,), message) from None
    except ValueError:
        # Valid by the schema, but not what Python's own types can hold: find the place, or read with more patience.
        findings = tuple(explain(root, message))
        if findings:
            raise NotReadable(findings, message) from None
        return builder(message)(root, Dates(), whole)


def parser(message: MessageType | None = None, *, recover: bool = False) -> etree.XMLParser:
    """A parser that follows nothing outside the bytes; with a message it judges by the schema while it parses.

    Comments and the white space between elements are dropped: neither carries anything in these messages.
    """
    return etree.XMLParser(
        schema=compiled(message) if message else None,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
        recover=recover,
        remove_comments=True,
        remove_pis=True,
        remove_blank_text=True,
        collect_ids=False,
    )


class _Pieces:
    """A file that ends after the first fault in it. Read by the parser itself: to feed it costs half the parsing time more."""

    def __init__(self, data: bytes, reader: etree.XMLParser) -> None:
        self._data = data
        self._reader = reader
        self._at = 0

    def read(self, _size: int = PIECE, /) -> bytes:
        log = self._reader.error_log
        # A warning, about a relative namespace for one, is no fault.
        if len(log) and len(log.filter_from_errors()):
            return b""
        piece = self._data[self._at : self._at + PIECE]
        self._at += PIECE
        return piece


def _parsed(data: bytes, using: etree.XMLParser) -> etree._Element:
    """The root element. A large file goes in by pieces, so that its first fault ends the parsing and not the memory."""
    # What lxml raises carries the errors of earlier files too: its log is one per thread, and is not emptied by itself.
    etree.clear_error_log()
    if len(data) <= CHUNK:
        return etree.fromstring(data, using)
    return etree.parse(_Pieces(data, using), using).getroot()


def _explained(data: bytes, message: MessageType) -> tuple[Finding, ...]:
    """What is wrong with these bytes: as XML, or against the definition of the message."""
    part = explainable(data)
    whole_file = len(part) == len(data)
    try:
        root = _parsed(part, parser())
    except etree.XMLSyntaxError as malformed:
        if whole_file or _kind(malformed) not in _UNFINISHED:
            return (not_well_formed(malformed, part),)
        root = etree.fromstring(part, parser(recover=True))
    return explain(root, message, finished=whole_file)


def _kind(error: etree.XMLSyntaxError) -> str:
    fault = _fault(error)
    return fault.type_name if fault else ""


def _fault(error: etree.XMLSyntaxError) -> etree._LogEntry | None:
    faults = list(error.error_log.filter_from_errors())
    # Bytes outside the character set are reported last, after the errors that they cause. Else the first fault says most: a
    # large file ends at it. It need not be fatal to the parser: a prefix without a namespace is not, and yet refuses the file.
    foreign = (entry for entry in faults if entry.type_name == "ERR_INVALID_ENCODING")
    return next(foreign, faults[0] if faults else None)


def not_well_formed(error: etree.XMLSyntaxError, data: bytes) -> Finding:
    """The finding for bytes that are no XML, by the kind of the fault that says most."""
    fault = _fault(error)
    line = (fault.line if fault else error.lineno) or 0
    key = _PARSER_ERRORS.get(_kind(error), "XML.fout")
    if key in _AT_THE_END and _is_cut_off(data) and line > data.count(b"\n"):
        key = "XML.einde"
    return Finding(rule="XML", level=1, path="/", key=key, line=line or None)


def _is_cut_off(data: bytes) -> bool:
    """Whether the file ends elsewhere than after a tag: within one, within a value, or halfway a character."""
    return not data[-1024:].rstrip().endswith(b">")


Build = Callable[[etree._Element, Dates, Callable[[str], int]], Bericht]


@cache
def builder(message: MessageType) -> Build:
    """The function that builds a message from its root element; made once, from the definition, as straight-line code."""
    code = _Code()
    name = code.function(plan(message))
    exec(code.source(), code.names)  # noqa: S102  our own text, made from the definitions alone
    built: Build = code.names[name]
    return built


class _Code:
    """Writes one function per class: children by position where the count decides, by name only where it does not."""

    def __init__(self) -> None:
        self.names: dict[str, Any] = {"intern": intern, "time_of_day": time_of_day}
        self._lines: list[str] = []
        self._made = 0

    def source(self) -> str:
        return "\n".join(self._lines)

    def function(self, spec: Element) -> str:
        specs = spec.children
        values = ", ".join(f"{child.attr}={self._value(child, f'x{i}')}" for i, child in enumerate(specs))
        self._made += 1
        name, kind = f"read_{self._made}", f"K{self._made}"
        self.names[kind] = spec.cls
        self._lines += [f"def {name}(node, dates, number):", *(f"    {line}" for line in self._children(specs))]
        self._lines += [f"    return {kind}({values})"]
        return name

    def _children(self, specs: tuple[Element, ...]) -> list[str]:
        every = ", ".join(f"x{i}" for i in range(len(specs))) + ","
        optional = [i for i, child in enumerate(specs) if not child.required]
        if not optional:
            return [f"{every} = node"]
        if len(optional) == 1:
            present = "".join(f"x{i}, " for i in range(len(specs)) if i != optional[0])
            return [
                f"if len(node) == {len(specs)}:",
                f"    {every} = node",
                "else:",
                f"    {present} = node",
                f"    x{optional[0]} = None",
            ]
        lines = [
            f"if len(node) == {len(specs)}:",
            f"    {every} = node",
            "else:",
            "    rest = iter(node)",
            "    child = next(rest, None)",
        ]
        for i, child in enumerate(specs):
            if child.required:
                lines += [f"    x{i} = child", "    child = next(rest, None)"]
            else:
                lines += [
                    f"    if child is not None and child.tag == {child.tag!r}:",
                    f"        x{i} = child",
                    "        child = next(rest, None)",
                    "    else:",
                    f"        x{i} = None",
                ]
        return lines

    def _value(self, spec: Element, variable: str) -> str:
        if spec.collects:
            item = spec.children[0]
            value = f"tuple([{self._one(item, 'y')} for y in {variable}])"
            return value if spec.required else f"() if {variable} is None else {value}"
        value = self._one(spec, variable)
        return value if spec.required else f"None if {variable} is None else {value}"

    def _one(self, spec: Element, variable: str) -> str:
        if not spec.simple:
            return f"{self.function(spec)}({variable}, dates, number)"
        text = f"{variable}.text"
        if spec.simple.base == "integer":
            return f"number({text})"
        if spec.simple.base == "date":
            return f"dates[{text}]"
        if spec.simple.base == "time":
            return f"time_of_day({text})"
        # Codes repeat on every line of a claim; one copy of each is enough.
        return f"intern({text})" if spec.simple.form == "code" else text
