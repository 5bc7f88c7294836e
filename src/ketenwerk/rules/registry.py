"""One function, one rule, one registration: `@rule("TR018", level=2, code="0001", on=both("307"))`.

A rule takes one class of the message (its first annotation says which; a union means each of them) and, when it names them,
`bericht`, `header`, `wet`, and at levels 3 and 4 `known` and `stand`. It yields a `Hit` per thing that is wrong. It queries
nothing, reads no clock, and holds no words.
"""

import inspect
import types
import typing
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, TypeVar

import msgspec

from ketenwerk.standard.basis import Onderdeel

Judge = Callable[..., Iterator["Hit"]]
"""A rule gives what is wrong, thing by thing."""
LineJudge = Callable[..., "Hit | None"]
"""A rule on a line of a claim gives one thing at most: there are many lines, and a generator for each would double the time."""
Function = TypeVar("Function", bound=Judge | LineJudge)
Value = str | int | date | None

EXTRAS = ("bericht", "header", "wet", "known", "stand", "lijn", "soort")
"""What a rule may ask for besides the class that it judges. At levels 3 and 4 also `known`, all that is known, and `stand`, the
dossier after the deletions that this message itself makes (C-30), and for a line of a claim `lijn`: the line beside its
assignment, the lines before it and what was agreed (`rules.lijn`); or `soort`, where all lines that ask for the same product in
the same way stand or fall together (`rules.soort`)."""


class Hit(msgspec.Struct, frozen=True, gc=False):
    """What a rule found: the class, the attribute in it (dotted when deeper, "" for the class itself), the two values."""

    where: Onderdeel
    attr: str
    found: str | None
    expected: str | None
    signal: bool


class Rule(msgspec.Struct, frozen=True, gc=False):
    """A registered rule. `code` is its return code; `on` the messages that it judges; `scope` the classes it takes."""

    name: str
    level: int
    code: str
    on: frozenset[str]
    scope: tuple[type[Onderdeel], ...]
    extras: tuple[str, ...]
    function: Judge | LineJudge

    @property
    def demand(self) -> str:
        """What the rule demands and where it is written: its docstring."""
        return inspect.getdoc(self.function) or ""


RULES: dict[str, Rule] = {}


def both(*numbers: str) -> frozenset[str]:
    """These messages under both laws."""
    return frozenset(f"{wet}{number}" for wet in ("JW", "WMO") for number in numbers)


def jw(*numbers: str) -> frozenset[str]:
    """These messages under the Jeugdwet only."""
    return frozenset(f"JW{number}" for number in numbers)


def rule(name: str, *, level: int, code: str, on: frozenset[str]) -> Callable[[Function], Function]:
    """Registers a rule of the standard. Raises ValueError for a name that is taken."""

    def register(function: Function) -> Function:
        if name in RULES:
            raise ValueError(f"{name} is registered twice")
        hints = typing.get_type_hints(function)
        parameters = list(inspect.signature(function).parameters)
        extras = tuple(parameters[1:])
        if unknown := set(extras) - set(EXTRAS):
            raise ValueError(f"{name} asks for {', '.join(sorted(unknown))}")
        RULES[name] = Rule(name, level, code, on, _scope(hints[parameters[0]]), extras, function)
        return function

    return register


def finding(where: Onderdeel, attr: str = "", *, found: Value = None, expected: Value = None, signal: bool = False) -> Hit:
    """What a rule yields; values are written as the message writes them (dates as 2025-03-31)."""
    return Hit(where, attr, _written(found), _written(expected), signal)


def _written(value: Value) -> str | None:
    return None if value is None else str(value)


def _scope(hint: Any) -> tuple[type[Onderdeel], ...]:
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        return tuple(typing.get_args(hint))
    return (hint,)
