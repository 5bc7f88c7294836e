"""A message as JSON and back, for those who cannot make XML.

    {"message": "JW305", "Bericht": {"header": {"bericht_code": "438", …}, "client": {…}}}

The names are those of the Python attributes, so `ToewijzingNummer` is `toewijzing_nummer`; a collection is an array without the
element around its items. Codes and numbers that are names (Bsn, AGB code) are text, so that nought in front is kept; amounts are
whole eurocents; dates are `2026-03-31`. An absent element is left out; null says the same.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from ketenwerk.standard.basis import Bericht, Onderdeel
from ketenwerk.standard.fields import fields
from ketenwerk.standard.release import BY_CODE, MESSAGES, MessageType
from ketenwerk.standard.types import Simple, Wet

from .finding import Finding
from .plan import Element, plan
from .read import NotReadable, reading
from .values import Wrong, wrong_with
from .write import NotWritable, escape, write

_SHOWN = 80
_BOM = b"\xef\xbb\xbf"
_BYTE = re.compile(r"\(byte (\d+)\)")


def to_json(bericht: Bericht) -> bytes:
    """The message as JSON, indented for people. Raises NotWritable for a BerichtCode that no message has."""
    message = BY_CODE.get(bericht.header.bericht_code)
    if message is None:
        raise NotWritable("BerichtCode hoort niet bij een bericht van deze release")
    document = {"message": message.name, "Bericht": _plain(bericht)}
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


def from_json(data: bytes) -> Bericht:
    """The message that the JSON describes. Raises NotReadable with a finding for every place that is wrong."""
    message, content = _opened(data)
    reader = _Reader(message)
    bericht = reader.composed(plan(message), content, "/Bericht")
    if reader.findings:
        raise NotReadable(tuple(reader.findings), message)
    if not isinstance(bericht, Bericht):
        raise TypeError(f"{message.name} did not give a message")
    return bericht


def json_to_xml(data: bytes) -> bytes:
    """The XML of the message that the JSON describes, judged on level 1 as a receiver would. Raises NotReadable."""
    made = write(from_json(data))
    reading(made)
    return made


def xml_to_json(data: bytes) -> bytes:
    """The JSON of a message in XML. Raises NotReadable."""
    return to_json(reading(data).bericht)


def _plain(part: Onderdeel) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for field in fields(type(part)):
        value = getattr(part, field.attr)
        if value is None or value == ():
            continue
        if isinstance(field.kind, Simple):
            plain[field.attr] = value
        else:
            plain[field.attr] = [_plain(item) for item in value] if field.many else _plain(value)
    return plain


def _opened(data: bytes) -> tuple[MessageType, object]:
    """The type and the content of a document."""
    data = data.removeprefix(_BOM)
    try:
        document = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NotReadable((_finding("JSON", "/", line=_line(data, str(error))),)) from None
    if not isinstance(document, dict) or set(document) != {"message", "Bericht"}:
        raise NotReadable((_finding("JSON.geheel", "/", expected='{"message": "JW305", "Bericht": {…}}'),))
    name = document["message"]
    message = MESSAGES.get(name.upper()) if isinstance(name, str) else None
    if message is None:
        raise NotReadable((_finding("JSON.bericht", "/", found=_cut(str(name)), expected="JW301 … WMO325"),))
    return message, document["Bericht"]


def _line(data: bytes, error: str) -> int:
    """The line of a fault; the decoder tells the byte, or nothing where the text just ends."""
    byte = _BYTE.search(error)
    return data.count(b"\n", 0, int(byte[1]) if byte else len(data)) + 1


def _finding(
    key: str,
    path: str,
    *,
    found: str | None = None,
    expected: str | None = None,
    personal: bool = False,
    line: int | None = None,
) -> Finding:
    return Finding(rule="JSON", level=1, path=path, line=line, found=found, expected=expected, personal=personal, key=key)


class _Reader:
    """Builds a message beside its definition and collects all that is wrong, each with the path that a finding on XML has."""

    def __init__(self, message: MessageType) -> None:
        self.findings: list[Finding] = []
        self._wet: Wet = message.wet

    def composed(self, spec: Element, content: object, path: str) -> object:
        """A class of the message; with findings it may hold None where a value should be."""
        if not isinstance(content, dict) or spec.cls is None:
            self._wrong_kind(content, "object", path, personal=True)
            return None
        self._unknown(spec, content, path)
        return spec.cls(**{child.attr: self._child(child, content, f"{path}/{child.name}") for child in spec.children})

    def _child(self, spec: Element, content: Mapping[str, object], path: str) -> object:
        value = content.get(spec.attr)
        if value is None:
            if spec.required:
                self.findings.append(_finding("XSD.ontbreekt", path))
            return () if spec.collects else None
        return self._collection(spec, value, path) if spec.collects else self._one(spec, value, path)

    def _one(self, spec: Element, value: object, path: str) -> object:
        return self._simple(spec.simple, value, path) if spec.simple else self.composed(spec, value, path)

    def _collection(self, spec: Element, values: object, path: str) -> object:
        item = spec.children[0]
        if not isinstance(values, list):
            self._wrong_kind(values, "array", path, personal=True)
            return ()
        if not values and spec.required:
            self.findings.append(_finding("XSD.ontbreekt", f"{path}/{item.name}"))
        return tuple([self._one(item, value, f"{path}/{item.name}[{position}]") for position, value in enumerate(values, 1)])

    def _simple(self, simple: Simple, value: object, path: str) -> object:
        """The value, by the same measure as the text of an element."""
        personal = simple.personal or "/Geboortedatum/" in path
        if type(value) is not (int if simple.base == "integer" else str):
            self._wrong_kind(value, "number" if simple.base == "integer" else "string", path, personal=personal)
            return None
        text = str(value)
        wrong = wrong_with(simple, text, self._wet) or _impossible(text)
        if wrong:
            self.findings.append(_finding(wrong[0], path, found=_cut(text), expected=wrong[1], personal=personal))
            return None
        return date.fromisoformat(text) if simple.base == "date" else value

    def _unknown(self, spec: Element, content: Mapping[str, object], path: str) -> None:
        known = [child.attr for child in spec.children]
        for name in content:
            if name not in known:
                self.findings.append(_finding("XSD.onbekend", f"{path}/{_cut(name)}", expected=", ".join(known)))

    def _wrong_kind(self, value: object, expected: str, path: str, *, personal: bool) -> None:
        """What stands where a composed value belongs may be anything, so it counts as personal."""
        shown = _cut(msgspec.json.encode(value).decode())
        self.findings.append(_finding("JSON.soort", path, found=shown, expected=expected, personal=personal))


def _impossible(text: str) -> Wrong | None:
    """JSON can hold characters that XML cannot."""
    try:
        escape(text)
    except NotWritable:
        return ("XML.teken", None)
    return None


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
