"""What a description is made of, and how it looks as plain text."""

import textwrap
from collections.abc import Iterator

import msgspec

WIDTH = 92
_LABEL = 34


class Line(msgspec.Struct, frozen=True, gc=False):
    """One fact. `path` is the place in the message as findings name it; `personal` says that it describes a person."""

    label: str
    value: str
    path: str
    personal: bool = False


class Block(msgspec.Struct, frozen=True, gc=False):
    """A part of the message: its own facts, then the parts within it."""

    title: str
    path: str
    lines: tuple[Line, ...] = ()
    blocks: tuple["Block", ...] = ()


def as_text(block: Block) -> str:
    """Plain text for a terminal or a file, at most `WIDTH` columns where words allow it."""
    return "\n".join([block.title, "=" * len(block.title), *_body(block, 0)]) + "\n"


def _body(block: Block, indent: int) -> Iterator[str]:
    column = min(_LABEL, max((len(line.label) for line in block.lines), default=0)) + 2
    for line in block.lines:
        yield from _fact(line, indent, column)
    for inner in block.blocks:
        yield ""
        yield " " * indent + inner.title
        yield from _body(inner, indent + 2)


def _fact(line: Line, indent: int, column: int) -> Iterator[str]:
    head = " " * indent + line.label.ljust(column)
    if len(line.label) + 2 > column:
        yield head
        head = " " * (indent + column)
    paragraphs = line.value.splitlines() or [""]
    for number, paragraph in enumerate(paragraphs):
        first = head if number == 0 else " " * len(head)
        wrapped = textwrap.wrap(paragraph, max(WIDTH - len(head), 30), break_long_words=False, break_on_hyphens=False)
        for place, text in enumerate(wrapped or [""]):
            yield ((first if place == 0 else " " * len(head)) + text).rstrip()
