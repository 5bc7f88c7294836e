"""A traject: what one product of a client at one provider went through. Which facts belong to it, by product and number."""

from collections.abc import Iterator

import msgspec

from ketenwerk.ledger.facts import Dossier, Start, Stop, Toewijzing, Verzoek
from ketenwerk.standard import m315, m317
from ketenwerk.standard.basis import Product

from .product import product_key


class Traject(msgspec.Struct, frozen=True):
    """The facts of a dossier that concern one product. `product` is as the newest assignment or request names it."""

    key: str
    product: Product | None
    toewijzingen: tuple[Toewijzing, ...]
    verzoeken: tuple[Verzoek, ...]
    starts: tuple[Start, ...]
    stops: tuple[Stop, ...]

    @property
    def references(self) -> frozenset[str]:
        return frozenset(verzoek.referentie for verzoek in self.verzoeken)


def trajecten(dossier: Dossier) -> list[Traject]:
    """The trajects of a dossier, one per product, by key."""
    return [_traject(dossier, key) for key in sorted(_keys(dossier))]


def _keys(dossier: Dossier) -> set[str]:
    """A request that led to an assignment goes along with that one, also when it asked less precisely."""
    found = {product_key(toewijzing.actueel.product) for toewijzing in dossier.toewijzingen.values()}
    granted = _granted(dossier)
    for verzoek in dossier.verzoeken.values():
        if verzoek.referentie not in granted:
            found |= {product_key(product) for product in _asked(verzoek)}
    for start in dossier.starts.values():
        if start.sleutel.toewijzing_nummer not in dossier.toewijzingen:
            found.add(product_key(start.product.product))
    return found


def _traject(dossier: Dossier, key: str) -> Traject:
    mine = tuple(each for each in dossier.toewijzingen.values() if product_key(each.actueel.product) == key)
    numbers = frozenset(each.nummer for each in mine)
    verzoeken = tuple(each for each in dossier.verzoeken.values() if _concerns(each, key, mine, dossier))
    starts = tuple(each for each in dossier.starts.values() if _delivers(each, key, numbers, dossier))
    stops = tuple(each for each in dossier.stops.values() if _delivers(each, key, numbers, dossier))
    return Traject(key, _product(mine, verzoeken, starts, key), mine, verzoeken, starts, stops)


def _concerns(verzoek: Verzoek, key: str, mine: tuple[Toewijzing, ...], dossier: Dossier) -> bool:
    numbers = {each.nummer for each in mine}
    granted = {versie.product.referentie_aanbieder for each in mine for versie in each.versies}
    if verzoek.referentie in granted:
        return True
    changed = isinstance(verzoek.gevraagd, m317.Verzoek) and any(
        product.toewijzing_nummer in numbers for product in verzoek.gevraagd.te_wijzigen_producten
    )
    asked = any(product_key(product) == key for product in _asked(verzoek))
    return changed or (asked and verzoek.referentie not in _granted(dossier))


def _delivers(fact: Start | Stop, key: str, numbers: frozenset[int], dossier: Dossier) -> bool:
    start = fact.sleutel if isinstance(fact, Start) else fact.sleutel.start
    if start.toewijzing_nummer in dossier.toewijzingen:
        return start.toewijzing_nummer in numbers
    return product_key(fact.product.product) == key


def _granted(dossier: Dossier) -> set[str]:
    """The references of requests that an assignment names."""
    versies = (versie for toewijzing in dossier.toewijzingen.values() for versie in toewijzing.versies)
    return {versie.product.referentie_aanbieder for versie in versies if versie.product.referentie_aanbieder}


def _asked(verzoek: Verzoek) -> Iterator[Product | None]:
    """What a request asks for that did not run yet."""
    if isinstance(verzoek.gevraagd, m315.AangevraagdProduct):
        yield verzoek.gevraagd.product
        return
    for product in verzoek.gevraagd.nieuwe_producten:
        yield product.product


def _product(mine: tuple[Toewijzing, ...], verzoeken: tuple[Verzoek, ...], starts: tuple[Start, ...], key: str) -> Product | None:
    if mine:
        return mine[-1].actueel.product
    asked = [product for verzoek in verzoeken for product in _asked(verzoek) if product_key(product) == key]
    return asked[-1] if asked else (starts[-1].product.product if starts else None)
