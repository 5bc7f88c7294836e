"""Lines of a claim, drawn with a seed: right by the assignment, or with one thing wrong just over the border."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

import msgspec
import oordeel_geld as geld
import oordeel_maxima as maxima
from claimwereld import PRODUCTEN, TARIEVEN, UURTARIEVEN
from oordeel_stand import State
from oordeel_toewijzing import last_of_month, volume

import builders as b
from ketenwerk.protocol.afspraken import Afspraken
from ketenwerk.standard.basis import BedragMetDC, GeslotenPeriode, Referentie
from ketenwerk.standard.m301 import ToegewezenProduct
from ketenwerk.standard.m323 import Prestatie

EENHEDEN = ("01", "04", "14", "16", "82", "83", "84")
DAY = timedelta(days=1)


def changed(p: Prestatie, **changes: Any) -> Prestatie:
    """The line with other content, and what level 2 asks of a line of money (CD087, CS339)."""
    made = msgspec.structs.replace(p, **changes)
    if made.eenheid == geld.EURO:
        amount = msgspec.structs.replace(made.ingediend_bedrag, bedrag=made.geleverd_volume)
        return msgspec.structs.replace(made, product_tarief=None, ingediend_bedrag=amount)
    return made if made.product_tarief is not None else msgspec.structs.replace(made, product_tarief=1000)


class Tekenaar:
    """Draws the lines of one client under what stands."""

    def __init__(self, rng: Random, state: State, afspraken: Afspraken | None, month: date) -> None:
        self.rng, self.state, self.afspraken, self.month = rng, state, afspraken, month
        self.wet: Any = state.parties[0]

    def debet(self, bsn: str, nummer: int, referentie: str) -> Prestatie:
        """Mostly right; else one or two things wrong."""
        toewijzing = self.state.actueel(bsn, nummer)
        assert toewijzing is not None
        p = self._priced(self._right(bsn, toewijzing, referentie), toewijzing)
        for _ in range(self.rng.choice((0, 0, 0, 0, 1, 1, 1, 2))):
            p = self.rng.choice(FAULTS)(self, p)
        return p

    def _right(self, bsn: str, toewijzing: ToegewezenProduct, referentie: str) -> Prestatie:
        periode = self._periode(toewijzing)
        product = toewijzing.product
        fitting = [x for x in PRODUCTEN[self.wet] if product is None or x[0] == product.categorie]
        categorie, code = self.rng.choice(fitting)
        eenheid = toewijzing.omvang.eenheid if toewijzing.omvang else self.rng.choice(EENHEDEN)
        p = Prestatie(
            product_referentie=Referentie(referentie_nummer=referentie),
            toewijzing_nummer=toewijzing.toewijzing_nummer,
            product_categorie=categorie,
            product_code=product.code if product and product.code else code,
            product_periode=periode,
            geleverd_volume=self.rng.choice((1, 2, 5)),
            eenheid=eenheid,
            product_tarief=1000,
            ingediend_bedrag=b.bedrag(1000),
        )
        return self._measured(bsn, p, toewijzing) if toewijzing.omvang else p

    def _periode(self, toewijzing: ToegewezenProduct) -> GeslotenPeriode:
        """Of the month of the claim or one before it, as far as the assignment goes (IV089)."""
        begin, end = toewijzing.ingangsdatum, toewijzing.einddatum
        month = self.month
        while month > begin and ((end is not None and month > end) or self.rng.randrange(3) == 0):
            month = (month - DAY).replace(day=1)
        first, last = max(month, begin), min(last_of_month(month), end or date.max)
        if first > last:
            first, last = month, last_of_month(month)
        return GeslotenPeriode(begindatum=first, einddatum=last)

    def _measured(self, bsn: str, p: Prestatie, toewijzing: ToegewezenProduct) -> Prestatie:
        """All that is left of the period or of the whole, one more, or little."""
        assert toewijzing.omvang is not None
        of_client = [d.prestatie for d in self.state.standing() if d.bsn == bsn]
        on_it = [other for other in of_client if other.toewijzing_nummer == p.toewijzing_nummer]
        left = [maxima.of_period(toewijzing, p.product_periode, self.wet)]
        whole = maxima.of_assignment(toewijzing)
        if whole is not None:
            left.append(int(whole - volume(on_it, toewijzing)))
        most = self.rng.choice((min(left), min(left), *left, 1)) + self.rng.choice((0, 0, 0, 0, 1))
        most = max(1, most)
        if p.eenheid == "04" and self.rng.randrange(2):
            return changed(p, eenheid="01", geleverd_volume=max(1, most * 60 + self.rng.choice((0, 0, 1, -25))))
        return changed(p, geleverd_volume=most)

    def _priced(self, p: Prestatie, toewijzing: ToegewezenProduct) -> Prestatie:
        """At the tariff that was agreed, or where none was at one of the world."""
        holds = geld.in_force(self.afspraken, self.state.parties, p)
        of_product = [a for a in holds if (a.categorie, a.code) == (p.product_categorie, p.product_code)]
        self.rng.shuffle(of_product)
        tarieven = {a.eenheid: a.tarief for a in of_product if a.tarief is not None}
        hours = toewijzing.omvang is not None and toewijzing.omvang.eenheid == "04"
        if p.eenheid == "01" and "01" not in tarieven and (hours or "04" in tarieven):
            uurtarief = tarieven.get("04") or self.rng.choice(UURTARIEVEN)
            amount = geld.of_minutes(uurtarief, p.geleverd_volume)
            return changed(p, product_tarief=geld.per_minute(uurtarief), ingediend_bedrag=b.bedrag(amount))
        tarief = tarieven.get(p.eenheid) or TARIEVEN.get(p.eenheid) or self.rng.choice(UURTARIEVEN)
        return changed(p, product_tarief=tarief, ingediend_bedrag=b.bedrag(tarief * p.geleverd_volume))

    def credit(self, of: Prestatie, referentie: str) -> Prestatie:
        """Mostly a copy (IV091); else it differs in one thing."""
        kenmerk = Referentie(referentie_nummer=referentie, vorig_referentie_nummer=of.product_referentie.referentie_nummer)
        amount = BedragMetDC(bedrag=of.ingediend_bedrag.bedrag, debet_credit="C")
        p = changed(of, product_referentie=kenmerk, ingediend_bedrag=amount)
        return self.rng.choice(FAULTS)(self, p) if self.rng.randrange(6) == 0 else p


def _shifted(t: Tekenaar, p: Prestatie) -> Prestatie:
    """One day earlier or later at either end, within the month (CS337)."""
    first, last = p.product_periode.begindatum, p.product_periode.einddatum
    shift = t.rng.choice((DAY, -DAY))
    begin, end = t.rng.choice(((first + shift, last), (first, last + shift)))
    if (begin.year, begin.month) != (end.year, end.month) or end < begin:
        return p
    return changed(p, product_periode=GeslotenPeriode(begindatum=begin, einddatum=end))


def _whole_month(t: Tekenaar, p: Prestatie) -> Prestatie:
    """The whole month, whatever the assignment says; sometimes that after it."""
    first = p.product_periode.begindatum.replace(day=1)
    if t.rng.randrange(2):
        first = last_of_month(first) + DAY
    return changed(p, product_periode=GeslotenPeriode(begindatum=first, einddatum=last_of_month(first)))


def _dearer(t: Tekenaar, p: Prestatie) -> Prestatie:
    """A tariff that is a cent off, with the amount that follows from it or without."""
    tarief = (p.product_tarief or 1000) + t.rng.choice((1, -1))
    bedrag = p.ingediend_bedrag.bedrag if t.rng.randrange(2) else tarief * p.geleverd_volume
    return changed(p, product_tarief=tarief, ingediend_bedrag=msgspec.structs.replace(p.ingediend_bedrag, bedrag=bedrag))


def _other_amount(t: Tekenaar, p: Prestatie) -> Prestatie:
    """A cent off; or the rounded tariff times the minutes (IV081)."""
    product = (p.product_tarief or 1000) * p.geleverd_volume
    bedrag = t.rng.choice((p.ingediend_bedrag.bedrag + 1, max(1, p.ingediend_bedrag.bedrag - 1), product))
    return changed(p, ingediend_bedrag=msgspec.structs.replace(p.ingediend_bedrag, bedrag=bedrag))


def _other_unit(t: Tekenaar, p: Prestatie) -> Prestatie:
    return changed(p, eenheid=t.rng.choice(EENHEDEN))


def _other_product(t: Tekenaar, p: Prestatie) -> Prestatie:
    """Another category, another code, or both; also one that nobody agreed on."""
    strange = ("10", "10X99") if t.wet == "wmo" else ("54", "54X99")
    categorie, code = t.rng.choice((*PRODUCTEN[t.wet], strange))
    changes = t.rng.choice(({"product_categorie": categorie}, {"product_code": code}))
    return changed(p, **changes) if t.rng.randrange(2) else changed(p, product_categorie=categorie, product_code=code)


def _more(t: Tekenaar, p: Prestatie) -> Prestatie:
    volume = p.geleverd_volume + 1
    amount = msgspec.structs.replace(p.ingediend_bedrag, bedrag=volume * (p.product_tarief or 1))
    return changed(p, geleverd_volume=volume, ingediend_bedrag=amount)


def _other_number(t: Tekenaar, p: Prestatie) -> Prestatie:
    """That of whatever client, or one that was never given out."""
    return changed(p, toewijzing_nummer=t.rng.choice([*(nummer for _, nummer in t.state.toewijzingen), 999999]))


def _used_reference(t: Tekenaar, p: Prestatie) -> Prestatie:
    used = sorted(t.state.nummers.referenties) or ["L1"]
    return changed(p, product_referentie=msgspec.structs.replace(p.product_referentie, referentie_nummer=t.rng.choice(used)))


Fault = Callable[[Tekenaar, Prestatie], Prestatie]
FAULTS: tuple[Fault, ...] = (
    *(_shifted, _shifted, _whole_month, _dearer, _other_amount, _other_unit),
    *(_other_product, _more, _other_number, _used_reference),
)
