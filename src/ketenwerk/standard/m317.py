"""317 Verzoek om wijziging: the provider asks to change what runs; it names all products, changed or not."""

from typing import ClassVar

from . import types as t
from .basis import Bericht as _Bericht
from .basis import HeaderVanAanbieder, Klasse, Omvang, Product


class OngewijzigdProduct(Klasse, frozen=True, kw_only=True):
    SLEUTEL: ClassVar = ("toewijzing_nummer",)

    toewijzing_nummer: t.Nummer


class TeWijzigenProduct(Klasse, frozen=True, kw_only=True):
    SLEUTEL: ClassVar = ("toewijzing_nummer",)

    toewijzing_nummer: t.Nummer
    gewenste_ingangsdatum: t.Datum
    einddatum: t.Datum | None = None
    omvang: Omvang | None = None
    budget: t.Budget | None = None


class NieuwProduct(Klasse, frozen=True, kw_only=True):
    SLEUTEL: ClassVar = ("product.categorie", "product.code", "gewenste_ingangsdatum")

    product: Product | None = None
    gewenste_ingangsdatum: t.Datum
    einddatum: t.Datum | None = None
    omvang: Omvang | None = None
    budget: t.Budget | None = None


class Verzoek(Klasse, frozen=True, kw_only=True):
    SLEUTEL: ClassVar = ("referentie_aanbieder",)

    referentie_aanbieder: t.Referentie
    reden_verzoek: t.RedenVerzoek
    ongewijzigde_producten: tuple[OngewijzigdProduct, ...] = ()
    te_wijzigen_producten: tuple[TeWijzigenProduct, ...] = ()
    nieuwe_producten: tuple[NieuwProduct, ...] = ()


class Client(Klasse, frozen=True, kw_only=True):
    SLEUTEL: ClassVar = ("bsn",)

    bsn: t.BurgerServicenummer
    verzoek: Verzoek


class Bericht(_Bericht, frozen=True, kw_only=True):
    header: HeaderVanAanbieder
    client: Client
