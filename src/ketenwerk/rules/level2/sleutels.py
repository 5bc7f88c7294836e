"""Keys: no two parts of a message are the same thing (TR101)."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple, TypeAlias

from ketenwerk.rules.registry import Hit, both, finding, rule
from ketenwerk.standard.basis import Bericht, Onderdeel
from ketenwerk.standard.fields import fields
from ketenwerk.standard.types import Simple

Key: TypeAlias = Any
Placed: TypeAlias = tuple[str, Onderdeel]
"""A part of the message with its position for people: `Client[2]/Prestatie[5]`."""


class Step(NamedTuple):
    """An element that leads to classes with a key. A class that is not collected cannot be doubled in itself: `key` is None.

    `head` reads the first of several attributes of a key, which mostly differs already and costs a fraction.
    """

    attr: str
    cls: type[Onderdeel]
    key: Callable[[Onderdeel], Key] | None = None
    head: Callable[[Onderdeel], Key] | None = None


@rule("TR101", level=2, code="0001", on=both("301", "305", "307", "315", "317", "323", "325"))
def keys_are_unique(bericht: Bericht) -> Iterator[Hit]:
    """The key of a class, with the keys of the classes around it, occurs once; the finding is on the second and names the first.

    An absent element equals only an absent one. StatusAanlevering is no key, so a deletion and a new delivery of one key in
    one message fail.
    """
    if not _surely_unique((bericht,), type(bericht)):
        yield from _doubles([("", bericht)])


def _surely_unique(parts: Sequence[Onderdeel], cls: type[Onderdeel]) -> bool:
    """Quick test: keys that are unique in the whole message are so with the keys of their parents too."""
    for step in _steps(cls):
        below = _all_items(parts, step)
        if step.key and not (_differ(below, step.head or step.key) or _differ(below, step.key)):
            return False
        if below and not _surely_unique(below, step.cls):
            return False
    return True


def _differ(items: Sequence[Onderdeel], key: Callable[[Onderdeel], Key]) -> bool:
    return len(set(map(key, items))) == len(items)


def _doubles(group: Sequence[Placed]) -> Iterator[Hit]:
    """Doubles below parts that together have one key, the keys of their parents included."""
    for step in _steps(type(group[0][1])):
        same: dict[Key, list[Placed]] = {}
        for place, part in group:
            for position, item in enumerate(_items(part, step), 1):
                key = step.key(item) if step.key else None
                same.setdefault(key, []).append((_label(place, step, position), item))
        for placed in same.values():
            if step.key:
                (first, _), *doubles = placed
                for _, item in doubles:
                    yield _double(item, step.key(item), first)
            yield from _doubles(placed)


def _all_items(parts: Sequence[Onderdeel], step: Step) -> list[Onderdeel]:
    values = map(attrgetter(step.attr), parts)
    return list(chain.from_iterable(values)) if step.key else [value for value in values if value is not None]


def _items(part: Onderdeel, step: Step) -> Sequence[Onderdeel]:
    value = getattr(part, step.attr)
    if step.key:
        items: Sequence[Onderdeel] = value
        return items
    return () if value is None else (value,)


def _label(place: str, step: Step, position: int) -> str:
    if step.key is None:
        return place
    return f"{place}/{step.cls.__name__}[{position}]"


def _double(item: Onderdeel, key: Key, first: str) -> Hit:
    attr = item.SLEUTEL[0] if len(item.SLEUTEL) == 1 else ""
    parts = key if isinstance(key, tuple) else (key,)
    written = ", ".join(str(part) for part in parts if part is not None)
    return finding(item, attr, found=written, expected=f"!= {first.removeprefix('/')}")


@cache
def _steps(cls: type[Onderdeel]) -> tuple[Step, ...]:
    """The elements of a class that have a key, or lead to one."""
    steps = []
    for field in fields(cls):
        if not isinstance(field.kind, Simple) and (field.many or _steps(field.kind)):
            steps.append(_step(field.attr, field.kind, many=field.many))
    return tuple(steps)


def _step(attr: str, cls: type[Onderdeel], *, many: bool) -> Step:
    if not many:
        return Step(attr, cls)
    sleutel = cls.SLEUTEL
    return Step(attr, cls, _key(cls, sleutel), _key(cls, sleutel[:1]) if len(sleutel) > 1 else None)


def _key(cls: type[Onderdeel], sleutel: tuple[str, ...]) -> Callable[[Onderdeel], Key]:
    """Reads the key of a part; an attribute that lies in an absent element is itself absent."""
    names = [name.split(".") for name in sleutel]
    if all(_required(cls, way[:-1]) for way in names):
        return attrgetter(*sleutel)
    return lambda part: tuple(_value(part, way) for way in names)


def _required(cls: type[Onderdeel], way: Sequence[str]) -> bool:
    kind: Any = cls
    for name in way:
        field = next(field for field in fields(kind) if field.attr == name)
        if not field.required:
            return False
        kind = field.kind
    return True


def _value(part: Any, way: Sequence[str]) -> Any:
    for name in way:
        if part is None:
            return None
        part = getattr(part, name)
    return part
