"""What can go wrong with a message, as functions that spoil (or merely change) one place of a tree.

Systematic: each kind of change at each element, each telling value for each type. Then pairs of changes, by a seed.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from random import Random

import seeded
from lxml import etree

from ketenwerk.messages.plan import Element, plan
from ketenwerk.standard.codelists import codelist
from ketenwerk.standard.release import MessageType
from ketenwerk.standard.types import Simple, Wet

Change = Callable[[etree._Element, MessageType], None]
"""Changes the tree at one element, in place."""

XSI = "{http://www.w3.org/2001/XMLSchema-instance}"


def drop(node: etree._Element, _message: MessageType) -> None:
    if (parent := node.getparent()) is not None:
        parent.remove(node)


def double(node: etree._Element, _message: MessageType) -> None:
    if (parent := node.getparent()) is not None:
        parent.insert(parent.index(node), deepcopy(node))


def swap(node: etree._Element, _message: MessageType) -> None:
    """With the element after it, which is a fault unless both are of one collection."""
    if (parent := node.getparent()) is not None and node.getnext() is not None:
        parent.insert(parent.index(node) + 1, node)


def to_the_end(node: etree._Element, _message: MessageType) -> None:
    if (parent := node.getparent()) is not None:
        parent.append(node)


def rename(node: etree._Element, _message: MessageType) -> None:
    node.tag = f"{node.tag}s"


def other_namespace(node: etree._Element, message: MessageType) -> None:
    qname = etree.QName(node)
    other = message.base_namespace if qname.namespace == message.namespace else message.namespace
    node.tag = f"{{{other}}}{qname.localname}"


def no_namespace(node: etree._Element, _message: MessageType) -> None:
    node.tag = etree.QName(node).localname


def extra_child(node: etree._Element, message: MessageType) -> None:
    node.append(etree.Element(f"{{{message.base_namespace}}}Code"))


def foreign_child(node: etree._Element, _message: MessageType) -> None:
    node.insert(0, etree.Element("{urn:elders}Extra"))


def attribute(node: etree._Element, _message: MessageType) -> None:
    node.set("id", "1")


def nil(node: etree._Element, _message: MessageType) -> None:
    node.set(f"{XSI}nil", "false")


def hint(node: etree._Element, _message: MessageType) -> None:
    """Allowed everywhere."""
    node.set(f"{XSI}schemaLocation", "urn:elders elders.xsd")


def text_between(node: etree._Element, _message: MessageType) -> None:
    if len(node):
        node[-1].tail = "los"
    else:
        node.tail = "los"


def blanks_between(node: etree._Element, _message: MessageType) -> None:
    """Allowed between elements; part of a value elsewhere."""
    node.text = " \n\t" + (node.text or "")


def empty(node: etree._Element, _message: MessageType) -> None:
    for child in list(node):
        node.remove(child)
    node.text = None


def very_long(node: etree._Element, _message: MessageType) -> None:
    node.text = (node.text or "") + "7" * 5000


CHANGES: tuple[Change, ...] = (
    drop,
    double,
    swap,
    to_the_end,
    rename,
    other_namespace,
    no_namespace,
    extra_child,
    foreign_child,
    attribute,
    nil,
    hint,
    text_between,
    blanks_between,
    empty,
    very_long,
)

ON_NAMES = (rename, other_namespace, no_namespace)

STRINGS = ("", " ", "\t", "\n", "\r", "\u00a0", "x", " x", "x ", "\tx", "a\nb", "a\rb", "\nx", "x\n", "é", "🙂", "x" * 5000)
INTEGERS = (
    "-1",
    "-0",
    "+0",
    "+5",
    "007",
    " 7 ",
    "\n7\t",
    "7.0",
    "7,0",
    "1e3",
    "0x7",
    "７",
    "٣",
    "7 7",
    "+-7",
    "+",
    "-",
    "9" * 30,
    "0" * 5000 + "1",
)
DATES = (
    "2026-02-30", "2026-06-31", "2024-02-29", "2023-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "2026-1-01", "26-01-01",
    "20260101", "01-01-2026", "2026/01/01", "2026-01-01Z", "2026-01-01+01:00", "2026-01-01-05:00", "2026-01-01T00:00:00", " 2026-01-01\n",
    "+2026-01-01", "2026-01-01x", "２０２６-01-01", "0001-01-01", "9999-12-31", "-2026-01-01", "0000-01-01", "12026-01-01", "012026-01-01",
    "9999999999-01-01",
)  # fmt: skip
ODD_TIMES = (
    "24:00:00", "24:00:01", "24:00:00.0", "24:00:00.1", "23:59:60", "10:60:00", "25:00:00", "10:00", "1:00:00", "10:00:00Z", "10:00:00+01:00",
    "10:00:00-01:00", "10:00:00.1234567", " 10:00:00\t", "10.00.00", "100000", "-10:00:00", "10:00:00.1.2", "１０:00:00", "10:00:00 Z",
)  # fmt: skip
VERSIONS = ("1.0.0", "0.0.0", "01.0.0", "1.0", "1.0.0.0", "1.0.0 ", "v1.0.0", "1.-1.0", "10.20.30")


def values(simple: Simple, wet: Wet) -> tuple[str, ...]:
    """Texts that tell a right type from one that differs in a single facet, right and wrong ones."""
    if simple.base == "integer":
        edge = simple.maximum or 0
        return (*STRINGS, *INTEGERS, *(str(n) for n in range(6)), "0", str(edge), str(edge + 1), f"{edge}.5")
    if simple.base == "date":
        return (*STRINGS, *DATES)
    if simple.base == "time":
        return (*STRINGS, *ODD_TIMES)
    if simple.codelist(wet):
        return (*STRINGS, *_codes(simple, wet))
    digits = tuple(c * n for n in (1, 2, 3, 4, 5, 7, 8, 9, 10, 12, 13, 15, 16, 20, 21) for c in ("5", "a"))
    sized = tuple("é" * n for n in range((simple.max_length or 2) - 1, (simple.max_length or 2) + 2))
    return (*STRINGS, *digits, *sized, *VERSIONS, *CHARACTERS, simple.pattern or "", f"{simple.pattern}1")


CHARACTERS = (
    "Z",
    "À",
    "×",
    "ỳ",
    "ỹ",
    "Ω",
    "A.B",
    "A B",
    "a-b",
    "a1",
    "٣",
    "\u0085",
    "\u2028",
    "\ufffd",
    "123a",
    "+31",
    "12 34",
    "]]>",
    "&amp;",
)


def _codes(simple: Simple, wet: Wet) -> Iterator[str]:
    """Each code of either law, and each kind of text that only resembles a code."""
    known = {code for law in ("jw", "wmo") for code in codelist(simple.codelist(wet) or "").in_schema(law)}
    for name in {simple.list_jw, simple.list_wmo}:
        known |= {code for law in ("jw", "wmo") for code in codelist(name).in_schema(law)}
    yield from sorted(known)
    first = sorted(known)[0]
    yield from (first.lower(), f" {first}", f"{first} ", f"0{first}", first + first, "99", "0", "00", "ZZ", "９")


class Mutation:
    """One message that differs from a valid one: `name` says how, `tree()` makes it."""

    def __init__(self, base: etree._Element, message: MessageType, *steps: tuple[int, str, Change]) -> None:
        self.name = ", ".join(f"{name} at element {index}" for index, name, _ in steps)
        self._base, self._message, self._steps = base, message, steps

    def tree(self) -> etree._Element:
        root = deepcopy(self._base)
        nodes = list(root.iter())
        for index, _, change in self._steps:
            change(nodes[index], self._message)
        return root


def mutations(message: MessageType, at_least: int = 2000) -> Iterator[Mutation]:
    """All systematic mutations of a full message, then random pairs on other messages: never fewer than `at_least`."""
    base = seeded.tree(seeded.full(message), message)
    made = 0
    for step in _systematic(base, message):
        yield Mutation(base, message, step)
        made += 1
    rng = Random(message.name)
    others = [seeded.tree(seeded.minimal(message), message), *(seeded.tree(seeded.some(message, n), message) for n in range(8))]
    for _ in range(max(200, at_least - made)):
        other = rng.choice(others)
        steps = [(rng.randrange(1, sum(1 for _ in other.iter())), change.__name__, change) for change in rng.sample(CHANGES, 2)]
        yield Mutation(other, message, *steps)


def _systematic(base: etree._Element, message: MessageType) -> Iterator[tuple[int, str, Change]]:
    specs = dict(_specs(base, plan(message)))
    seen = set()
    for index, node in enumerate(base.iter()):
        if node not in specs:
            continue
        for change in CHANGES:
            # By its root a message is recognised, before any schema comes to it.
            if index or change not in ON_NAMES:
                yield index, change.__name__, change
        simple = specs[node].simple
        if simple and simple not in seen:
            seen.add(simple)
            for value in values(simple, message.wet):
                yield index, f"value {value[:40]!r}", _setting(value)


def _setting(value: str) -> Change:
    def set_value(node: etree._Element, _message: MessageType) -> None:
        node.text = value

    return set_value


def _specs(node: etree._Element, spec: Element) -> Iterator[tuple[etree._Element, Element]]:
    """Each element with its definition; of the further items of a collection only the item itself, for they are alike inside."""
    yield node, spec
    for position, child in enumerate(node):
        child_spec = spec.children[spec.position(child.tag)]
        if spec.collects and position:
            yield child, child_spec
        else:
            yield from _specs(child, child_spec)
