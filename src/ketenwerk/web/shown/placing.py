"""Puts each finding beside the place in the text that it is about."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from ketenwerk.messages.describe import Block, Line
from ketenwerk.messages.finding import Finding
from ketenwerk.standard.types import Wet

from .cards import Card, card

_MASKED_BSN = re.compile(r"•{5}\d{4}")


class ShownLine(msgspec.Struct, frozen=True):
    label: str
    value: str
    bsn_end: str
    cards: tuple[Card, ...]


class ShownBlock(msgspec.Struct, frozen=True):
    """`depth` is 0 for the message itself; the title of that one is the title of the page."""

    title: str
    depth: int
    cards: tuple[Card, ...]
    lines: tuple[ShownLine, ...]
    blocks: tuple["ShownBlock", ...]


class Placed(msgspec.Struct, frozen=True):
    """The text with its findings; `top` are about no place in the text; `elsewhere` counts those on other pages of it."""

    block: ShownBlock
    top: tuple[Card, ...]
    elsewhere: int
    left_out: int


def place(block: Block, findings: Sequence[Finding], *, all_shown: bool, most: int, wet: Wet = "jw") -> Placed:
    """`all_shown` says that the block holds the whole message. At most `most` cards stand in the text; a list holds the rest."""
    known = set(_paths(block))
    at: dict[str, list[Card]] = {}
    top: list[Card] = []
    elsewhere = left_out = 0
    for number, finding in enumerate(findings, 1):
        spot = _nearest(finding.path, known)
        if not all_shown and _is_elsewhere(finding.path, spot):
            elsewhere += 1
        elif number - elsewhere > most:
            left_out += 1
        elif spot == block.path or not spot:
            top.append(card(number, finding, wet))
        else:
            at.setdefault(spot, []).append(card(number, finding, wet))
    return Placed(_shown(block, at, 0), tuple(top), elsewhere, left_out)


def _paths(block: Block) -> Iterator[str]:
    yield block.path
    yield from (line.path for line in block.lines)
    for inner in block.blocks:
        yield from _paths(inner)


def _nearest(path: str, known: set[str]) -> str:
    """The longest known path that is this one or lies around it; "" when there is none."""
    while path and path not in known:
        path = path.rpartition("/")[0]
    return path


def _is_elsewhere(path: str, spot: str) -> bool:
    return "[" in path[len(spot) :]


def _shown(block: Block, at: dict[str, list[Card]], depth: int) -> ShownBlock:
    lines = tuple(_line(line, at) for line in block.lines)
    return ShownBlock(
        title=block.title,
        depth=depth,
        cards=tuple(at.pop(block.path, ())) if depth else (),
        lines=lines,
        blocks=tuple(_shown(inner, at, depth + 1) for inner in block.blocks),
    )


def _line(line: Line, at: dict[str, list[Card]]) -> ShownLine:
    # Taken out, not only read: where two lines share a place (a group), the finding stands beside the first.
    masked = _MASKED_BSN.fullmatch(line.value)
    return ShownLine(line.label, line.value, line.value[-4:] if masked else "", tuple(at.pop(line.path, ())))
