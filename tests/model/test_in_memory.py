"""The rules and the register in memory against the model."""

import json
from collections import Counter
from typing import Any, ClassVar

from hypothesis import seed
from hypothesis.stateful import run_state_machine_as_test
from length import played
from machine import SOORTEN, Histories
from subjects import InMemory

import model
from outside import shared
from strategies import FUZZ

MOST_TURNS = 8


class HistoriesInMemory(Histories):
    seen: ClassVar[Counter[str]] = Counter()

    def start(self) -> InMemory:
        return InMemory()


def test_it_judges_and_remembers_as_the_model_does() -> None:
    HistoriesInMemory.seen.clear()
    foretold = {each.__name__.upper() for rules in model.LEVEL_3.values() for each in rules}
    wanted = {*foretold, *SOORTEN, "accepted", "approved", "rejected"}
    # A walk that misses a rule shows nothing of it: each must have rejected something, each message must have been right. Some
    # are rare, and where the walk goes changes with the sources: it goes on elsewhere until all were met.
    for turn in range(MOST_TURNS):
        machine = seed(turn)(HistoriesInMemory) if FUZZ == 1 else HistoriesInMemory
        run_state_machine_as_test(machine, settings=played(150, 30))
        if not wanted - HistoriesInMemory.seen.keys():
            break
    assert not wanted - HistoriesInMemory.seen.keys(), HistoriesInMemory.seen


def test_the_model_knows_each_rule_as_the_standard_has_it() -> None:
    """Return code, messages and level of the rules of the model, beside the rules of both laws."""
    known: dict[str, Any] = {}
    for each in json.loads(shared("standaard", "regels", "regels.json").read_bytes()):
        known.setdefault(each["code"], []).append(each)
    for rules, level in ((model.LEVEL_2, 2), (model.LEVEL_3, 3)):
        for soort, of_message in rules.items():
            for rule in of_message:
                code = rule.__name__.upper()
                for each in known[code]:
                    assert each["controleniveau"] == level, code
                    assert model.return_codes({code}) == {each["retourcode"]}, code
                    assert any(name.endswith(soort) for name in each["berichten"]), (code, soort)
