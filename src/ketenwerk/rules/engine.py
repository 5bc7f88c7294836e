"""Runs the rules over one message and says where each of them failed.

Which rule looks at which class of which message never changes, so it is worked out once per message type as a tree that holds
only the branches with a rule in them. A message is then walked once along that tree. Paths are made only when something is wrong.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import Any, NamedTuple, cast

import msgspec

from ketenwerk.ledger.changes import after_deletions
from ketenwerk.ledger.declaraties import lines
from ketenwerk.ledger.facts import Dossier
from ketenwerk.ledger.known import Known, conversation
from ketenwerk.messages.finding import Finding
from ketenwerk.messages.walk import paths_of
from ketenwerk.rules import level2 as _level2  # noqa: F401  importing a level registers its rules
from ketenwerk.rules import level3 as _level3  # noqa: F401
from ketenwerk.rules import level4 as _level4  # noqa: F401
from ketenwerk.rules.lijn import Lijn, Lopend, in_order
from ketenwerk.rules.registry import RULES, Hit, Judge, LineJudge, Rule
from ketenwerk.rules.soort import Soort
from ketenwerk.standard import m323
from ketenwerk.standard.basis import Bericht, Geboortedatum, Onderdeel
from ketenwerk.standard.fields import Field, classes, fields
from ketenwerk.standard.release import MessageType
from ketenwerk.standard.types import Simple

LEVEL_2 = (2,)
LEVEL_4 = (4,)
LEVELS_3_AND_4 = (3, 4)
"""Judged together, and only what level 2 let pass (IV032)."""


_LINES = {"lijn", "soort"}
"""What only a rule on the lines of a claim asks for."""


class Branch(NamedTuple):
    """What to do at one class of a message: the rules that judge it, and the elements below it that lead to more."""

    rules: tuple[Rule, ...]
    steps: tuple[tuple[str, bool, "Branch"], ...]


def level2(bericht: Bericht, message: MessageType) -> tuple[Finding, ...]:
    """All findings of level 2, in the order of the message and at one place in the order of the rules."""
    return _run(bericht, _tree(message, LEVEL_2), {"bericht": bericht, "header": bericht.header, "wet": message.wet})


def levels_3_and_4(bericht: Bericht, message: MessageType, known: Known) -> tuple[Finding, ...]:
    """All findings of levels 3 and 4 against what is known, in the same order."""
    return _beside(bericht, message, known, LEVELS_3_AND_4)


def level4(bericht: Bericht, message: MessageType, today: date) -> tuple[Finding, ...]:
    """The findings of level 4 for whoever keeps no register: beside the day and the list of municipalities.

    Rules about what parties agreed are silent, as they are wherever no agreement is known.
    """
    nothing = Known(vandaag=today, dossier=Dossier(conversation(bericht, message), ""))
    return _beside(bericht, message, nothing, LEVEL_4)


def _beside(bericht: Bericht, message: MessageType, known: Known, levels: tuple[int, ...]) -> tuple[Finding, ...]:
    hits = _above(bericht, message, known, levels)
    if isinstance(bericht, m323.Bericht):
        hits = [*hits, *(hit for line in _lines(bericht, message, known, levels, hits) if line.hits for hit in line.hits)]
    return _findings(bericht, hits) if hits else ()


def _above(bericht: Bericht, message: MessageType, known: Known, levels: tuple[int, ...]) -> list[tuple[Rule, Hit]]:
    """What is wrong with a message, but for the lines of a claim."""
    values = {
        "bericht": bericht,
        "header": bericht.header,
        "wet": message.wet,
        "known": known,
        "stand": after_deletions(bericht, known.dossier),
        "lijn": None,
        "soort": None,
    }
    return _hits(bericht, _tree(message, levels), values)


class Beoordeeld(msgspec.Struct, gc=False):
    """A line of a claim and what is wrong with it, at the moment that it is judged; `is_beoordeeld` is False where it is not."""

    lijn: Lijn
    hits: list[tuple[Rule, Hit]]
    is_beoordeeld: bool

    @property
    def is_toegekend(self) -> bool:
        """Whether it counts for the lines after it."""
        return self.is_beoordeeld and (not self.hits or all(hit.signal for _, hit in self.hits))


def judged_lines(bericht: m323.Bericht, message: MessageType, known: Known) -> Iterator[Beoordeeld]:
    """The lines of a claim in the order in which they are judged, on levels 3 and 4.

    What stands beside a line is asked before the next one is taken: a line that is right counts from then on.
    """
    above = _above(bericht, message, known, LEVELS_3_AND_4)
    yield from _lines(bericht, message, known, LEVELS_3_AND_4, above)


def _lines(
    bericht: m323.Bericht, message: MessageType, known: Known, levels: tuple[int, ...], above: list[tuple[Rule, Hit]]
) -> Iterator[Beoordeeld]:
    """The lines of a claim, one after another; a line that is right counts for those after it.

    They are not judged when the header or the Declaratie is wrong, and those of a client not when that client is: they come back
    as not judged (declareren.md 9, IV088).
    """
    wrong = [hit.where for _, hit in above if not hit.signal]
    none = not all(isinstance(part, m323.Client) for part in wrong)
    skipped = {part.bsn for part in wrong if isinstance(part, m323.Client)}
    lopend, judges = Lopend(known, message.wet, bericht.declaratie), _line_rules(message, levels)
    # A number is used also by a line that is not judged (TR314).
    lopend.referenties.update(
        prestatie.product_referentie.referentie_nummer for bsn, prestatie in lines(bericht) if bsn in skipped
    )
    for bsn, prestatie in in_order(bericht):
        lijn = Lijn(lopend, bsn, prestatie)
        if none or bsn in skipped:
            yield Beoordeeld(lijn, [], is_beoordeeld=False)
            continue
        kind = lijn.soort.gevonden
        if kind is None:
            kind = lijn.soort.gevonden = _of_kind(lijn, message, levels, known)
        found = Beoordeeld(lijn, _of_line(lijn, judges, kind), is_beoordeeld=True)
        yield found
        lopend.referenties.add(prestatie.product_referentie.referentie_nummer)
        if found.is_toegekend:
            lopend.grant(lijn)


LineRules = list[tuple[Rule, LineJudge]]


def _of_line(lijn: Lijn, judges: LineRules, kind: list[tuple[Rule, Judge]]) -> list[tuple[Rule, Hit]]:
    """What is wrong with a line: by itself, and with all lines of its kind."""
    prestatie, hits = lijn.prestatie, []
    for rule, judge in judges:
        hit = judge(prestatie, lijn)
        if hit is not None:
            hits.append((rule, hit))
    for rule, asked in kind:
        hits += [(rule, hit) for hit in asked(prestatie)]
    return hits


def _of_kind(lijn: Lijn, message: MessageType, levels: tuple[int, ...], known: Known) -> list[tuple[Rule, Judge]]:
    """The rules that find something in lines of this kind, asked of the first of them."""
    asked = ((rule, _asking(rule, lijn.soort, known)) for rule in _kind_rules(message, levels))
    return [(rule, judge) for rule, judge in asked if any(True for _ in judge(lijn.prestatie))]


def _asking(rule: Rule, soort: Soort, known: Known) -> Judge:
    """A rule on kinds of lines, as a question about one line of that kind."""
    if "known" in rule.extras:  # a rule that judges other messages too
        return lambda prestatie: cast(Judge, rule.function)(prestatie, known, soort)
    return lambda prestatie: filter(None, (cast(LineJudge, rule.function)(prestatie, soort),))


@cache
def _line_rules(message: MessageType, levels: tuple[int, ...]) -> LineRules:
    """The rules that judge each line of a claim beside its assignment and the lines before it."""
    return [(rule, cast(LineJudge, rule.function)) for rule in rules_of(message, levels) if "lijn" in rule.extras]


@cache
def _kind_rules(message: MessageType, levels: tuple[int, ...]) -> tuple[Rule, ...]:
    """The rules that say the same of all lines of one kind (`rules.soort`)."""
    return tuple(rule for rule in rules_of(message, levels) if "soort" in rule.extras)


def rules_of(message: MessageType, levels: tuple[int, ...] = LEVEL_2) -> tuple[Rule, ...]:
    """The rules of these levels that judge this message, by name."""
    return tuple(rule for _, rule in sorted(RULES.items()) if rule.level in levels and message.name in rule.on)


def _run(bericht: Bericht, tree: Branch, values: dict[str, Any]) -> tuple[Finding, ...]:
    hits = _hits(bericht, tree, values)
    return _findings(bericht, hits) if hits else ()


def _hits(bericht: Bericht, tree: Branch, values: dict[str, Any]) -> list[tuple[Rule, Hit]]:
    hits: list[tuple[Rule, Hit]] = []
    _judge((bericht,), tree, values, hits)
    return hits


@cache
def _tree(message: MessageType, levels: tuple[int, ...]) -> Branch:
    return _branch(message.root, rules_of(message, levels)) or Branch((), ())


def _branch(cls: type[Onderdeel], rules: tuple[Rule, ...]) -> Branch | None:
    """None when no rule looks at the class or at anything below it."""
    # Lines of a claim are judged one after another, in an order of their own (`_lines`).
    own = tuple(rule for rule in rules if issubclass(cls, rule.scope) and not (cls is m323.Prestatie and _LINES & {*rule.extras}))
    below = ((field, _branch(field.kind, rules)) for field in fields(cls) if not isinstance(field.kind, Simple))
    steps = tuple((field.attr, field.many, branch) for field, branch in below if branch)
    return Branch(own, steps) if own or steps else None


def _judge(parts: Iterable[Onderdeel], branch: Branch, values: dict[str, Any], hits: list[tuple[Rule, Hit]]) -> None:
    """Adds to `hits` what the rules find in these parts, all of one class, and below them."""
    rules = [(rule, cast(Judge, rule.function), [values[name] for name in rule.extras]) for rule in branch.rules]
    for part in parts:
        for rule, function, extras in rules:
            for hit in function(part, *extras):
                hits.append((rule, hit))
        for attr, many, below in branch.steps:
            value = getattr(part, attr)
            if value:
                _judge(value if many else (value,), below, values, hits)


def _findings(bericht: Bericht, hits: list[tuple[Rule, Hit]]) -> tuple[Finding, ...]:
    places = paths_of(bericht, {id(hit.where) for _, hit in hits})
    order = {identity: position for position, identity in enumerate(places)}
    hits.sort(key=lambda pair: (order[id(pair[1].where)], pair[0].name))
    return tuple(_finding(rule, hit, places[id(hit.where)]) for rule, hit in hits)


def _finding(rule: Rule, hit: Hit, path: str) -> Finding:
    below, personal = _place(type(hit.where), hit.attr)
    return Finding(
        rule=rule.name,
        level=rule.level,
        code=rule.code or None,
        path=path + below,
        found=hit.found,
        expected=hit.expected,
        signal=hit.signal,
        personal=personal,
        key=rule.name,
    )


@cache
def _place(cls: type[Onderdeel], attr: str) -> tuple[str, bool]:
    """Path below the class for a dotted attribute, and whether what stands there is about a person.

    The class itself ("") is named by its position, and what a rule found there is a key or a period; a key that is personal
    (Bsn, Nummer of a Relatie) is named by its own attribute.
    """
    path, kind, personal = "", cls, False
    for part in filter(None, attr.split(".")):
        field = next(field for field in fields(kind) if field.attr == part)
        path += f"/{field.name}"
        personal = kind is Geboortedatum or _is_personal(field)
        if not isinstance(field.kind, Simple):
            kind = field.kind
    return path, personal


def _is_personal(field: Field) -> bool:
    """A simple element by its type; a composed one when anything in it is."""
    if isinstance(field.kind, Simple):
        return field.kind.personal
    below = (simple.kind.personal for cls in classes(field.kind) for simple in fields(cls) if isinstance(simple.kind, Simple))
    return field.kind is Geboortedatum or any(below)
