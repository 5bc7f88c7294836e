"""A random walk through histories, played in the product and beside it in the model; after each step they must agree."""

from collections import Counter
from typing import ClassVar, Protocol

import letters
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from moves import CLIENTS, Drawer

import model
from ketenwerk.ledger.facts import Dossier, Gesprek
from ketenwerk.standard.basis import Bericht

SOORTEN = ("301", "305", "307", "315", "317", "319")
KINDS = ("301", "305", "305", "307", "307", "307", "315", "317", "317", "317", "319")
"""Those with the most rules most often."""


class Answer:
    """What the product says of a message: its verdict, the rules that reject it, and the codes of its return message.

    `codes` is None where the side that judges is the sender, who gets no return message of itself.
    """

    def __init__(self, verdict: str, rules: set[str], codes: set[str] | None, name: str) -> None:
        self.verdict, self.rules, self.codes, self.name = verdict, rules, codes, name


class Subject(Protocol):
    """The product, as one party has it."""

    aanbieders: tuple[str, ...]
    sends: tuple[str, ...]
    """The messages to which a return message may come in: of a party its own."""

    def send(self, bericht: Bericht) -> Answer: ...

    def returned(self, name: str, *, approved: bool) -> None: ...

    def dossier(self, m: model.Message) -> Dossier | None: ...

    def verify(self) -> None:
        """Whatever else must hold after a history."""

    def close(self) -> None: ...


class Histories(RuleBasedStateMachine):
    """Both side by side. `seen` counts what the model foretold, so that the test can show what it went through."""

    seen: ClassVar[Counter[str]]

    def __init__(self) -> None:
        super().__init__()
        self.subject: Subject = self.start()
        self.log: model.Log = []
        self.names: dict[int, str] = {}
        self.done: set[int] = set()
        self.last: model.Message | None = None

    def start(self) -> Subject:
        raise NotImplementedError

    @rule(data=st.data())
    def message(self, data: st.DataObject) -> None:
        """Mostly one about the client of the last one, between the same parties: most that can go wrong takes a few of these."""
        last, draw = self.last, data.draw
        if last is None or draw(st.integers(0, 9)) == 0:
            self.play(Drawer(data, ("jw", "wmo"), self.subject.aanbieders).move("301", self.log))
            return
        soort = draw(st.sampled_from(KINDS))
        if soort != "315" and not model.versions(self.log, last) and draw(st.integers(0, 4)):
            soort = "301"
        if soort == "307" and not model.standing(self.log, last, "305") and draw(st.integers(0, 4)):
            soort = "305"
        if soort == "319" and not model.requests(self.log, last) and draw(st.integers(0, 4)):
            soort = "315"
        self.play(Drawer(data, (last["wet"],), (last["aanbieder"],), (last["bsn"],)).move(soort, self.log))

    def play(self, m: model.Message) -> None:
        expected = model.predict(self.log, m)
        answer = self.subject.send(letters.letter(m))
        assert answer.rules == expected, f"{answer.rules} is not {expected} for {m}"
        assert answer.verdict == ("rejected" if expected else "accepted")
        assert answer.codes in (None, model.return_codes(expected))
        self.seen.update(expected or ["accepted"])
        self.seen[m["soort"]] += not expected
        if not expected:
            self.names[id(m)] = answer.name
            self.log.append(m)
        if m["bsn"]:
            self.last = m

    @rule(data=st.data(), approved=st.sampled_from((True, True, False)))
    @precondition(lambda self: self.waiting())
    def return_message(self, data: st.DataObject, approved: bool) -> None:
        m = data.draw(st.sampled_from(self.waiting()))
        self.subject.returned(self.names[id(m)], approved=approved)
        self.seen["approved" if approved else "rejected"] += 1
        if approved:
            self.done.add(id(m))
        else:
            self.log = [e for e in self.log if e is not m]

    def waiting(self) -> list[model.Message]:
        """The messages of this side on which no return message came."""
        return [m for m in self.log if m["soort"] in self.subject.sends and id(m) not in self.done]

    @invariant()
    def the_same_stands(self) -> None:
        for wet in ("jw", "wmo"):
            for aanbieder in self.subject.aanbieders:
                for bsn in CLIENTS:
                    where = {"wet": wet, "aanbieder": aanbieder, "bsn": bsn, "dag": "2026-05-16"}
                    dossier = self.subject.dossier(where) or Dossier(Gesprek("jw", "", ""), bsn)
                    assert letters.told(dossier, where["dag"]) == model.state(self.log, where)

    def teardown(self) -> None:
        try:
            self.subject.verify()
        finally:
            self.subject.close()
