"""The rules and the register in memory against the model."""

from collections import Counter
from datetime import date
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

import model
from builders import message_of
from ketenwerk.ledger.facts import Dossier
from ketenwerk.ledger.memory import Register
from ketenwerk.messages.write import write
from ketenwerk.rules.judge import judge
from ketenwerk.rules.reply import reply
from ketenwerk.standard.basis import Bericht
from length import LONGER, played
from machine import SOORTEN, Answer, Histories
from moves import PROVIDERS
from subjects import codes_in, conversation

TODAY = date(2026, 11, 24)


class InMemory:
    """Judges as the receiver does, and hears of each message whether it was approved."""

    aanbieders = PROVIDERS
    sends = SOORTEN

    def __init__(self) -> None:
        self.register = Register()
        self.count = 0

    def send(self, bericht: Bericht) -> Answer:
        message = message_of(bericht)
        report = judge(bericht, self.register.known(bericht, message, TODAY))
        answer = reply(report, identificatie="R1", dagtekening=TODAY)
        assert answer is not None
        self.count += 1
        name = f"b{self.count}"
        if report.verdict == "accepted":
            assert report.bericht is not None
            self.register.accept(report.bericht, message, name)
        return Answer(report.verdict, {finding.rule for finding in report.rejecting}, codes_in(write(answer)), name)

    def returned(self, name: str, *, approved: bool) -> None:
        self.register.returned(name, approved=approved)

    def dossier(self, m: model.Message) -> Dossier | None:
        return self.register.dossiers.get((conversation(m), m["bsn"]))

    def verify(self) -> None: ...

    def close(self) -> None: ...


class HistoriesInMemory(Histories):
    seen: ClassVar[Counter[str]] = Counter()

    def start(self) -> InMemory:
        return InMemory()


def test_the_register_in_memory_judges_and_remembers_as_the_model_does() -> None:
    HistoriesInMemory.seen.clear()
    run_state_machine_as_test(HistoriesInMemory, settings=played(100, 30))
    met = HistoriesInMemory.seen
    print(met)
