"""XML schema of a message, generated from its definition. The official schemas judge it (tests/messages/test_schema_differential.py)."""

from collections.abc import Iterator
from functools import cache

from lxml import etree

from ketenwerk.standard import types as t
from ketenwerk.standard.basis import Onderdeel, Samengesteld
from ketenwerk.standard.codelists import codelist
from ketenwerk.standard.fields import classes, fields_for
from ketenwerk.standard.release import MessageType
from ketenwerk.standard.types import Simple

from .plan import narrowed

BASE_FILE = "basisschema.xsd"
_XS = "http://www.w3.org/2001/XMLSchema"
_FIXED = ("bericht_code", "bericht_versie", "bericht_subversie")


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

    def resolve(self, system_url: str, public_id: str | None, context: object) -> object:
        return self.resolve_string(self._text, context)


def message_schema(message: MessageType) -> str:
    """Schema document for the namespace of the message."""
    own = [cls for cls in classes(message.root) if not issubclass(cls, Samengesteld)]
    lines = [
        f'<xs:schema xmlns:xs="{_XS}" xmlns:b="{message.base_namespace}" xmlns:m="{message.namespace}"'
        f' targetNamespace="{message.namespace}" elementFormDefault="qualified">',
        f'<xs:import namespace="{message.base_namespace}" schemaLocation="{BASE_FILE}"/>',
        f'<xs:element name="Bericht" type="m:{_type_name(message.root)}"/>',
    ]
    for cls in own:
        lines += _complex(cls, message, own="m")
    lines.append("</xs:schema>")
    return "\n".join(lines)


def base_schema(message: MessageType) -> str:
    """Schema document for the namespace that all messages of a law share."""
    composed = [cls for cls in classes(message.root) if issubclass(cls, Samengesteld)]
    lines = [
        f'<xs:schema xmlns:xs="{_XS}" xmlns:b="{message.base_namespace}"'
        f' targetNamespace="{message.base_namespace}" elementFormDefault="qualified">'
    ]
    for cls in composed:
        lines += _complex(cls, message, own="b")
    for simple in _simples():
        lines += _simple(simple, message, f' name="{simple.name}"')
    lines.append("</xs:schema>")
    return "\n".join(lines)


def _simples() -> Iterator[Simple]:
    seen = set()
    for alias in vars(t).values():
        for mark in getattr(alias, "__metadata__", ()):
            # DeclaratieNummer narrows a type in place and has its name: the wide one, which stands first, is the named type.
            if isinstance(mark, Simple) and mark.name not in seen:
                seen.add(mark.name)
                yield mark


def _type_name(cls: type[Onderdeel]) -> str:
    # The root is called Root and not Bericht, so that no class of a message can take its name.
    if cls.__name__ == "Bericht":
        return "Root"
    return "Header" if cls.__name__.startswith("HeaderVan") else cls.__name__


def _complex(cls: type[Onderdeel], message: MessageType, *, own: str) -> Iterator[str]:
    yield f'<xs:complexType name="{_type_name(cls)}"><xs:sequence>'
    for field in fields_for(cls, message.wet):
        head = f'<xs:element name="{field.name}"' + ("" if field.required else ' minOccurs="0"')
        if field.many:
            yield f"{head}><xs:complexType><xs:sequence>"
            yield f'<xs:element name="{field.item}" maxOccurs="unbounded" type="{_reference(field.kind, own)}"/>'
            yield "</xs:sequence></xs:complexType></xs:element>"
        elif isinstance(field.kind, Simple) and (field.attr in _FIXED or field.kind.form == "alfanumeriek"):
            yield f"{head}>"
            yield from _simple(narrowed(field.attr, field.kind, message), message, "")
            yield "</xs:element>"
        else:
            yield f'{head} type="{_reference(field.kind, own)}"/>'
    yield "</xs:sequence></xs:complexType>"


def _reference(kind: Simple | type[Onderdeel], own: str) -> str:
    if isinstance(kind, Simple):
        return f"b:{kind.name}"
    return f"b:{kind.__name__}" if issubclass(kind, Samengesteld) else f"{own}:{_type_name(kind)}"


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
