"""305 Startbericht: the provider reports that delivery has begun."""

from typing import ClassVar

from . import types as t
from .basis import Bericht as _Bericht
from .basis import ClientKort, HeaderVanAanbieder, Klasse, Product


class StartProduct(Klasse, frozen=True, kw_only=True):
    SLEUTEL: ClassVar = ("toewijzing_nummer", "product.categorie", "product.code", "begindatum")

    toewijzing_nummer: t.Nummer | None = None
    product: Product | None = None
    toewijzing_ingangsdatum: t.Datum | None = None
    begindatum: t.Datum
    status_aanlevering: t.StatusAanlevering


class Client(ClientKort, frozen=True, kw_only=True):
    start_producten: tuple[StartProduct, ...]


class Bericht(_Bericht, frozen=True, kw_only=True):
    header: HeaderVanAanbieder
    client: Client
