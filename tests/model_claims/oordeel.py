"""A second judgement on a claim, slow and plain, written from the standard and apart from the product.

It judges a 323 that passed level 2. Readings, where rules meet:

- A debit with any finding is refused and counts in no sum; its ReferentieNummer is used all the same (section 8).
- Credits go first (OP366). TR389 and the sums look at debits that were granted and not credited: those of earlier messages,
  less the credits granted in this one, and the debits granted before it in this one, in the order of the message (C-48).
- TR321 and TR322 are tested whenever assignment and unit can be compared, whatever else is wrong with the debit.
- An unknown number (TR338) leaves nothing of the assignment to compare with; a deleted one (TR384) is compared as it stands.
- A number is used once per provider as far as its receiver can see: towards one municipality (TR314, TR333).
- Credits are tested by TR304, 314, 319, 323 and 390 alone (C-47).
- TR321 looks at one Prestatie alone: a second one over the same period meets TR389 or another rule, and TR322 takes the sum.
- A ReferentieNummer that stands twice in a message belongs to the Prestatie that is judged first; the other is refused (TR314).
  Those of an unknown client are refused before any Prestatie is judged, and their numbers are used with that (sections 8, 9).
- TR389 names no Bsn: a debit on the number of another client meets the debits of that client.
- A credit belongs to a debit of the same client at the same municipality; else it is no copy (TR323).
- Lines in a unit that cannot be compared with that of the assignment now (it changed) are left out of the sums.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import oordeel_geld as geld
import oordeel_toewijzing as beside
from oordeel_stand import VERWIJDERD, Debet, State

from ketenwerk.protocol.afspraken import Afspraken
from ketenwerk.standard import m323
from ketenwerk.standard.m323 import Prestatie

OTHER_CODES = {
    "TR135": "8848",
    "TR304": "8187",
    "TR314": "8021",
    "TR318": "8214",
    "TR323": "8017",
    "TR381": "S329",
    "TR418": "0611",
}
GOED, GEEN_OORDEEL, ALLES_GOED = "0200", "0233", "8001"


def code(rule: str) -> str:
    """The return code of a rule of level 3 or 4."""
    return OTHER_CODES.get(rule, f"9{rule[2:]}")


class Sleutel(NamedTuple):
    """What names a line within a message."""

    bsn: str
    nummer: str
    vorig: str | None


@dataclass
class Outcome:
    """What the 325 says. `declaratie` is None where it has no DeclaratieAntwoord; `toegekend` in eurocents, credit negative."""

    header: set[str]
    declaratie: set[str] | None = None
    clienten: dict[str, set[str]] = field(default_factory=dict)
    prestaties: dict[Sleutel, set[str]] = field(default_factory=dict)
    toegekend: int = 0
    rules: Counter[str] = field(default_factory=Counter)


def judge(bericht: m323.Bericht, state: State, afspraken: Afspraken | None, today: date) -> Outcome:
    """Judges a 323 and enters in `state` what counts of it."""
    if wrong := _header(bericht, state, today):
        return Outcome({code(rule) for rule in wrong}, rules=Counter(wrong))
    if wrong := _declaratie(bericht.declaratie, state):
        return Outcome({GOED}, {code(rule) for rule in wrong}, rules=Counter(wrong))
    outcome = _Lines(bericht, state, afspraken).judged()
    _use_numbers(bericht, state)
    return outcome


def _header(bericht: m323.Bericht, state: State, today: date) -> list[str]:
    kenmerk, wrong = bericht.header.bericht_identificatie, []
    if kenmerk.identificatie in state.identificaties:
        wrong.append("TR056")
    if kenmerk.dagtekening > today:
        wrong.append("TR135")
    return wrong


def _declaratie(declaratie: m323.Declaratie, state: State) -> list[str]:
    wrong = []
    if declaratie.declaratie_nummer in state.nummers.declaraties:
        wrong.append("TR333")
    if state.laatste_maand is not None and declaratie.declaratie_periode.begindatum < state.laatste_maand:
        wrong.append("TR318")
    return wrong


def _use_numbers(bericht: m323.Bericht, state: State) -> None:
    """The message counts as sent, whatever was refused in it."""
    state.identificaties.add(bericht.header.bericht_identificatie.identificatie)
    state.laatste_maand = bericht.declaratie.declaratie_periode.begindatum
    state.nummers.declaraties.add(bericht.declaratie.declaratie_nummer)
    for client in bericht.declaratie.clienten:
        state.nummers.referenties |= {p.product_referentie.referentie_nummer for p in client.prestaties}


def named(bsn: str, prestatie: Prestatie) -> Sleutel:
    ref = prestatie.product_referentie
    return Sleutel(bsn, ref.referentie_nummer, ref.vorig_referentie_nummer)


def is_credit(prestatie: Prestatie) -> bool:
    return prestatie.ingediend_bedrag.debet_credit == "C"


class _Lines:
    """The lines of one message, credits first."""

    def __init__(self, bericht: m323.Bericht, state: State, afspraken: Afspraken | None) -> None:
        self.state, self.afspraken = state, afspraken
        self.clienten = bericht.declaratie.clienten
        self.einde = bericht.declaratie.declaratie_periode.einddatum
        self.lines = [(client.bsn, p) for client in self.clienten for p in client.prestaties]
        self.numbers = {_nummer(p) for bsn, p in self.lines if bsn not in state.clienten()}
        self.outcome = Outcome({GOED})

    def judged(self) -> Outcome:
        known = [(bsn, p) for bsn, p in self.lines if bsn in self.state.clienten()]
        for bsn, p in known:
            if is_credit(p):
                self._credit(bsn, p)
        for bsn, p in known:
            if not is_credit(p):
                self._debet(bsn, p)
        self._clients()
        self.outcome.declaratie = {GOED if self.outcome.clienten else ALLES_GOED}
        return self.outcome

    def _clients(self) -> None:
        for client in self.clienten:
            if client.bsn not in self.state.clienten():
                self.outcome.rules["TR304"] += 1
                self.outcome.clienten[client.bsn] = {code("TR304")}
                self.outcome.prestaties |= {named(client.bsn, p): {GEEN_OORDEEL} for p in client.prestaties}
            elif any(key.bsn == client.bsn for key in self.outcome.prestaties):
                self.outcome.clienten[client.bsn] = {GOED}

    def _credit(self, bsn: str, p: Prestatie) -> None:
        vorig = p.product_referentie.vorig_referentie_nummer
        assert vorig is not None
        rules = set(self._of_all(p))
        if not any(bsn == d.bsn and vorig == _nummer(d.prestatie) and _copies(p, d.prestatie) for d in self.state.debets):
            rules.add("TR323")
        if vorig in self.state.gecrediteerd:
            rules.add("TR390")
        if self._passes(bsn, p, rules):
            self.state.gecrediteerd.add(vorig)
            self.outcome.toegekend -= p.ingediend_bedrag.bedrag

    def _debet(self, bsn: str, p: Prestatie) -> None:
        toewijzing = self.state.actueel(bsn, p.toewijzing_nummer)
        eenheid = toewijzing.omvang.eenheid if toewijzing and toewijzing.omvang else None
        holds = geld.in_force(self.afspraken, self.state.parties, p)
        rules = {*self._of_all(p), *geld.findings(p, holds, eenheid, known=toewijzing is not None)}
        if any(same_claim(p, d.prestatie) for d in self.state.standing()):
            rules.add("TR389")
        standing = [
            d.prestatie for d in self.state.standing() if d.bsn == bsn and d.prestatie.toewijzing_nummer == p.toewijzing_nummer
        ]
        if toewijzing is None:
            rules.add("TR338")
        else:
            if toewijzing.reden_wijziging == VERWIJDERD:
                rules.add("TR384")
            rules |= {*beside.period(p, toewijzing), *beside.product(p, toewijzing)}
            fits = beside.unit(p, toewijzing) if toewijzing.omvang else geld.unit_agreed(p, holds)
            rules |= set() if fits else {"TR341"}
            rules |= set(beside.sums(p, toewijzing, standing, self.state.parties[0])) if fits else set()
            if toewijzing.budget is not None and sum(map(_bedrag, [*standing, p])) > toewijzing.budget:
                rules.add("TR369")
        if self._passes(bsn, p, rules):
            self.state.debets.append(Debet(bsn, p))
            self.outcome.toegekend += p.ingediend_bedrag.bedrag

    def _of_all(self, p: Prestatie) -> Iterator[str]:
        if _nummer(p) in self.state.nummers.referenties | self.numbers:
            yield "TR314"
        self.numbers.add(_nummer(p))
        if p.product_periode.einddatum > self.einde:
            yield "TR319"

    def _passes(self, bsn: str, p: Prestatie, rules: set[str]) -> bool:
        self.outcome.rules.update(rules or ["credit" if is_credit(p) else "debet"])
        if rules:
            self.outcome.prestaties[named(bsn, p)] = {code(rule) for rule in rules}
        return not rules


def _nummer(p: Prestatie) -> str:
    return p.product_referentie.referentie_nummer


def _bedrag(p: Prestatie) -> int:
    return p.ingediend_bedrag.bedrag


def _content(p: Prestatie) -> tuple[object, ...]:
    return (*_claim(p), p.geleverd_volume, p.eenheid, p.product_tarief, _bedrag(p))


def _claim(p: Prestatie) -> tuple[object, ...]:
    return p.toewijzing_nummer, p.product_categorie, p.product_code, p.product_periode


def _copies(credit: Prestatie, debet: Prestatie) -> bool:
    """IV091: all but the numbers and the sign."""
    return _content(credit) == _content(debet)


def same_claim(one: Prestatie, other: Prestatie) -> bool:
    return _claim(one) == _claim(other)
