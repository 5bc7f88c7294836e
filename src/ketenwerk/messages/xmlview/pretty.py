"""Lays out well-formed XML: two spaces a level, a value beside its tags, no prefixes and no namespaces."""

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

import msgspec
from lxml import etree

from . import cover

_BLANK = " \t\r\n"
_DEEPEST = 32  # deeper than any message; keeps the source of hostile nesting readable


class Open(msgspec.Struct, gc=False):
    """An element that the walk is in: its name, its place in the path, and how often each name occurred in it."""

    name: str
    segment: str
    seen: dict[str, int]


class Item(msgspec.Struct, gc=False):
    """One line to be: what kind, of which node, how deep, and where. Kind `skip` stands for `size` lines that nobody wants."""

    kind: str  # declaration, value, open, close, text, aside, skip
    node: etree._Element
    trail: list[Open]
    tail: bool = False
    size: int = 1


def lines(root: etree._Element, start: int, stop: int | None, *, mask: bool) -> Iterator[tuple[str, str]]:
    """Text and path of the lines from `start` to `stop`; what falls outside is never put into words."""
    at = 0
    for item in walk(root, start):
        if stop is not None and at >= stop:
            return
        if at >= start:
            yield _text(item, mask=mask), _path(item)
        at += item.size


def total(root: etree._Element) -> int:
    """How many lines `walk` would make, without walking: a page of a long message needs the number, not the lines."""
    asides = sum(1 for _ in root.itersiblings(preceding=True)) + sum(1 for _ in root.itersiblings())
    return 1 + asides + sum(map(_count, root.iter())) - _is_loose(root.tail)


def _count(node: etree._Element) -> int:
    inner = 1 + _is_loose(node.text) if len(node) else 0
    return 1 + inner + _is_loose(node.tail)


def _is_loose(text: str | None) -> bool:
    return text is not None and text.strip(_BLANK) != ""


def walk(root: etree._Element, start: int = 0) -> Iterator[Item]:
    """All lines in order; those before `start` in one item where they are a whole repeated element.

    The trail is the walk's own and changes under way: put an item into words before the next.
    """
    trail: list[Open] = []
    yield Item("declaration", root, trail)
    before = list(root.itersiblings(preceding=True))
    for node in reversed(before):
        yield Item("aside", node, trail)
    yield from _elements(root, trail, wanted=start - 1 - len(before))
    for node in root.itersiblings():
        yield Item("aside", node, trail)


def _elements(root: etree._Element, trail: list[Open], wanted: int) -> Iterator[Item]:
    """The lines of the root element; a repeated element that ends before the `wanted`th line is passed at once."""
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    passed = None
    for event, node in walker:
        if event == "start":
            size = _passable(node, trail, wanted)
            wanted -= size
            if size:
                trail.append(_opened(node, trail))
                walker.skip_subtree()
                passed = node
                yield Item("skip", node, trail, size=size)
                continue
            made = _started(node, trail)
        elif event == "end" and node is passed:
            trail.pop()
            continue
        else:
            made = _ended(node, trail) if event == "end" else _aside_and_tail(node, trail)
        for item in made:
            wanted -= 1
            yield item


def _passable(node: etree._Element, trail: list[Open], wanted: int) -> int:
    """Number of lines of a repeated element when all of them come before the wanted one, else 0.

    Only what the standard repeats: measuring every element would cost the square of the depth.
    """
    if wanted <= 0 or not trail or (trail[-1].name, _name(node)) not in cover.collected():
        return 0
    size = sum(map(_count, node.iter()))
    return size if size <= wanted else 0


def _aside_and_tail(node: etree._Element, trail: list[Open]) -> Iterator[Item]:
    yield Item("aside", node, trail)
    yield from _loose(node, trail, tail=True)


def _started(node: etree._Element, trail: list[Open]) -> Iterator[Item]:
    trail.append(_opened(node, trail))
    if len(node) == 0:
        yield Item("value", node, trail)
        return
    yield Item("open", node, trail)
    yield from _loose(node, trail, tail=False)


def _ended(node: etree._Element, trail: list[Open]) -> Iterator[Item]:
    if len(node):
        yield Item("close", node, trail)
    trail.pop()
    if trail:
        yield from _loose(node, trail, tail=True)


def _loose(node: etree._Element, trail: list[Open], *, tail: bool) -> Iterator[Item]:
    """Text between elements. The standard has none, so it is always a mistake and worth showing."""
    if _is_loose(node.tail if tail else node.text):
        yield Item("text", node, trail, tail)


def _opened(node: etree._Element, trail: list[Open]) -> Open:
    name = _name(node)
    if not trail:
        return Open(name, name, {})
    parent = trail[-1]
    position = parent.seen.get(name, 0) + 1
    parent.seen[name] = position
    numbered = position > 1 or (parent.name, name) in cover.collected()
    return Open(name, f"{name}[{position}]" if numbered else name, {})


def _name(node: etree._Element) -> str:
    tag = str(node.tag)
    return tag.rpartition("}")[2]


def _path(item: Item) -> str:
    if item.kind not in ("value", "open"):
        return ""
    return "/" + "/".join(part.segment for part in item.trail)


def _text(item: Item, *, mask: bool) -> str:
    node, depth = item.node, len(item.trail)
    if item.kind == "declaration":
        info = node.getroottree().docinfo
        return f'<?xml version="{info.xml_version}" encoding="{info.encoding or "UTF-8"}"?>'
    if item.kind == "aside":
        return _indent(depth) + _aside(node, mask=mask)
    if item.kind == "text":
        return _indent(depth) + escape(_shown("", "", (node.tail if item.tail else node.text) or "", mask=mask).strip())
    name = item.trail[-1].name
    indent = _indent(depth - 1)
    if item.kind == "close":
        return f"{indent}</{name}>"
    opening = name + _attributes(node, mask=mask)
    if item.kind == "open":
        return f"{indent}<{opening}>"
    parent = item.trail[-2].name if depth > 1 else ""
    text = _shown(parent, name, node.text or "", mask=mask)
    return f"{indent}<{opening}>{escape(text)}</{name}>" if text else f"{indent}<{opening}/>"


def _shown(parent: str, name: str, text: str, *, mask: bool) -> str:
    if mask and (parent, name) not in cover.shown():
        return cover.covered(name, text)
    return text


def _aside(node: etree._Element, *, mask: bool) -> str:
    text = cover.covered("", node.text or "") if mask else node.text or ""
    if isinstance(node, etree._Comment):
        return f"<!-- {text.strip()} -->"
    return f"<?{getattr(node, 'target', '')} {text}?>"


def _attributes(node: etree._Element, *, mask: bool) -> str:
    pairs = ((str(key).rpartition("}")[2], cover.covered("", str(value)) if mask else str(value)) for key, value in node.items())
    return "".join(f" {key}={quoteattr(value)}" for key, value in pairs)


def _indent(depth: int) -> str:
    return "  " * min(depth, _DEEPEST)
