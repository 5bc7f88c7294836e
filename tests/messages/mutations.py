"""What can go wrong with a message, as functions that spoil (or merely change) one place of a tree.

Systematic: each kind of change at each element, each telling value for each type. Then pairs of changes, by a seed.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from random import Random

from lxml import etree
from telling import values

import seeded
from ketenwerk.messages.plan import Element, plan
from ketenwerk.standard.release import MessageType

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


def mutations(message: MessageType, at_least: int = 2000, at_most: int | None = None) -> Iterator[Mutation]:
    """The systematic mutations of a full message (`at_most` so many), then random pairs on other messages, up to `at_least`."""
    base = seeded.tree(seeded.full(message), message)
    rng = Random(message.name)
    steps_of_one = list(_systematic(base, message))
    if at_most and len(steps_of_one) > at_most:
        steps_of_one = rng.sample(steps_of_one, at_most)
    for step in steps_of_one:
        yield Mutation(base, message, step)
    others = [seeded.tree(seeded.minimal(message), message), *(seeded.tree(seeded.some(message, n), message) for n in range(8))]
    for _ in range(max(200, at_least - len(steps_of_one))):
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
