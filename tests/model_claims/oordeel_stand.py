"""What stands between a municipality and a provider, and how a 301 comes into it."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import oordeel_geld as geld

from ketenwerk.protocol.afspraken import Afspraken
from ketenwerk.standard import m301
from ketenwerk.standard.m301 import ToegewezenProduct
from ketenwerk.standard.m323 import Prestatie

VERWIJDERD = "13"


class Debet(NamedTuple):
    """A debit that was granted."""

    bsn: str
    prestatie: Prestatie


@dataclass
class Nummers:
    """Numbers that a provider used under one law, at whatever municipality."""

    referenties: set[str] = field(default_factory=set)
    declaraties: set[str] = field(default_factory=set)


@dataclass
class State:
    """What stands between one municipality and one provider under one law."""

    parties: tuple[str, str, str]
    nummers: Nummers
    toewijzingen: dict[tuple[str, int], list[ToegewezenProduct]] = field(default_factory=dict)
    debets: list[Debet] = field(default_factory=list)
    gecrediteerd: set[str] = field(default_factory=set)
    identificaties: set[str] = field(default_factory=set)
    laatste_maand: date | None = None

    def clienten(self) -> set[str]:
        return {bsn for bsn, _ in self.toewijzingen}

    def actueel(self, bsn: str, nummer: int) -> ToegewezenProduct | None:
        """The newest version of an assignment of this client (IV013)."""
        versions = self.toewijzingen.get((bsn, nummer), [])
        return max(versions, key=lambda v: (v.toewijzingsdatum, v.toewijzingstijd)) if versions else None

    def standing(self) -> list[Debet]:
        return [d for d in self.debets if d.prestatie.product_referentie.referentie_nummer not in self.gecrediteerd]


def assign(bericht: m301.Bericht, state: State, afspraken: Afspraken | None) -> set[str]:
    """Judges a 301 as its provider does, on TR381 and TR385; enters its versions where it passes."""
    bsn, wrong = bericht.client.bsn, set()
    for product in bericht.client.toegewezen_producten:
        claimed = any(d.bsn == bsn and d.prestatie.toewijzing_nummer == product.toewijzing_nummer for d in state.standing())
        if product.reden_wijziging == VERWIJDERD and claimed:
            wrong.add("TR385")
        if not _agreed(product, state, afspraken):
            wrong.add("TR381")
    for product in bericht.client.toegewezen_producten if not wrong else ():
        state.toewijzingen.setdefault((bsn, product.toewijzing_nummer), []).append(product)
    return wrong


def _agreed(product: ToegewezenProduct, state: State, afspraken: Afspraken | None) -> bool:
    if product.product is None or product.product.code is None:
        return True
    holds = geld.holding(afspraken, state.parties, product.ingangsdatum)
    return not holds or (product.product.categorie, product.product.code) in [(a.categorie, a.code) for a in holds]
