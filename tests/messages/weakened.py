"""Our generated schemas with one thing wrong in them: what the differential test must notice."""

import re
from collections.abc import Iterator

from lxml import etree

from ketenwerk.messages.schema import BASE_FILE, base_schema, message_schema
from ketenwerk.standard.release import MessageType

_ELEMENT = re.compile(r'<xs:element name="\w+"[^>]*>')
_FACET = re.compile(r'<xs:(maxLength|maxInclusive|minInclusive) value="(\d+)"/>')
_PATTERN = re.compile(r'<xs:pattern value="[^"]*"/>\n')
_CODE = re.compile(r'<xs:enumeration value="[^"]*"/>\n')
_TYPE = re.compile(r'<xs:(simple|complex)Type name="(\w+)">.*?</xs:\1Type>', re.DOTALL)


def weakened(message: MessageType) -> Iterator[tuple[str, etree.XMLSchema]]:
    """Each schema that differs in one cardinality, facet, code or order, with what differs. Redundant facets are left out."""
    own, base = message_schema(message), _in_use(base_schema(message), message_schema(message))
    for text in _changed(own):
        yield _difference(own, text), _compiled(text, base)
    for text in _changed(base):
        yield _difference(base, text), _compiled(own, text)


def _changed(text: str) -> Iterator[str]:
    for match in _ELEMENT.finditer(text):
        yield from (_put(text, match, element) for element in _elements(match[0]))
    for match in _FACET.finditer(text):
        if not _redundant(text, match):
            yield _put(text, match, f'<xs:{match[1]} value="{int(match[2]) + 1}"/>')
            yield _put(text, match, "")
    for pattern in (_PATTERN, _CODE):
        for match in pattern.finditer(text):
            yield _put(text, match, "")


def _elements(element: str) -> Iterator[str]:
    """The element with another cardinality or another name. The root is what the message was recognised by."""
    if 'name="Bericht"' in element:
        return
    yield (
        element.replace(' minOccurs="0"', "")
        if "minOccurs" in element
        else element.replace("<xs:element", '<xs:element minOccurs="0"')
    )
    yield (
        element.replace(' maxOccurs="unbounded"', "")
        if "maxOccurs" in element
        else element.replace("<xs:element", '<xs:element maxOccurs="2"')
    )
    yield element.replace('name="', 'name="X')


def _redundant(text: str, match: re.Match[str]) -> bool:
    """Whether a pattern of fixed length, a list of codes or a fixed value says the same more strictly."""
    start = text.rindex("<xs:restriction", 0, match.start())
    restriction = text[start : text.index("</xs:restriction>", start)]
    fixed = re.search(r'pattern value="(\[0-9\]\{\d\}|\d+)"', restriction)
    return bool(fixed) or "enumeration" in restriction


def _put(text: str, match: re.Match[str], instead: str) -> str:
    return text[: match.start()] + instead + text[match.end() :]


def _in_use(base: str, own: str) -> str:
    """Without the types that this message does not use: an error there shows nowhere."""
    texts = {match[2]: match[0] for match in _TYPE.finditer(base)}
    used, waiting = set(), set(re.findall(r'type="b:(\w+)"', own))
    while waiting:
        used |= waiting
        waiting = {name for used_name in waiting for name in re.findall(r'type="b:(\w+)"', texts[used_name])} - used
    for name, text in texts.items():
        if name not in used:
            base = base.replace(text, "")
    return base


def _difference(before: str, after: str) -> str:
    at = next(i for i, (a, b) in enumerate(zip(before, after + " " * len(before), strict=False)) if a != b)
    return f"...{before[max(0, at - 120) : at + 60]}..."


class _Base(etree.Resolver):
    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def resolve(self, system_url: str, public_id: str | None, context: object) -> object:
        assert system_url.endswith(BASE_FILE)
        return self.resolve_string(self._text, context)


def _compiled(own: str, base: str) -> etree.XMLSchema:
    parser = etree.XMLParser()
    parser.resolvers.add(_Base(base))
    return etree.XMLSchema(etree.fromstring(own.encode(), parser))
