"""Makes the description, from the definitions: every element that is filled gets its line, none is left out by accident."""

from collections.abc import Iterator
from functools import cache

import msgspec

from ketenwerk.standard.basis import Bericht, Onderdeel, Samengesteld
from ketenwerk.standard.fields import Field, fields_for
from ketenwerk.standard.release import BY_CODE, MessageType
from ketenwerk.standard.types import Simple, Wet

from . import composed, dutch, labels, prose, simple
from .block import Block, Line
from .window import Window, holds_rows, rows


def describe(bericht: Bericht, *, mask: bool = False, first: int = 0, limit: int | None = None) -> Block:
    """What a message says, in Dutch.

    With `mask` personal data is covered; of a BSN the last four digits stay. `first` and `limit` choose rows as `window.py`
    counts them (`count` says how many there are); only what is asked for is built.
    """
    message = BY_CODE[bericht.header.bericht_code]
    scribe = _Scribe(message, mask=mask, window=Window(first, limit))
    return scribe.message(bericht)


def count(bericht: Bericht) -> int:
    """Number of rows in a message, for paging."""
    return rows(bericht)


class _Step(msgspec.Struct, frozen=True):
    """One element of a class and how it is told: in a group with its neighbours, or on its own."""

    field: Field
    group: composed.Group | None


@cache
def _steps(cls: type[Onderdeel], wet: Wet) -> tuple[_Step, ...]:
    there = {field.attr for field in fields_for(cls, wet)}
    groups = {attr: group for attr, group in composed.GROUPS.items() if attr in there and there.issuperset(group.takes)}
    taken = {attr for group in groups.values() for attr in group.takes}
    return tuple(_Step(field, groups.get(field.attr)) for field in fields_for(cls, wet) if field.attr not in taken)


def _label(cls: type[Onderdeel], attr: str) -> str:
    return labels.label(cls.__name__, attr, repeats="identificatie_retour" in cls.__struct_fields__)


class _Scribe:
    """Walks through one message; the window counts along."""

    def __init__(self, message: MessageType, *, mask: bool, window: Window) -> None:
        self._message = message
        self._wet = message.wet
        self._mask = mask
        self._window = window

    def message(self, bericht: Bericht) -> Block:
        path = "/Bericht"
        lines, blocks = self._parts(bericht, path)
        header = next(block for block in blocks if block.path == f"{path}/Header")
        outcome = tuple(line for line in header.lines if "/RetourCodes/" in line.path)
        facts = tuple(line for line in header.lines if line not in outcome)
        who = Line("Wie", prose.who(bericht, self._message), f"{path}/Header")
        return Block(
            title=f"{self._message.title} ({self._message.name})",
            path=path,
            lines=(who, *lines, *outcome, *self._accepted(bericht)),
            blocks=(*(block for block in blocks if block is not header), msgspec.structs.replace(header, lines=facts)),
        )

    def _accepted(self, bericht: Bericht) -> Iterator[Line]:
        """A return message that says nothing but its header means that all is well (IV028), which a reader cannot guess."""
        said = [getattr(bericht, field.attr) for field in fields_for(type(bericht), self._wet) if field.attr != "header"]
        if self._message.answers and not any(said) and not getattr(bericht.header, "retour_codes", ()):
            yield Line("Uitkomst", "Geheel goedgekeurd: er zijn geen retourcodes.", "/Bericht/Header")

    def _block(self, part: Onderdeel, path: str, position: int | None = None) -> Block:
        lines, blocks = self._parts(part, path)
        return Block(labels.title(type(part).__name__, position), path, tuple(lines), tuple(blocks))

    def _parts(self, part: Onderdeel, path: str) -> tuple[list[Line], list[Block]]:
        told = list(self._told(part, path))
        return [fact for fact in told if isinstance(fact, Line)], [fact for fact in told if isinstance(fact, Block)]

    def _told(self, part: Onderdeel, path: str) -> Iterator[Line | Block]:
        for step in _steps(type(part), self._wet):
            field, kind = step.field, step.field.kind
            value = getattr(part, field.attr)
            place = f"{path}/{field.name}"
            if value is None or value == ():
                continue
            if step.group is not None:
                yield self._group(part, step, step.group, place)
            elif isinstance(kind, Simple):
                yield from self._values(type(part), field, kind, value, place)
            elif field.many:
                yield from self._tally(field, value, place)
                yield from self._repeated(kind, field.item, value, place)
            else:
                yield from self._single(_label(type(part), field.attr), value, place)

    def _single(self, label: str, value: Onderdeel, place: str) -> Iterator[Line | Block]:
        kind = type(value)
        if kind.__name__ in composed.COMPOSED:
            yield self._line(label, composed.words(value, self._wet), place, composed.is_personal(kind))
        elif issubclass(kind, Samengesteld):
            yield from self._told(value, place)
        else:
            yield self._block(value, place)

    def _group(self, part: Onderdeel, step: _Step, group: composed.Group, place: str) -> Line:
        kind = step.field.kind
        personal = kind.personal if isinstance(kind, Simple) else composed.is_personal(kind)
        words = group.words(part, self._wet)
        return self._line(_label(type(part), step.field.attr), words, place, personal)

    def _values(self, cls: type[Onderdeel], field: Field, kind: Simple, value: object, place: str) -> Iterator[Line]:
        label = _label(cls, field.attr)
        if isinstance(value, tuple):
            for position, item in enumerate(value, 1):
                yield self._value(label, kind, item, f"{place}/{field.item}[{position}]")
        else:
            yield self._value(label, kind, value, place)

    def _value(self, label: str, kind: Simple, value: object, place: str) -> Line:
        if self._mask and kind.personal:
            return Line(label, simple.covered(kind, value), place, True)
        return Line(label, simple.words(kind, value, self._wet), place, kind.personal)

    def _line(self, label: str, words: str, place: str, personal: bool) -> Line:
        return Line(label, simple.COVER if self._mask and personal else words, place, personal)

    def _tally(self, field: Field, items: tuple[Onderdeel, ...], place: str) -> Iterator[Line]:
        """How much there is, where it may be more than one page."""
        if field.name == "Clienten":
            lines = dutch.counted(sum(rows(item) for item in items), "prestatie", "prestaties")
            yield Line("Inhoud", f"{lines} voor {dutch.counted(len(items), 'cliënt', 'cliënten')}", place)

    def _repeated(self, kind: type[Onderdeel], item: str, values: tuple[Onderdeel, ...], place: str) -> Iterator[Block]:
        many = len(values) > 1
        if not holds_rows(kind):
            for index in self._window.take(len(values)):
                yield self._block(values[index], f"{place}/{item}[{index + 1}]", index + 1 if many else None)
            return
        for index, value in enumerate(values):
            inner = rows(value)
            if not self._window.shows_any(max(inner, 1)):
                self._window.take(max(inner, 1))
                continue
            yield self._block(value, f"{place}/{item}[{index + 1}]", index + 1 if many else None)
            if inner == 0:
                self._window.take(1)
