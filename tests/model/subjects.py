"""The product as the machine sees it: the rules with the register in memory, and the whole way of a message with the database."""

import uuid
from datetime import UTC, date, datetime
from typing import Any

from django.db import transaction
from lxml import etree
from machine import SOORTEN, Answer
from moves import PROVIDERS

import builders as b
import model
from ketenwerk.ledger.facts import Dossier, Gesprek
from ketenwerk.ledger.memory import Register
from ketenwerk.messages.finding import Finding
from ketenwerk.messages.write import write
from ketenwerk.process import intake
from ketenwerk.process.acts import submit
from ketenwerk.process.rebuild import rebuild
from ketenwerk.register import archive, clients, known, parties
from ketenwerk.register.models import Archiefbericht
from ketenwerk.register.models import Gesprek as Conversation
from ketenwerk.rules.judge import Report, check, judge
from ketenwerk.rules.reply import reply
from ketenwerk.standard.basis import Bericht

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
OF_MUNICIPALITY = ("301", "319")


class InMemory:
    """Judges as the receiver does, and hears of every message whether it was approved."""

    aanbieders: tuple[str, ...] = PROVIDERS
    sends: tuple[str, ...] = SOORTEN

    def __init__(self) -> None:
        self.register = Register()

    def send(self, bericht: Bericht) -> Answer:
        message = b.message_of(bericht)
        report = judge(bericht, self.register.known(bericht, message, TODAY))
        answer = reply(report, identificatie="R1", dagtekening=TODAY)
        assert answer is not None
        name = uuid.uuid4().hex
        if report.verdict == "accepted":
            assert report.bericht is not None
            self.register.accept(report.bericht, message, name)
        return Answer(report.verdict, _rules(report), _codes(write(answer)), name)

    def returned(self, name: str, *, approved: bool) -> None:
        self.register.returned(name, approved=approved)

    def dossier(self, m: model.Message) -> Dossier | None:
        return self.register.dossiers.get((Gesprek(m["wet"], b.GEMEENTE, m["aanbieder"]), m["bsn"]))

    def verify(self) -> None:
        """Nothing but what is compared after each step."""

    def close(self) -> None:
        """Nothing to give back."""


class InDatabase:
    """One party with its archive and register: what it receives it answers, what it sends is answered by a return message."""

    def __init__(self, own: str) -> None:
        self._transaction: Any = transaction.atomic()
        self._transaction.__enter__()
        self.own = {"jw": parties.add_own("jw", own, NOW), "wmo": parties.add_own("wmo", own, NOW)}
        # A provider knows what it was sent itself and nothing of others.
        self.aanbieders: tuple[str, ...] = PROVIDERS if own == b.GEMEENTE else (own,)
        self.sends: tuple[str, ...] = tuple(s for s in SOORTEN if (s in OF_MUNICIPALITY) == (own == b.GEMEENTE))
        self.sent: dict[str, Bericht] = {}

    def send(self, bericht: Bericht) -> Answer:
        message = b.message_of(bericht)
        party = self.own[message.wet]
        if message.number in self.sends:
            outcome = submit(bericht, party, NOW)
            name = outcome.bericht.pk.hex if outcome.bericht else ""
            assert bool(name) == (outcome.report.verdict == "accepted")
            self.sent[name] = bericht
            return Answer(outcome.report.verdict, _rules(outcome.report), None, name)
        kept = intake.receive(write(bericht), "b.xml", "keten", NOW)
        assert kept.antwoord is not None
        rules = {finding.rule for finding in archive.findings(kept.bericht) if not finding.signal}
        return Answer(kept.bericht.verdict, rules, _codes(archive.payload(kept.antwoord)), kept.bericht.pk.hex)

    def returned(self, name: str, *, approved: bool) -> None:
        report = check(self.sent[name])
        if not approved:
            finding = Finding(rule="TR056", level=3, code="9056", path="/Bericht/Header", key="TR056")
            report = Report((finding,), report.message_type, report.bericht)
        answer = reply(report, identificatie=uuid.uuid4().hex[:12].upper(), dagtekening=TODAY)
        assert answer is not None
        kept = intake.receive(write(answer), "r.xml", "keten", NOW).bericht
        assert (kept.verdict, kept.approves, kept.heenbericht_id) == ("accepted", approved, uuid.UUID(name))

    def dossier(self, m: model.Message) -> Dossier | None:
        gesprek = Conversation.objects.filter(wet=m["wet"], gemeente=b.GEMEENTE, aanbieder=m["aanbieder"]).first()
        row = clients.find(gesprek, m["bsn"]) if gesprek else None
        return known.dossier(row) if row else None

    def verify(self) -> None:
        """What stands follows from the archive, and nothing waits."""
        assert sum(each.differences for each in rebuild(verify=True)) == 0
        assert not Archiefbericht.objects.filter(processed_at=None).exists()

    def close(self) -> None:
        transaction.set_rollback(True)
        self._transaction.__exit__(None, None, None)


def _rules(report: Report) -> set[str]:
    return {finding.rule for finding in report.rejecting}


def _codes(payload: bytes) -> set[str]:
    """All return codes of a message, except those that say that a class is right or was not judged."""
    found = {str(each.text) for each in etree.fromstring(payload).iter("{*}RetourCode")}
    return found - {"0200", "0233"}
