"""323 Declaratie: the provider claims what was delivered in a calendar month."""

from typing import ClassVar

from . import types as t
from .basis import BedragMetDC, GeslotenPeriode, HeaderVanAanbieder, Klasse, Referentie, TotaalBedragMetDC
from .basis import Bericht as _Bericht


class Prestatie(Klasse, frozen=True, kw_only=True):
    """One line. `geleverd_volume` in `eenheid` (eurocents for 83); `product_tarief` in eurocents per `eenheid`."""

    SLEUTEL: ClassVar = ("product_referentie.referentie_nummer", "product_referentie.vorig_referentie_nummer")

    product_referentie: Referentie
    toewijzing_nummer: t.Nummer
    product_categorie: t.ProductCategorie
    product_code: t.ProductCode
    product_periode: GeslotenPeriode
    geleverd_volume: t.Volume
    eenheid: t.Eenheid
    product_tarief: t.Bedrag | None = None
    ingediend_bedrag: BedragMetDC


class Client(Klasse, frozen=True, kw_only=True):
    SLEUTEL: ClassVar = ("bsn",)

    bsn: t.BurgerServicenummer
    prestaties: tuple[Prestatie, ...]


class Declaratie(Klasse, frozen=True, kw_only=True):
    SLEUTEL: ClassVar = ("declaratie_nummer",)

    declaratie_nummer: t.DeclaratieNummer
    declaratie_periode: GeslotenPeriode
    declaratie_dagtekening: t.Datum
    totaal_ingediend_bedrag: TotaalBedragMetDC
    clienten: tuple[Client, ...]


class Bericht(_Bericht, frozen=True, kw_only=True):
    header: HeaderVanAanbieder
    declaratie: Declaratie
