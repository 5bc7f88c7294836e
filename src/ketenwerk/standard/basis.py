"""What the messages share: the two kinds of class, the composed types (CDT) and the header.

A definition is read from its annotations (`fields.py`): an attribute is the element name in snake_case, `| None` means
that the element may be absent, a tuple means a collecting element around one or more of the same class.
"""

from typing import ClassVar

import msgspec

from . import types as t


class Onderdeel(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Anything composed. Values and tuples only, so no reference cycles: the collector need not follow it."""

    SLEUTEL: ClassVar[tuple[str, ...]] = ()
    """Attributes that together name one of its kind within the parent (TR101); dotted where they lie deeper."""


class Klasse(Onderdeel, frozen=True, kw_only=True, gc=False):
    """A message class (berichtklasse): its elements live in the namespace of the message; a return message adds RetourCodes."""


class Samengesteld(Onderdeel, frozen=True, kw_only=True, gc=False):
    """A composed type (CDT): its elements live in the namespace of the base schema."""


class Achternaam(Samengesteld, frozen=True, kw_only=True):
    achternaam: t.Naam
    voorvoegsel: t.Voorvoegsel | None = None


class Huis(Samengesteld, frozen=True, kw_only=True):
    huisnummer: t.Huisnummer
    huisletter: t.Huisletter | None = None
    huisnummer_toevoeging: t.HuisnummerToevoeging | None = None
    aanduiding_woonadres: t.AanduidingWoonadres | None = None


class Adres(Samengesteld, frozen=True, kw_only=True):
    huis: Huis | None = None
    postcode: t.Postcode | None = None
    straatnaam: t.Straatnaam | None = None
    plaatsnaam: t.Plaatsnaam | None = None
    land_code: t.LandCode | None = None


class BedragMetDC(Samengesteld, frozen=True, kw_only=True):
    """Eurocents without sign; D adds, C subtracts."""

    bedrag: t.Bedrag
    debet_credit: t.DebetCredit


class TotaalBedragMetDC(Samengesteld, frozen=True, kw_only=True):
    """Eurocents without sign; D adds, C subtracts."""

    totaal_bedrag: t.TotaalBedrag
    debet_credit: t.DebetCredit


class BerichtIdentificatie(Samengesteld, frozen=True, kw_only=True):
    identificatie: t.IdentificatieBericht
    dagtekening: t.Datum


class Communicatie(Samengesteld, frozen=True, kw_only=True):
    vorm: t.Communicatievorm
    taal: t.Taal | None = None


class Geboortedatum(Samengesteld, frozen=True, kw_only=True):
    datum: t.Datum
    datum_gebruik: t.DatumGebruik | None = None


class GeslotenPeriode(Samengesteld, frozen=True, kw_only=True):
    begindatum: t.Datum
    einddatum: t.Datum


class OpenPeriode(Samengesteld, frozen=True, kw_only=True):
    begindatum: t.Datum | None = None
    einddatum: t.Datum | None = None


class Omvang(Samengesteld, frozen=True, kw_only=True):
    volume: t.Volume
    eenheid: t.Eenheid
    frequentie: t.Frequentie


class Product(Samengesteld, frozen=True, kw_only=True):
    categorie: t.ProductCategorie
    code: t.ProductCode | None = None


class Referentie(Samengesteld, frozen=True, kw_only=True):
    referentie_nummer: t.ReferentieNummer
    vorig_referentie_nummer: t.ReferentieNummer | None = None


class Telefoon(Samengesteld, frozen=True, kw_only=True):
    telefoonnummer: t.Telefoonnummer
    landnummer: t.Landnummer


class Telefoonnummers(Samengesteld, frozen=True, kw_only=True):
    telefoon01: Telefoon
    telefoon02: Telefoon | None = None


class VerkorteNaam(Samengesteld, frozen=True, kw_only=True):
    geslachtsnaam: Achternaam
    voornamen: t.Naam | None = None
    voorletters: t.Voorletters | None = None


class VolledigeNaam(Samengesteld, frozen=True, kw_only=True):
    geslachtsnaam: Achternaam
    partnernaam: Achternaam | None = None
    voornamen: t.Naam | None = None
    voorletters: t.Voorletters | None = None
    naam_gebruik: t.NaamGebruik


class Verwijzer(Samengesteld, frozen=True, kw_only=True):
    type: t.TypeVerwijzer
    naam: t.NaamVerwijzer | None = None
    zorgverlener_code: t.AgbCode | None = None


class XsdVersie(Samengesteld, frozen=True, kw_only=True):
    basisschema_xsd_versie: t.Versie
    bericht_xsd_versie: t.Versie


class Header(Klasse, frozen=True, kw_only=True):
    """Who sends what to whom. The two kinds below say which end is the municipality."""

    bericht_code: t.BerichtCode
    bericht_versie: t.BerichtVersie
    bericht_subversie: t.BerichtSubversie
    afzender: str
    ontvanger: str
    bericht_identificatie: BerichtIdentificatie
    xsd_versie: XsdVersie


class HeaderVanGemeente(Header, frozen=True, kw_only=True):
    afzender: t.Gemeente
    ontvanger: t.AgbCode


class HeaderVanAanbieder(Header, frozen=True, kw_only=True):
    afzender: t.AgbCode
    ontvanger: t.Gemeente


class Bericht(Klasse, frozen=True, kw_only=True):
    """The root of every message. `type(bericht)` says which number; `header.bericht_code` which law."""

    header: Header


class ClientKort(Klasse, frozen=True, kw_only=True):
    """The client as a provider names one: enough to recognise, no address (305, 307, 315)."""

    SLEUTEL: ClassVar = ("bsn",)

    bsn: t.BurgerServicenummer
    geboortedatum: Geboortedatum
    geslacht: t.Geslacht
    naam: VerkorteNaam
