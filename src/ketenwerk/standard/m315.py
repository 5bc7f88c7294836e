"""315 Verzoek om toewijzing: the provider asks the municipality to assign care."""

from typing import Annotated, ClassVar

from . import types as t
from .basis import Bericht as _Bericht
from .basis import ClientKort, HeaderVanAanbieder, Klasse, Omvang, Product, Verwijzer


class AangevraagdProduct(Klasse, frozen=True, kw_only=True):
    """One product asked for; `budget` in eurocents."""

    SLEUTEL: ClassVar = ("referentie_aanbieder",)

    referentie_aanbieder: t.Referentie
    beschikking_nummer: t.Nummer | None = None
    product: Product | None = None
    beschikking_ingangsdatum: t.Datum | None = None
    toewijzing_ingangsdatum: t.Datum
    toewijzing_einddatum: t.Datum | None = None
    omvang: Omvang | None = None
    budget: t.Budget | None = None
    verwijzer: Verwijzer
    raamcontract: t.JaNee | None = None
    commentaar: t.Commentaar | None = None


class Client(ClientKort, frozen=True, kw_only=True):
    gezagsdrager_bekend: Annotated[t.JaNee, t.Alleen("jw")] | None = None
    commentaar: t.Commentaar | None = None
    aangevraagde_producten: tuple[AangevraagdProduct, ...]


class Bericht(_Bericht, frozen=True, kw_only=True):
    header: HeaderVanAanbieder
    client: Client
