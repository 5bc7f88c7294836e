"""Writes a message: UTF-8 without byte order mark, with declaration, elements in the order of the definition."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from ketenwerk.standard.basis import Bericht
from ketenwerk.standard.release import BY_CODE, MessageType

from .plan import Element, plan

Write = Callable[[Any], str]

# What XML 1.0 cannot carry at all, escaped or not.
_IMPOSSIBLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class NotWritable(ValueError):
    """The message holds something that no XML can carry. The text names the kind of thing, never the value."""


def write(bericht: Bericht, message: MessageType | None = None) -> bytes:
    """The message as it goes out. Raises NotWritable. The type follows from BerichtCode unless it is given."""
    kind = message or type_of(bericht)
    return writer(kind)(bericht).encode()


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
    name = code.function(root)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    spaces = f' xmlns:{message.standard}="{message.base_namespace}" xmlns:{message.prefix}="{message.namespace}"'
    tag = f"{message.prefix}:{root.name}"
    code.lines += ["def write(o):", f"    return {head!r} + {f'<{tag}{spaces}>'!r} + {name}(o) + {f'</{tag}>'!r} + '\\n'"]
    exec("\n".join(code.lines), code.names)  # noqa: S102  our own text, made from the definitions alone
    made: Write = code.names["write"]
    return made


class _Code:
    """Writes one function per class, giving the text between its tags."""

    def __init__(self, message: MessageType) -> None:
        self.names: dict[str, Any] = {"escape": escape}
        self.lines: list[str] = []
        self._message = message
        self._made = 0

    def function(self, spec: Element) -> str:
        before: list[str] = []
        parts = [self._part(child, f"v{i}", before) for i, child in enumerate(spec.children)]
        self._made += 1
        name = f"write_{self._made}"
        self.lines += [f"def {name}(o):", *(f"    {line}" for line in before), f'    return f"{"".join(parts)}"']
        return name

    def _part(self, spec: Element, variable: str, before: list[str]) -> str:
        """The piece of the f-string for one element; what it needs first goes into `before`."""
        before.append(f"{variable} = o.{spec.attr}")
        if spec.collects:
            item = spec.children[0]
            inner = "".join(self._around(item, "{" + self._value(item, "y") + "}"))
            filled = f"''.join([f\"{inner}\" for y in {variable}])"
            whole = self._around(spec, "{" + f"{variable}s" + "}")
            before.append(f"{variable}s = {filled}")
        else:
            whole = self._around(spec, "{" + self._value(spec, variable) + "}")
        if spec.required:
            return whole
        absent = f"not {variable}" if spec.collects else f"{variable} is None"
        before.append(f'{variable}t = "" if {absent} else f"{whole}"')
        return "{" + f"{variable}t" + "}"

    def _around(self, spec: Element, content: str) -> str:
        own = spec.tag.startswith("{" + self._message.namespace)
        tag = f"{self._message.prefix if own else self._message.standard}:{spec.name}"
        return f"<{tag}>{content}</{tag}>"

    def _value(self, spec: Element, variable: str) -> str:
        if not spec.simple:
            return f"{self.function(spec)}({variable})"
        if spec.simple.base == "date":
            return f"{variable}.isoformat()"
        if spec.simple.base == "integer":
            return variable
        # Most values are letters and digits; only the others can hold something to escape.
        return f"{variable} if {variable}.isalnum() else escape({variable})"
