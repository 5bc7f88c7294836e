"""301 Toewijzing: the municipality assigns care to a client at a provider. Also the client data that only a 301 carries."""

from typing import ClassVar

from . import types as t
from .basis import (
    Adres,
    Communicatie,
    Geboortedatum,
    HeaderVanGemeente,
    Klasse,
    Omvang,
    OpenPeriode,
    Product,
    Telefoonnummers,
    VolledigeNaam,
)
from .basis import Bericht as _Bericht


class Contact(Klasse, frozen=True, kw_only=True):
    SLEUTEL: ClassVar = ("soort",)

    soort: t.AdresSoort
    adres: Adres | None = None
    organisatie: t.Organisatienaam | None = None
    telefoon: Telefoonnummers | None = None
    emailadres: t.Emailadres | None = None
    periode: OpenPeriode | None = None


class Relatie(Klasse, frozen=True, kw_only=True):
    SLEUTEL: ClassVar = ("nummer",)

    nummer: t.Persoonsid
    volgorde: t.RelatieVolgorde | None = None
    soort: t.SoortRelatie
    geboortedatum: Geboortedatum | None = None
    geslacht: t.Geslacht | None = None
    naam: VolledigeNaam
    contact: Contact


class ToegewezenProduct(Klasse, frozen=True, kw_only=True):
    """One assignment. `toewijzingsdatum` with `toewijzingstijd` orders its versions (IV013); `budget` in eurocents."""

    SLEUTEL: ClassVar = ("toewijzing_nummer",)

    toewijzing_nummer: t.Nummer
    referentie_aanbieder: t.Referentie | None = None
    product: Product | None = None
    toewijzingsdatum: t.Datum
    toewijzingstijd: t.Tijd
    ingangsdatum: t.Datum
    einddatum: t.Datum | None = None
    reden_wijziging: t.RedenWijziging | None = None
    omvang: Omvang | None = None
    budget: t.Budget | None = None
    commentaar: t.Commentaar | None = None


class Client(Klasse, frozen=True, kw_only=True):
    SLEUTEL: ClassVar = ("bsn",)

    bsn: t.BurgerServicenummer
    geboortedatum: Geboortedatum
    geslacht: t.Geslacht
    naam: VolledigeNaam
    communicatie: Communicatie | None = None
    juridische_status: t.JuridischeStatus | None = None
    wettelijke_vertegenwoordiging: t.WettelijkeVertegenwoordiging | None = None
    commentaar: t.Commentaar | None = None
    relaties: tuple[Relatie, ...] = ()
    contactgegevens: tuple[Contact, ...]
    toegewezen_producten: tuple[ToegewezenProduct, ...]


class Bericht(_Bericht, frozen=True, kw_only=True):
    header: HeaderVanGemeente
    client: Client
