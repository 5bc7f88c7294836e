"""Bounds on what a file may cost to read. A legal message of the largest size stays far below them; a hostile one stops here.

The size of a file says little: of 25 MB one can make six million elements, or one start tag with a million attributes.
"""

import re
from collections.abc import Iterator

CHUNK = 1 << 18
"""So much is taken as a whole; a larger file is looked at by pieces."""

PIECE = 1 << 15
"""So much is parsed between two looks at what the schema has refused: each refusal is kept, and one tells enough."""

MAX_TAG = 1 << 20
"""A start tag holds a name and namespaces. The parser takes a tag as a whole, so its length cannot be watched while parsing."""

MAX_SPACES = 400_000
"""Namespace declarations: even when each element of a full message repeats its own."""

MAX_NODES = 1_800_000
"""Elements, texts and attributes that are kept at once to explain a refusal: some 220 MB. A claim of 25 MB has 1.5 million."""

_WINDOW = MAX_TAG // 2
_QUOTE_OR_END = re.compile(rb"[\"'>]")


def outsized(data: bytes) -> tuple[str, str] | None:
    """What in these bytes no message has, and the bound that it passes; None for what may be parsed."""
    if len(data) <= MAX_TAG:
        return None
    spaces = data.count(b"xmlns")
    if spaces > MAX_SPACES:
        return f"{spaces} xmlns", f"{MAX_SPACES} xmlns"
    return (f"<…> > {MAX_TAG >> 20} MB", f"{MAX_TAG >> 20} MB") if _has_long_tag(data) else None


def _has_long_tag(data: bytes) -> bool:
    # A tag holds no second "<". So a tag longer than two windows leaves at least one window without any.
    for start in _without_tags(data):
        opened = data.rfind(b"<", 0, start)
        if opened >= 0 and data[opened + 1 : opened + 2] not in (b"!", b"?") and _tag_end(data, opened) < 0:
            return True
    return False


def _tag_end(data: bytes, opened: int) -> int:
    """Where the tag that opens there closes, within the bound; -1 when it does not."""
    limit = opened + MAX_TAG
    place = opened
    while mark := _QUOTE_OR_END.search(data, place, limit):
        if mark[0] == b">":
            return mark.start()
        place = data.find(mark[0], mark.end(), limit) + 1
        if not place:
            return -1
    return -1


def has_long_text(data: bytes) -> bool:
    """Whether a stretch without any tag stands here, of half a megabyte at least."""
    return next(_without_tags(data), None) is not None


def _without_tags(data: bytes) -> Iterator[int]:
    """The windows without any tag, by their start."""
    for start in range(0, len(data) - _WINDOW, _WINDOW):
        if data.find(b"<", start, start + _WINDOW) < 0:
            yield start


def explainable(data: bytes) -> bytes:
    """The bytes themselves, or the part from the start of which the tree can be held; that part ends before a tag."""
    nodes = 0
    for start in range(0, len(data), CHUNK):
        nodes += _nodes(data[start : start + CHUNK])
        if nodes > MAX_NODES:
            return data[: data.rfind(b"<", 0, start)]
    return data


def _nodes(piece: bytes) -> int:
    """At most so many elements, texts and attributes (two nodes each) stand here."""
    marks = piece.count(b"<")
    return (marks - piece.count(b"</")) + (marks - piece.count(b"><")) + 2 * piece.count(b"=")
