"""Validity in time, and what holds on the same day."""

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketenwerk.protocol.periode import clashes, holds, is_reversed
from strategies import searching


class Ding(msgspec.Struct, frozen=True):
    naam: str
    van: date | None = None
    tot: date | None = None


def day(number: int) -> date:
    return date(2025, 1, number)


@pytest.mark.parametrize(("on", "expected"), [(9, False), (10, True), (20, True), (21, False)])
def test_both_ends_are_included(on: int, expected: bool) -> None:
    assert holds(Ding("a", day(10), day(20)), day(on)) is expected


def test_absent_end_is_open() -> None:
    assert holds(Ding("a"), date.min)
    assert holds(Ding("a", day(1)), date.max)
    assert not holds(Ding("a", day(2)), day(1))


def test_what_ends_before_it_begins_never_holds() -> None:
    reversed_one = Ding("a", day(20), day(19))
    assert is_reversed(reversed_one)
    assert not is_reversed(Ding("a", day(20), day(20)))
    assert list(clashes([reversed_one, Ding("b", day(1))], lambda _: "")) == []


def test_neighbours_do_not_clash() -> None:
    assert list(clashes([Ding("a", day(1), day(10)), Ding("b", day(11))], lambda _: "")) == []


def test_long_one_clashes_with_all_that_lie_in_it() -> None:
    things = [Ding("kort", day(2), day(3)), Ding("lang", day(1)), Ding("later", day(20))]
    assert [(a.naam, b.naam) for a, b in clashes(things, lambda _: "")] == [("lang", "kort"), ("lang", "later")]


def test_only_the_same_key_clashes() -> None:
    assert list(clashes([Ding("a", day(1)), Ding("b", day(1))], lambda thing: thing.naam)) == []


_DAYS = st.none() | st.integers(1, 12).map(day)


@searching(200)
@given(st.lists(st.builds(Ding, st.sampled_from("ab"), _DAYS, _DAYS), max_size=6))
def test_clash_is_found_exactly_when_two_hold_on_one_day(things: list[Ding]) -> None:
    def on(thing: Ding) -> set[date]:
        return {when for when in (date.min, *map(day, range(1, 14)), date.max) if holds(thing, when)}

    together = any(on(a) & on(b) and a.naam == b.naam for at, a in enumerate(things) for b in things[at + 1 :])
    found = list(clashes(things, lambda thing: thing.naam))
    assert bool(found) is together
    assert all(on(a) & on(b) and a.naam == b.naam for a, b in found)
