"""XML schema of a message, generated from its definition.

The official schemas judge it (tests/messages/test_schema_differential.py).
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from lxml import etree

from ketenwerk.standard import types as t
from ketenwerk.standard.basis import Bericht, Header, Onderdeel, Samengesteld
from ketenwerk.standard.codelists import codelist
from ketenwerk.standard.fields import Field, fields_for
from ketenwerk.standard.release import MessageType
from ketenwerk.standard.types import Simple

from .plan import narrowed

BASE_FILE = "basisschema.xsd"
_XS = "http://www.w3.org/2001/XMLSchema"


@cache
def compiled(message: MessageType) -> etree.XMLSchema:
    """The schema of a message, ready to validate with."""
    parser = etree.XMLParser(no_network=True, resolve_entities=False)
    parser.resolvers.add(_Beside(base_schema(message)))
    return etree.XMLSchema(etree.fromstring(message_schema(message).encode(), parser))


class _Beside(etree.Resolver):
    """Gives the base schema to the message schema that imports it, without a file."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def resolve(self, system_url: str | None, public_id: str | None, context: Any) -> Any:
        return self.resolve_string(self._text, context)


def message_schema(message: MessageType) -> str:
    """Schema document for the namespace of the message."""
    own = [cls for cls in _classes(message) if not issubclass(cls, Samengesteld)]
    lines = [
        f'<xs:schema xmlns:xs="{_XS}" xmlns:b="{message.base_namespace}" xmlns:m="{message.namespace}"'
        f' targetNamespace="{message.namespace}" elementFormDefault="qualified">',
        f'<xs:import namespace="{message.base_namespace}" schemaLocation="{BASE_FILE}"/>',
        f'<xs:element name="Bericht" type="m:{_type_name(message.root)}"/>',
    ]
    for cls in own:
        lines += _complex(cls, message, own="m")
    for field in _collections(own, message):
        lines += _collection(field, message)
    lines.append("</xs:schema>")
    return "\n".join(lines)


def base_schema(message: MessageType) -> str:
    """Schema document for the namespace that all messages of a law share."""
    composed = [cls for cls in _classes(message) if issubclass(cls, Samengesteld)]
    lines = [
        f'<xs:schema xmlns:xs="{_XS}" xmlns:b="{message.base_namespace}"'
        f' targetNamespace="{message.base_namespace}" elementFormDefault="qualified">'
    ]
    for cls in composed:
        lines += _complex(cls, message, own="b")
    for simple in _named().values():
        lines += _simple(simple, message, f' name="{simple.name}"')
    lines.append("</xs:schema>")
    return "\n".join(lines)


@cache
def _named() -> dict[str, Simple]:
    """The types that have a name; DeclaratieNummer, which narrows one where it stands, comes after it and is not among them."""
    marks = [mark for alias in vars(t).values() for mark in getattr(alias, "__metadata__", ()) if isinstance(mark, Simple)]
    return {mark.name: mark for mark in reversed(marks)}


def _classes(message: MessageType) -> Iterator[type[Onderdeel]]:
    """The classes that occur under the law of the message: not those below an element of the other law only."""
    waiting: list[type[Onderdeel]] = [message.root]
    seen = set()
    while waiting:
        cls = waiting.pop(0)
        if cls not in seen:
            seen.add(cls)
            yield cls
            waiting += [field.kind for field in fields_for(cls, message.wet) if not isinstance(field.kind, Simple)]


def _collections(own: list[type[Onderdeel]], message: MessageType) -> list[Field]:
    """The collecting elements, each once: RetourCodes stands in many classes."""
    return list({field.name: field for cls in own for field in fields_for(cls, message.wet) if field.many}.values())


def _type_name(cls: type[Onderdeel]) -> str:
    """The published name of the type, so that an xsi:type that is right there is right here."""
    if issubclass(cls, Bericht):
        return "Root"
    if issubclass(cls, Header):
        return "Header"
    return f"CDT_{cls.__name__}" if issubclass(cls, Samengesteld) else cls.__name__


def _complex(cls: type[Onderdeel], message: MessageType, *, own: str) -> Iterator[str]:
    yield f'<xs:complexType name="{_type_name(cls)}"><xs:sequence>'
    for field in fields_for(cls, message.wet):
        head = f'<xs:element name="{field.name}"' + ("" if field.required else ' minOccurs="0"')
        if field.many:
            yield f'{head} type="{own}:{field.name}"/>'
        else:
            yield from _typed(head, field, message, own)
    yield "</xs:sequence></xs:complexType>"


def _collection(field: Field, message: MessageType) -> Iterator[str]:
    yield f'<xs:complexType name="{field.name}"><xs:sequence>'
    yield from _typed(f'<xs:element name="{field.item}" maxOccurs="unbounded"', field, message, "m")
    yield "</xs:sequence></xs:complexType>"


def _typed(head: str, field: Field, message: MessageType, own: str) -> Iterator[str]:
    """The element with its type by name, or written out where no name has this type."""
    if not isinstance(field.kind, Simple):
        prefix = "b" if issubclass(field.kind, Samengesteld) else own
        yield f'{head} type="{prefix}:{_type_name(field.kind)}"/>'
        return
    simple = narrowed(field.attr, field.kind, message)
    if _named().get(simple.name) == simple:
        yield f'{head} type="b:{simple.name}"/>'
        return
    yield f"{head}>"
    yield from _simple(simple, message, "")
    yield "</xs:element>"


def _simple(simple: Simple, message: MessageType, name: str) -> Iterator[str]:
    yield f'<xs:simpleType{name}><xs:restriction base="xs:{simple.base}">'
    listed = simple.codelist(message.wet)
    for facet, value in (
        ("minLength", simple.min_length),
        ("maxLength", simple.max_length),
        ("pattern", simple.pattern),
        ("minInclusive", simple.minimum),
        ("maxInclusive", simple.maximum),
    ):
        if value is not None:
            yield f'<xs:{facet} value="{value}"/>'
    for code in codelist(listed).in_schema(message.wet) if listed else ():
        yield f'<xs:enumeration value="{code}"/>'
    yield "</xs:restriction></xs:simpleType>"
