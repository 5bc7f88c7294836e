"""One message after another: judged beside what came before it, entered where it counts, answered.

Our reply counts as sent, so what follows is judged as if our judgement were that of the receiver. A return message that is played
too says what the receiver really found: what it rejects is taken out again, what it approves comes in.
"""

from collections.abc import Iterator
from datetime import date

import msgspec

from ketenwerk.ledger.declaraties import uitkomst
from ketenwerk.ledger.known import Afspraken, Vraag, question
from ketenwerk.ledger.memory import Register
from ketenwerk.messages.walk import walk
from ketenwerk.rules.judge import Report, judge
from ketenwerk.rules.level3.retour import RETOUR
from ketenwerk.rules.reply import STANDARD_VERSIONS, Versions, reply
from ketenwerk.rules.returned import GEEN_OPMERKING
from ketenwerk.standard import m323, m325
from ketenwerk.standard.basis import Bericht
from ketenwerk.standard.release import MessageType

from .sent import Sent, SentMessages


class Played(msgspec.Struct, frozen=True):
    """The judgement on a message, and our reply where the standard gives one."""

    report: Report
    reply: Bericht | None


class Replay:
    """A register that is empty at first, and the messages played against it. `today` is the day of every judgement and reply."""

    def __init__(self, today: date, *, afspraken: Afspraken | None = None, versions: Versions = STANDARD_VERSIONS) -> None:
        self.register = Register()
        self._today = today
        self._afspraken = afspraken
        self._versions = versions
        self._sent = SentMessages()
        self._played = 0
        self._answered: set[str] = set()
        """Claims that a 325 was played on."""

    def play(self, checked: Report) -> Played:
        """Plays one message, given the report of `check` on it (made without `today`). Never raises for what is in it."""
        self._played += 1
        bericht, message = checked.bericht, checked.message_type
        if bericht is None or message is None:
            return Played(checked, None)
        vraag = question(bericht, message)
        report = self._judged(checked, bericht, message, vraag)
        accepted = report.verdict == "accepted"
        answer = reply(report, identificatie=f"R{self._played:06}", dagtekening=self._today, versions=self._versions)
        match bericht:
            case m323.Bericht():
                assert isinstance(answer, m325.Bericht)
                self.register.declare(bericht, message, str(self._played), uitkomst(answer))
            case _ if message.number in RETOUR:
                if accepted:
                    self._settle(bericht, vraag)
            case _:
                self._enter(bericht, message, vraag, counts=accepted)
                if accepted and isinstance(bericht, m325.Bericht):
                    self._settle_claim(bericht, vraag)
        return Played(report, answer)

    def _settle_claim(self, antwoord: m325.Bericht, vraag: Vraag) -> None:
        """What a 325 that is played says goes before our own answer; a second one on the same claim says nothing (E041)."""
        assert vraag.antwoord is not None
        claim = self.register.declaraties[vraag.gesprek].antwoordstand(vraag.antwoord).bericht
        if claim and claim not in self._answered:
            self._answered.add(claim)
            self.register.answered(claim, uitkomst(antwoord))

    def _judged(self, checked: Report, bericht: Bericht, message: MessageType, vraag: Vraag) -> Report:
        known = msgspec.structs.replace(self.register.known(bericht, message, self._today), afspraken=self._afspraken)
        if message.number in RETOUR:
            known = msgspec.structs.replace(known, heenbericht=self._sent.answered_by(vraag))
        if vraag.antwoord is not None:
            # Our own answer is a guess at that of the receiver: only one that was played has answered the claim.
            answered = known.antwoord_op.bericht in self._answered
            known = msgspec.structs.replace(known, antwoord_op=msgspec.structs.replace(known.antwoord_op, beantwoord=answered))
        return judge(checked, known)

    def _enter(self, bericht: Bericht, message: MessageType, vraag: Vraag, *, counts: bool) -> None:
        sent = Sent(str(self._played), bericht, message, counts=counts)
        self._sent.add(vraag, sent)
        if counts:
            self.register.accept(bericht, message, sent.bericht_id)

    def _settle(self, retour: Bericht, vraag: Vraag) -> None:
        approved = is_approval(retour)
        sent = self._sent.waiting(vraag, approved=approved)
        if sent is None:
            return
        counted = sent.counts
        sent.answer(approved=approved)
        if approved and not counted:
            self.register.accept(sent.bericht, sent.message, sent.bericht_id)
        elif counted and not approved:
            self.register.retract(sent.bericht_id)


def is_approval(retour: Bericht) -> bool:
    """Whether a return message approves: it has no return codes, or none but "no remark"."""
    return all(code == GEEN_OPMERKING for code in _codes(retour))


def _codes(retour: Bericht) -> Iterator[str]:
    for _, part in walk(retour):
        yield from getattr(part, "retour_codes", ())
