"""307 Stopbericht: the provider reports that delivery has ended, for a while or for good."""

from typing import ClassVar

from . import types as t
from .basis import Bericht as _Bericht
from .basis import ClientKort, HeaderVanAanbieder, Klasse, Product


class StopProduct(Klasse, frozen=True, kw_only=True):
    SLEUTEL: ClassVar = ("toewijzing_nummer", "product.categorie", "product.code", "begindatum", "einddatum", "reden_beeindiging")

    toewijzing_nummer: t.Nummer | None = None
    product: Product | None = None
    toewijzing_ingangsdatum: t.Datum | None = None
    begindatum: t.Datum
    reden_beeindiging: t.RedenBeeindiging
    einddatum: t.Datum
    status_aanlevering: t.StatusAanlevering


class Client(ClientKort, frozen=True, kw_only=True):
    stop_producten: tuple[StopProduct, ...]


class Bericht(_Bericht, frozen=True, kw_only=True):
    header: HeaderVanAanbieder
    client: Client
