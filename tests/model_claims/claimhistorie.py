"""Histories of assignments and claims, drawn with a seed along the model: what follows on what stands, or just misses it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

import msgspec
import oordeel
from claimregels import Tekenaar
from claimwereld import (
    BEGINMAANDEN,
    CLIENTEN,
    ONBEKEND,
    VANDAAG,
    Wereld,
    agreements,
    assigned,
    ended,
    month_after,
    parties,
    volume,
)
from oordeel_stand import State, assign
from oordeel_toewijzing import last_of_month

import builders as b
from ketenwerk.protocol.afspraken import Afspraken
from ketenwerk.standard import m301, m323
from ketenwerk.standard.basis import Bericht
from ketenwerk.standard.m323 import Prestatie

LARGEST = 99_999_999
"""Eurocents that fit a line."""


@dataclass(frozen=True)
class Historie:
    """Messages in order, and what was agreed."""

    berichten: tuple[Bericht, ...]
    afspraken: Afspraken | None


def historie(seed: int, steps: int = 14) -> Historie:
    """The history of this seed; the same seed gives the same history."""
    return _Walk(Random(seed)).walked(steps)


class _Walk:
    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.wet: Any = rng.choice(("jw", "wmo"))
        self.afspraken = agreements(rng, self.wet)
        self.wereld = Wereld()
        self.start = self.month = rng.choice(BEGINMAANDEN)
        self.seen: list[Prestatie] = []
        self.made = 0
        self.given = 0
        self.lines = 0

    def walked(self, steps: int) -> Historie:
        berichten = []
        for step in range(steps):
            where = self.wereld.between(parties(self.rng, self.wet))
            enough = len(where.toewijzingen) >= 2
            new = not enough or self.rng.randrange(8) == 0
            change = enough and step > 3 and self.rng.randrange(5) == 0
            bericht: Bericht
            if new or change:
                bericht = self._sent(self._changed(where) if change else self._assigned(where), where)
                assign(bericht, where, self.afspraken)
            else:
                bericht = self._claim(where)
                oordeel.judge(bericht, where, self.afspraken, VANDAAG)
            berichten.append(bericht)
        return Historie(tuple(berichten), self.afspraken)

    def _assigned(self, where: State) -> tuple[str, m301.ToegewezenProduct]:
        client = self.rng.randrange(len(CLIENTEN) - (self.rng.randrange(4) > 0))
        self.given += 1
        nummer = 1000 + 10 * self.given + client
        return CLIENTEN[client], assigned(self.rng, self.wet, nummer, self.start)

    def _changed(self, where: State) -> tuple[str, m301.ToegewezenProduct]:
        """A later version, or one that comes late: another end, another volume or budget, or deleted."""
        bsn, nummer = self.rng.choice(sorted(where.toewijzingen))
        versions = where.toewijzingen[bsn, nummer]
        last = versions[-1]
        taken = {v.toewijzingsdatum for v in versions}
        moment = last.toewijzingsdatum + timedelta(days=self.rng.choice((1, 1, 1, -20)))
        while moment in taken:
            moment += timedelta(days=1)
        made = msgspec.structs.replace(last, toewijzingsdatum=moment, reden_wijziging=None)
        kind = self.rng.randrange(8)
        if kind <= 1:
            return bsn, msgspec.structs.replace(made, reden_wijziging="13", einddatum=made.ingangsdatum)
        if kind == 2 and made.omvang:
            other = volume(self.rng, made.omvang.eenheid if self.rng.randrange(3) else None)
            end = made.einddatum or made.ingangsdatum + timedelta(days=80)
            return bsn, msgspec.structs.replace(made, omvang=other, einddatum=end)
        if kind == 3 and made.budget:
            return bsn, msgspec.structs.replace(made, budget=made.budget + self.rng.choice((-20000, 20000)))
        end = ended(self.rng, made.ingangsdatum)
        return bsn, msgspec.structs.replace(made, einddatum=end or made.ingangsdatum + timedelta(days=70))

    def _sent(self, of: tuple[str, m301.ToegewezenProduct], where: State) -> m301.Bericht:
        bsn, product = of
        return self._addressed(b.bericht301(self.wet, product, bsn=bsn, dagtekening=str(product.toewijzingsdatum)), where)

    def _addressed(self, bericht: Any, where: State, identificatie: str | None = None) -> Any:
        self.made += 1
        _, gemeente, aanbieder = where.parties
        header = bericht.header
        kenmerk = msgspec.structs.replace(
            header.bericht_identificatie, identificatie=identificatie or f"{bericht.header.bericht_code}N{self.made}"
        )
        ends = (gemeente, aanbieder) if isinstance(bericht, m301.Bericht) else (aanbieder, gemeente)
        header = msgspec.structs.replace(header, bericht_identificatie=kenmerk, afzender=ends[0], ontvanger=ends[1])
        return msgspec.structs.replace(bericht, header=header)

    def _claim(self, where: State) -> m323.Bericht:
        self._to_month(where)
        prestaties: list[tuple[str, Prestatie]] = []
        while not prestaties:
            prestaties = _acceptable(list(self._drawn(where)))
        ends = [p.product_periode.einddatum for _, p in prestaties]
        periode = b.periode(str(self.month), str(last_of_month(self.month)))
        dag = max([periode.einddatum, *ends]) + timedelta(days=self.rng.choice((0, 0, 5)))
        if dag < VANDAAG and self.rng.randrange(40) == 0:
            dag = VANDAAG + timedelta(days=self.rng.randrange(2))
        used = sorted(where.nummers.declaraties)
        nummer = self.rng.choice(used) if used and self.rng.randrange(20) == 0 else f"D{self.made}"
        bsns = dict.fromkeys(bsn for bsn, _ in prestaties)
        clienten = [b.client323(*[p for bsn, p in prestaties if bsn == each], bsn=each) for each in bsns]
        bericht = b.bericht323(self.wet, *clienten, dagtekening=str(dag), declaratie_nummer=nummer, declaratie_periode=periode)
        known = sorted(where.identificaties)
        again = self.rng.choice(known) if known and self.rng.randrange(25) == 0 else None
        made: m323.Bericht = self._addressed(bericht, where, again)
        self.seen += [p for _, p in prestaties]
        return made

    def _to_month(self, where: State) -> None:
        """Mostly the next month or the same; seldom one before it."""
        latest = where.laatste_maand or self.start
        if self.rng.randrange(12) == 0:
            self.month = month_after(latest - timedelta(days=self.rng.choice((1, 45))), 0)
        else:
            self.month = min(month_after(latest, self.rng.choice((0, 0, 1, 1, 2))), date(2026, 10, 1))

    def _drawn(self, where: State) -> Iterator[tuple[str, Prestatie]]:
        t = Tekenaar(self.rng, where, self.afspraken, self.month)
        begun = [key for key in sorted(where.toewijzingen) if key in _begun(where, last_of_month(self.month))]
        for _ in range(self.rng.choice((1, 1, 2, 3, 4))):
            bsn, nummer = self.rng.choice(begun or sorted(where.toewijzingen))
            if self.rng.randrange(4) == 0 and (self.seen or where.debets):
                yield from self._corrected(t, where)
            else:
                strange = self.rng.randrange(25)
                line = t.debet(bsn, nummer, self._reference())
                yield (ONBEKEND if strange == 0 else self.rng.choice(CLIENTEN) if strange == 1 else bsn), line

    def _corrected(self, t: Tekenaar, where: State) -> Iterator[tuple[str, Prestatie]]:
        """A credit of what was granted; seldom of what was not, or of a number that nobody knows; often a new debit with it."""
        standing = where.standing() if self.rng.randrange(6) else where.debets
        if not standing or self.rng.randrange(8) == 0:
            of, bsn = self.rng.choice(self.seen or [d.prestatie for d in where.debets]), self.rng.choice(CLIENTEN)
        else:
            bsn, of = self.rng.choice(standing)
        credit = t.credit(of, self._reference())
        if self.rng.randrange(15) == 0:
            unknown = msgspec.structs.replace(credit.product_referentie, vorig_referentie_nummer="NERGENS")
            credit = msgspec.structs.replace(credit, product_referentie=unknown)
        pair = [(bsn, credit)]
        if (bsn, of.toewijzing_nummer) in where.toewijzingen and self.rng.randrange(2):
            again = t.debet(bsn, of.toewijzing_nummer, self._reference())
            if self.rng.randrange(2):
                again = msgspec.structs.replace(again, product_periode=of.product_periode)
            pair.append((bsn, again))
        self.rng.shuffle(pair)
        yield from pair

    def _reference(self) -> str:
        """New; seldom that of the line before it, which then stands twice in the message."""
        self.lines += self.rng.randrange(40) > 0
        return f"L{self.lines}"


def _begun(where: State, day: date) -> set[tuple[str, int]]:
    return {key for key in where.toewijzingen if (current := where.actueel(*key)) and current.ingangsdatum <= day}


def _acceptable(lines: list[tuple[str, Prestatie]]) -> list[tuple[str, Prestatie]]:
    """What level 2 lets pass together: TR101, TR315, TR316, TR416; TR134 and TR137 where the Dagtekening would lie ahead."""
    kept: list[tuple[str, Prestatie]] = []
    for bsn, p in lines:
        ref, numbers = p.product_referentie, {q.product_referentie.referentie_nummer for _, q in kept}
        credited = {q.product_referentie.vorig_referentie_nummer for _, q in kept} - {None}
        same = any(oordeel.named(bsn, p) == oordeel.named(other, q) for other, q in kept)
        twice = not oordeel.is_credit(p) and any(not oordeel.is_credit(q) and oordeel.same_claim(p, q) for _, q in kept)
        forbidden = numbers | credited | {ref.referentie_nummer}
        crossing = ref.vorig_referentie_nummer in forbidden or ref.referentie_nummer in credited
        too_much = p.ingediend_bedrag.bedrag > LARGEST
        if not (same or twice or crossing or too_much):
            kept.append((bsn, p))
    return kept
