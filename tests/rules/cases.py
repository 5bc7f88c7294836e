"""A case of level 2: a message, and exactly the findings that it must give."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import pytest

from builders import message_of
from ketenwerk.messages.finding import Finding
from ketenwerk.rules.engine import level2
from ketenwerk.rules.registry import RULES
from ketenwerk.standard.basis import Bericht
from ketenwerk.standard.types import Wet


@dataclass(frozen=True)
class Case:
    """`finds` holds rule and place below Bericht, in the order of the message: `TR134 Client/Geboortedatum/Datum`.

    A case without findings is a good one: the nearest that still passes. `found` and `expected` are the values of the first
    finding of the rule that the case is about.
    """

    rule: str
    name: str
    message: Callable[[Wet], Bericht]
    finds: tuple[str, ...]
    found: str | None
    expected: str | None
    only: Wet | None

    @property
    def good(self) -> bool:
        return not any(find.split()[0] == self.rule for find in self.finds)

    def laws(self) -> tuple[Wet, ...]:
        """The laws that this case is tried under: those of its rule, unless it is about one."""
        if self.only:
            return (self.only,)
        prefixes: dict[Wet, str] = {"jw": "JW", "wmo": "WMO"}
        return tuple(wet for wet, prefix in prefixes.items() if any(name.startswith(prefix) for name in RULES[self.rule].on))

    def check(self, wet: Wet) -> None:
        findings = findings_in(self.message(wet))
        assert [written(finding) for finding in findings] == list(self.finds)
        own = [finding for finding in findings if finding.rule == self.rule]
        if own and (self.found is not None or self.expected is not None):
            assert (own[0].found, own[0].expected) == (self.found, self.expected)


def case(
    rule: str,
    name: str,
    message: Callable[[Wet], Bericht],
    *,
    finds: Sequence[str] = (),
    found: str | None = None,
    expected: str | None = None,
    only: Wet | None = None,
) -> Case:
    """A row of a table of cases; `message` makes the message for a law."""
    return Case(rule, name, message, tuple(finds), found, expected, only)


def expand(cases: Iterable[Case]) -> list[object]:
    """Each case under each law that has its rule, for `parametrize(("row", "wet"), ...)`."""
    return [pytest.param(row, wet, id=f"{row.rule}-{wet}-{row.name}") for row in cases for wet in row.laws()]


def findings_in(bericht: Bericht) -> tuple[Finding, ...]:
    """The findings of level 2, for whatever message this is."""
    return level2(bericht, message_of(bericht))


def written(finding: Finding) -> str:
    """A finding as `finds` has it."""
    return f"{finding.rule} {finding.path.removeprefix('/Bericht').removeprefix('/')}".rstrip()
