"""A message laid out as a tree of elements with their full names: what reader, writer, schema and explanation share."""

from functools import cache

import msgspec

from ketenwerk.standard.basis import Onderdeel, Samengesteld
from ketenwerk.standard.fields import Field, fields_for
from ketenwerk.standard.release import MessageType
from ketenwerk.standard.types import Simple


class Element(msgspec.Struct, frozen=True, gc=False):
    """One element. `tag` is `{namespace}Name`.

    Three kinds: a value (`simple` set), a class (`cls` set), or a collection of one repeated child (`collects`).
    """

    name: str
    tag: str
    attr: str
    required: bool
    simple: Simple | None = None
    cls: type[Onderdeel] | None = None
    collects: bool = False
    children: tuple["Element", ...] = ()
    order: dict[str, int] = {}

    def position(self, tag: object) -> int:
        """Place of a child among the children by its tag; -1 for one that does not belong here."""
        return self.order.get(tag, -1) if isinstance(tag, str) else -1


@cache
def plan(message: MessageType) -> Element:
    """The root element of a message with all that may stand in it."""
    children = _children(message.root, message)
    return _parent("Bericht", f"{{{message.namespace}}}Bericht", "", True, children, cls=message.root)


def _parent(
    name: str,
    tag: str,
    attr: str,
    required: bool,
    children: tuple[Element, ...],
    *,
    cls: type[Onderdeel] | None = None,
) -> Element:
    order = {child.tag: position for position, child in enumerate(children)}
    return Element(name, tag, attr, required, cls=cls, collects=cls is None, children=children, order=order)


def _children(cls: type[Onderdeel], message: MessageType) -> tuple[Element, ...]:
    namespace = message.base_namespace if issubclass(cls, Samengesteld) else message.namespace
    return tuple(_element(field, namespace, message) for field in fields_for(cls, message.wet))


def _element(field: Field, namespace: str, message: MessageType) -> Element:
    if not field.many:
        return _single(field, field.name, namespace, message, required=field.required)
    item = _single(field, field.item, namespace, message, required=True)
    tag = f"{{{namespace}}}{field.name}"
    return _parent(field.name, tag, field.attr, field.required, (item,))


def _single(field: Field, name: str, namespace: str, message: MessageType, *, required: bool) -> Element:
    tag = f"{{{namespace}}}{name}"
    if isinstance(field.kind, Simple):
        return Element(name, tag, field.attr, required, simple=narrowed(field.attr, field.kind, message))
    return _parent(name, tag, field.attr, required, _children(field.kind, message), cls=field.kind)


def narrowed(attr: str, simple: Simple, message: MessageType) -> Simple:
    """The type of a header element that each message fixes (CS015, CS025, RS047); any other type as it is."""
    major, minor = message.version
    fixed = {"bericht_code": message.code, "bericht_versie": str(major), "bericht_subversie": str(minor)}
    if attr not in fixed:
        return simple
    return msgspec.structs.replace(simple, pattern=fixed[attr], form="vast")
