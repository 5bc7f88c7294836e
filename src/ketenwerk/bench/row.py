"""One figure of the report: what was measured, against which goal."""

from typing import Literal

import msgspec

Unit = Literal["x", "/s", "MB", "ms", "vragen"]


class Row(msgspec.Struct, frozen=True, gc=False):
    """`value` in `unit`; `x` is a ratio. `goal` is the most, or with `at_least` the least; None where there is none.

    A row that could not be measured has no value, and a note that says why.
    """

    key: str
    label: str
    unit: Unit = "x"
    value: float | None = None
    goal: float | None = None
    at_least: bool = False
    seconds: float | None = None
    note: str = ""

    @property
    def reached(self) -> bool | None:
        """None where there is no goal or no value."""
        if self.value is None or self.goal is None:
            return None
        return self.value >= self.goal if self.at_least else self.value <= self.goal


class Settings(msgspec.Struct, frozen=True, gc=False):
    """How much is measured, and how often."""

    lines: int
    rounds: int

    @property
    def full(self) -> bool:
        """Whether the goals may be held against it: with few lines the fixed costs weigh too much."""
        return self.lines >= FULL_LINES


FULL_LINES = 20_000
