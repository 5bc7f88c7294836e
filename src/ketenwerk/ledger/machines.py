"""The state machines of the message flows, as tables (processen.md 1 to 4 and "Each outgoing message").

A table is read row by row: in this state, on this event, that state. What no row allows is not allowed; `refuses` names the rule
of the standard that says so, where there is one.
"""

from typing import NamedTuple

import msgspec


class Step(NamedTuple):
    """One row. `to` is None where the event is refused, by the rule named."""

    state: str
    event: str
    to: str | None
    rule: str = ""


class Machine(msgspec.Struct, frozen=True):
    """A state machine: its beginning and its rows."""

    name: str
    begin: str
    steps: tuple[Step, ...]

    def step(self, state: str, event: str) -> Step:
        """The row for this state and event. Raises KeyError where the table has none."""
        for step in self.steps:
            if (step.state, step.event) == (state, event):
                return step
        raise KeyError(f"{self.name}: {event} in {state}")

    def after(self, state: str, event: str) -> str:
        """The next state; the same one where the event is refused."""
        return self.step(state, event).to or state


VERZOEK = Machine(
    "verzoek",
    "geen",
    (
        Step("geen", "verzoek", "ingediend"),
        Step("ingediend", "verzoek", None, "TR347"),
        Step("ingediend", "onderzoek", "in onderzoek"),
        Step("ingediend", "afwijzing", "afgewezen"),
        Step("ingediend", "toewijzing", "toegekend"),
        Step("in onderzoek", "verzoek", None, "TR347"),
        Step("in onderzoek", "onderzoek", None, "TR360"),
        Step("in onderzoek", "afwijzing", "afgewezen"),
        Step("in onderzoek", "toewijzing", "toegekend"),
        Step("afgewezen", "verzoek", None, "TR347"),
        Step("afgewezen", "onderzoek", None, "TR365"),
        Step("afgewezen", "afwijzing", None, "TR365"),
        Step("afgewezen", "toewijzing", None, "TR379"),
        Step("toegekend", "verzoek", None, "TR347"),
        Step("toegekend", "onderzoek", None, "TR359"),
        Step("toegekend", "afwijzing", None, "TR359"),
        # The same grant sent again: one 301 grants all that a VOW asked, and a VOT has one product per reference.
        Step("toegekend", "toewijzing", None, "TR379"),
    ),
)
"""A request per ReferentieAanbieder (315, 317, 319, 301)."""

OPEN = frozenset({"ingediend", "in onderzoek"})
"""States in which a request waits for an answer (TR374)."""

LEVERING = Machine(
    "levering",
    "niet gestart",
    (
        Step("niet gestart", "start", "geleverd"),
        Step("niet gestart", "start verwijderd", None, "TR063"),
        Step("niet gestart", "tijdelijke stop", None, "TR382"),
        Step("niet gestart", "definitieve stop", None, "TR382"),
        Step("geleverd", "start", None, "TR326"),
        Step("geleverd", "start verwijderd", "niet gestart"),
        Step("geleverd", "tijdelijke stop", "tijdelijk gestopt"),
        Step("geleverd", "definitieve stop", "definitief gestopt"),
        Step("tijdelijk gestopt", "start verwijderd", None, "TR071"),
        Step("tijdelijk gestopt", "tijdelijke stop", None, "TR413"),
        Step("tijdelijk gestopt", "definitieve stop", "definitief gestopt"),
        Step("tijdelijk gestopt", "stop verwijderd", "geleverd"),
        Step("definitief gestopt", "start verwijderd", None, "TR071"),
        Step("definitief gestopt", "tijdelijke stop", None, "TR415"),
        Step("definitief gestopt", "definitieve stop", None, "TR415"),
    ),
)
"""Delivery per start (305, 307). What deleting a stop leads back to follows from the stops that remain (`levering.state`)."""

VERZENDING = Machine(
    "verzending",
    "opgesteld",
    (
        Step("opgesteld", "verstuurd", "verzonden"),
        Step("verzonden", "retour goed", "goedgekeurd"),
        Step("verzonden", "retour fout", "afgekeurd"),
        Step("verzonden", "geweigerd", "geweigerd"),
        Step("goedgekeurd", "retour goed", None, "LOK002"),
        Step("goedgekeurd", "retour fout", None, "LOK002"),
        Step("afgekeurd", "retour goed", None, "LOK002"),
        Step("afgekeurd", "retour fout", None, "LOK002"),
    ),
)
"""A message that was sent, until its return message (E027): rejected or refused counts as not sent (OP286)."""

MACHINES = (VERZOEK, LEVERING, VERZENDING)
