"""Explains what the schema refuses, in our own words and in time linear in the number of errors.

The schema gives the verdict. libxml2's own messages name types and facets, and its places cost more the more siblings there are
(`XMLSchema.validate`); so after a refusal this walks the message beside its definition and says per place what is wrong.
"""

from lxml import etree

from ketenwerk.standard.release import MessageType
from ketenwerk.standard.types import Simple, Wet

from .finding import Finding, cut
from .plan import Element, plan
from .values import Wrong, wrong_with

_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
_TYPE = f"{_XSI}type"
# Where a schema may be found: allowed on every element, and never followed.
_HINTS = frozenset({f"{_XSI}schemaLocation", f"{_XSI}noNamespaceSchemaLocation"})
_BLANKS = " \t\n\r"
MAX_FINDINGS = 50_000
"""More than anyone reads; a claim of 25 MB has some 30,000 lines, so an error in each of them is still named."""


def explain(root: etree._Element, message: MessageType, *, finished: bool = True) -> tuple[Finding, ...]:
    """Every place where the message departs from its definition, in document order.

    `finished=False`: the tree holds only the beginning of the message, so its last branch may lack what has not come yet.
    """
    explainer = _Explainer(message.wet, frozenset() if finished else _last_branch(root))
    try:
        explainer.element(root, plan(message), "/Bericht")
    except _Enough:
        return (
            *(explainer.findings or explainer.typed),
            Finding(rule="XSD", level=1, path="/Bericht", key="XSD.afgebroken", expected=str(MAX_FINDINGS)),
        )
    # An xsi:type may be right, for it may name the type that the schema has; without another fault it is what was refused.
    return tuple(explainer.findings or explainer.typed)


def _last_branch(root: etree._Element) -> frozenset[etree._Element]:
    branch = [root]
    while len(branch[-1]):
        branch.append(branch[-1][-1])
    return frozenset(branch)


class _Enough(Exception):
    """The number of findings has reached what is shown."""


class _Explainer:
    """Walks once; most of a wrong message is right, so what is right must cost next to nothing."""

    def __init__(self, wet: Wet, unfinished: frozenset[etree._Element]) -> None:
        self.findings: list[Finding] = []
        self.typed: list[Finding] = []
        self._wet = wet
        self._unfinished = unfinished
        self._verdicts: dict[str, dict[str, Wrong | None]] = {}

    def element(self, node: etree._Element, spec: Element, path: str) -> None:
        if node.keys():
            self._attributes(node, path)
        if spec.simple:
            self._value(node, spec.simple, path)
            return
        if node.text and node.text.strip(_BLANKS):
            self._add("XSD.tekst", node, path)
        if spec.collects:
            self._collection(node, spec, path)
        else:
            self._sequence(node, spec, path)

    def _attributes(self, node: etree._Element, path: str) -> None:
        for name in node.attrib:
            if name in _HINTS:
                continue
            into = self.typed if name == _TYPE else self.findings
            self._add("XSD.attribuut", node, path, found=cut(etree.QName(name).localname), into=into)

    def _value(self, node: etree._Element, simple: Simple, path: str) -> None:
        if len(node):
            self._add("XSD.bevat_elementen", node, path)
            return
        text = node.text or ""
        wrong = self._verdict(simple, text)
        if wrong:
            # A birth date is a plain date by type; what makes it personal is where it stands.
            personal = simple.personal or "/Geboortedatum/" in path
            self._add(wrong[0], node, path, found=cut(text), expected=wrong[1], personal=personal)

    def _verdict(self, simple: Simple, text: str) -> Wrong | None:
        # A claim repeats its codes, dates and tariffs; each is judged once. The pattern belongs to the key: it may be narrowed.
        known = self._verdicts.setdefault(f"{simple.name} {simple.pattern}", {})
        if text not in known:
            known[text] = wrong_with(simple, text, self._wet)
        return known[text]

    def _collection(self, node: etree._Element, spec: Element, path: str) -> None:
        item = spec.children[0]
        place = f"{path}/{item.name}"
        position = 0
        meant = False
        for child in node:
            self._tail(child, node, path)
            if child.tag == item.tag:
                position += 1
                self.element(child, item, f"{place}[{position}]")
            else:
                meant = bool(self._unexpected(child, spec, path)) or meant
        if not position and not meant and node not in self._unfinished:
            self._add("XSD.ontbreekt", node, place)

    def _sequence(self, node: etree._Element, spec: Element, path: str) -> None:
        """Children must come in the order of the definition, each at most once, the required ones all."""
        seen: set[str] = set()
        meant: set[str] = set()
        furthest = -1
        for child in node:
            self._tail(child, node, path)
            position = spec.position(child.tag)
            if position < 0:
                meant |= self._unexpected(child, spec, path)
                continue
            expected = spec.children[position]
            place = f"{path}/{expected.name}"
            if expected.tag in seen:
                self._add("XSD.dubbel", child, place)
            elif position < furthest:
                self._add("XSD.volgorde", child, place, expected=spec.children[furthest].name)
            seen.add(expected.tag)
            furthest = max(furthest, position)
            self.element(child, expected, place)
        if node in self._unfinished:
            return
        for expected in spec.children:
            if expected.required and expected.tag not in seen and expected.tag not in meant:
                self._add("XSD.ontbreekt", node, f"{path}/{expected.name}")

    def _tail(self, child: etree._Element, parent: etree._Element, path: str) -> None:
        if child.tail and child.tail.strip(_BLANKS):
            self._add("XSD.tekst", parent, path)

    def _unexpected(self, child: etree._Element, spec: Element, path: str) -> set[str]:
        """Names what does not belong here; gives the tag that was meant where only the namespace is wrong."""
        if not isinstance(child.tag, str):
            self._add("XSD.onbekend", child, path)
            return set()
        name = etree.QName(child).localname
        alike = next((known for known in spec.children if known.name == name), None)
        if alike:
            self._add("XSD.naamruimte", child, f"{path}/{name}", expected=etree.QName(alike.tag).namespace)
            return {alike.tag}
        known = ", ".join(known.name for known in spec.children)
        self._add("XSD.onbekend", child, f"{path}/{cut(name)}", expected=known)
        return set()

    def _add(
        self,
        key: str,
        node: etree._Element,
        path: str,
        *,
        found: str | None = None,
        expected: str | None = None,
        personal: bool = False,
        into: list[Finding] | None = None,
    ) -> None:
        into = self.findings if into is None else into
        if len(into) == MAX_FINDINGS:
            raise _Enough
        line = node.sourceline
        into.append(
            Finding(rule="XSD", level=1, path=path, line=line, found=found, expected=expected, personal=personal, key=key)
        )
