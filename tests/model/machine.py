"""A random walk through histories, played in the product and beside it in the model; after each step they must agree."""

from collections import Counter
from typing import Any, ClassVar, Protocol

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

import letters
import model
from ketenwerk.ledger.facts import Dossier, Gesprek
from ketenwerk.standard.basis import Bericht
from moves import CLIENTS, Drawer

SOORTEN = ("301", "305", "307", "315", "317", "319")


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

    @rule(data=st.data(), soort=st.sampled_from((*SOORTEN, "301", "305", "307")))
    def message(self, data: st.DataObject, soort: str) -> None:
        m = Drawer(data, ("jw", "wmo"), self.subject.aanbieders).move(soort, self.log)
        self.play(m)

    @rule(data=st.data())
    @precondition(lambda self: self.last is not None)
    def same_side(self, data: st.DataObject) -> None:
        """A message about the same client, between the same parties: most of what can go wrong needs a few of these."""
        assert self.last is not None
        soort = data.draw(st.sampled_from(SOORTEN))
        drawer = Drawer(data, (self.last["wet"],), (self.last["aanbieder"],), (self.last["bsn"],))
        self.play(drawer.move(soort, self.log))

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

    @rule(data=st.data(), approved=st.booleans())
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
