"""Writes a message: UTF-8 without byte order mark, with declaration, elements in the order of the definition."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from ketenwerk.standard.basis import Bericht
from ketenwerk.standard.release import BY_CODE, MessageType
from ketenwerk.standard.types import Simple

from .lacking import lacking
from .plan import Element, plan

Write = Callable[[Any], str]

# What XML 1.0 cannot carry at all, escaped or not.
_IMPOSSIBLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class NotWritable(ValueError):
    """The message holds what no XML can carry, or lacks what is mandatory. The text names the place, never the value."""


def write(bericht: Bericht, message: MessageType | None = None) -> bytes:
    """The message as it goes out. Raises NotWritable. The type follows from BerichtCode unless it is given."""
    kind = message or type_of(bericht)
    try:
        return writer(kind)(bericht).encode()
    except (AttributeError, TypeError):
        # The constructors check no types: a mandatory element may be None, or a value of another kind than the definition has.
        raise NotWritable(_why(bericht, kind)) from None


def _why(bericht: Bericht, message: MessageType) -> str:
    place = next(lacking(bericht, message), None)
    return (
        f"{place} ontbreekt; dit gegeven is verplicht" if place else "een gegeven is van een andere soort dan de standaard zegt"
    )


def type_of(bericht: Bericht) -> MessageType:
    """Which message this is, by its BerichtCode. Raises NotWritable for a code that no message has."""
    message = BY_CODE.get(bericht.header.bericht_code)
    if message is None or not isinstance(bericht, message.root):
        raise NotWritable("BerichtCode hoort niet bij dit soort bericht")
    return message


def escape(text: str) -> str:
    """Text as element content. Raises NotWritable for characters outside XML."""
    if _IMPOSSIBLE.search(text):
        raise NotWritable("een tekst bevat een teken dat niet in XML mag staan")
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


@cache
def writer(message: MessageType) -> Write:
    """The function that writes a message of this type; made once, from the definition, as f-strings."""
    code = _Code(message)
    root = plan(message)
    name = code.in_pieces(root)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    spaces = f' xmlns:{message.standard}="{message.base_namespace}" xmlns:{message.prefix}="{message.namespace}"'
    tag = f"{message.prefix}:{root.name}"
    code.lines += [
        "def write(o):",
        f"    pieces = [{head + f'<{tag}{spaces}>'!r}]",
        f"    {name}(o, pieces.append)",
        f"    pieces.append({f'</{tag}>' + chr(10)!r})",
        "    return ''.join(pieces)",
    ]
    exec("\n".join(code.lines), code.names)  # noqa: S102  our own text, made from the definitions alone
    made: Write = code.names["write"]
    return made


class _Code:
    """Writes one function per class: of two kinds, because copying a large message again at each level costs more than making it.

    A class without collections is one f-string, its tags included. Any other adds its pieces to those of the message.
    """

    def __init__(self, message: MessageType) -> None:
        self.names: dict[str, Any] = {"escape": escape}
        self.lines: list[str] = []
        self._message = message
        self._made = 0

    def whole(self, spec: Element) -> str:
        """Name of the function that gives the text of a class with its tags."""
        before: list[str] = []
        start, end = self._tags(spec)
        text = self._content(spec, "o", before)
        return self._function("(o)", [*before, f'return f"{start}{text}{end}"'])

    def in_pieces(self, spec: Element) -> str:
        """Name of the function that adds the text of a class without its tags."""
        body: list[str] = []
        text = ""
        for i, child in enumerate(spec.children):
            if not _has_collection(child):
                text += self._part(child, "o", i, body)
                continue
            variable, (start, end) = f"o_{i}", self._tags(child)
            body += [f"{variable} = o.{child.attr}", f'add(f"{text}")']
            adding = [f'add("{start}")', *self._adding(child, variable), f'add("{end}")']
            body += adding if child.required else _under(f"if {variable}:", adding)
            text = ""
        return self._function("(o, add)", [*body, f'add(f"{text}")'])

    def _function(self, parameters: str, body: list[str]) -> str:
        self._made += 1
        name = f"write_{self._made}"
        self.lines += _under(f"def {name}{parameters}:", body)
        return name

    def _adding(self, spec: Element, variable: str) -> list[str]:
        """Adds what stands between the tags of a collection, or of a class that has one."""
        if not spec.collects:
            return [f"{self.in_pieces(spec)}({variable}, add)"]
        item = spec.children[0]
        start, end = self._tags(item)
        if _has_collection(item):
            each = [f'add("{start}")', *self._adding(item, "y"), f'add("{end}")']
        elif item.simple:
            each = [f'add(f"{start}{{{_value(item.simple, "y")}}}{end}")']
        else:
            each = [f"add({self.whole(item)}(y))"]
        return _under(f"for y in {variable}:", each)

    def _content(self, spec: Element, variable: str, before: list[str]) -> str:
        """What stands between the tags, as a piece of an f-string; what it needs first goes into `before`."""
        if spec.simple:
            return f"{{{_value(spec.simple, variable)}}}"
        return "".join(self._part(child, variable, i, before) for i, child in enumerate(spec.children))

    def _part(self, spec: Element, owner: str, place: int, before: list[str]) -> str:
        """One element with its tags, the child at that place of the class in `owner`."""
        variable = f"{owner}_{place}"
        before.append(f"{variable} = {owner}.{spec.attr}")
        if spec.cls and not spec.required:
            before.append(f'{variable}t = "" if {variable} is None else {self.whole(spec)}({variable})')
            return f"{{{variable}t}}"
        start, end = self._tags(spec)
        text = f"{start}{self._content(spec, variable, before)}{end}"
        if spec.required:
            return text
        before.append(f'{variable}t = "" if {variable} is None else f"{text}"')
        return f"{{{variable}t}}"

    def _tags(self, spec: Element) -> tuple[str, str]:
        own = spec.tag.startswith("{" + self._message.namespace)
        tag = f"{self._message.prefix if own else self._message.standard}:{spec.name}"
        return f"<{tag}>", f"</{tag}>"


def _value(simple: Simple, variable: str) -> str:
    if simple.base == "date":
        return f"{variable}.isoformat()"
    if simple.base == "integer":
        return variable
    # Most values are letters and digits; only the others can hold something to escape.
    return f"{variable} if {variable}.isalnum() else escape({variable})"


def _under(head: str, body: list[str]) -> list[str]:
    return [head, *(f"    {line}" for line in body)]


def _has_collection(spec: Element) -> bool:
    return spec.collects or any(_has_collection(child) for child in spec.children)
