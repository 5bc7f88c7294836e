"""Reads a definition: which elements a class has, in order, and what each holds."""

import types
import typing
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, cast, get_args, get_origin

import msgspec

from .basis import Onderdeel
from .types import Alleen, Simple, Wet


class Field(msgspec.Struct, frozen=True):
    """One element of a class.

    `kind` is a `Simple` or a class. With `many` the element named `name` collects one or more elements named `item`.
    `only` names the one law under which the element exists.
    """

    attr: str
    name: str
    kind: Simple | type[Onderdeel]
    required: bool
    many: bool = False
    item: str = ""
    only: Wet | None = None


def element_name(attr: str) -> str:
    """`toewijzing_nummer` -> `ToewijzingNummer`."""
    return "".join(part[:1].upper() + part[1:] for part in attr.split("_"))


@cache
def fields(cls: type[Onderdeel]) -> tuple[Field, ...]:
    """The elements of a class in the order of the message, those of both laws."""
    hints = typing.get_type_hints(cls, include_extras=True)
    optional = {f.name for f in msgspec.structs.fields(cls) if not f.required}
    return tuple(_field(attr, hints[attr], attr not in optional) for attr in cls.__struct_fields__)


def fields_for(cls: type[Onderdeel], wet: Wet) -> tuple[Field, ...]:
    """The elements of a class that exist under this law."""
    return tuple(f for f in fields(cls) if f.only in (None, wet))


def classes(root: type[Onderdeel]) -> Iterator[type[Onderdeel]]:
    """The class and all classes in it, each once, parents first."""
    seen: set[type[Onderdeel]] = set()
    waiting = [root]
    while waiting:
        cls = waiting.pop(0)
        if cls in seen:
            continue
        seen.add(cls)
        yield cls
        waiting.extend(f.kind for f in fields(cls) if not isinstance(f.kind, Simple))


def _field(attr: str, hint: Any, required: bool) -> Field:
    hint, only = _unwrap(_without_none(hint))
    name = element_name(attr)
    if get_origin(hint) is tuple:
        inner, _ = _unwrap(get_args(hint)[0])
        kind = _kind(inner)
        # A collected simple type is named as its collection without the plural: RetourCodes -> RetourCode.
        item = name.removesuffix("s") if isinstance(kind, Simple) else kind.__name__
        return Field(attr=attr, name=name, kind=kind, required=required, many=True, item=item, only=only)
    return Field(attr=attr, name=name, kind=_kind(hint), required=required, only=only)


def _without_none(hint: Any) -> Any:
    if get_origin(hint) in (types.UnionType, typing.Union):
        return next(arg for arg in get_args(hint) if arg is not type(None))
    return hint


def _unwrap(hint: Any) -> tuple[Any, Wet | None]:
    """Takes the law marker off an annotation; leaves a `Simple` in place."""
    if get_origin(hint) is not Annotated:
        return hint, None
    marks = hint.__metadata__
    only = next((mark.wet for mark in marks if isinstance(mark, Alleen)), None)
    simple = next((mark for mark in marks if isinstance(mark, Simple)), None)
    return (simple if simple else hint.__origin__), only


def _kind(hint: Any) -> Simple | type[Onderdeel]:
    if isinstance(hint, Simple):
        return hint
    return cast(type[Onderdeel], hint)
