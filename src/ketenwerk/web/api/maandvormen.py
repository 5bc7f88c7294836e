"""The shapes of what is said about a month. Amounts are whole eurocents."""

from datetime import date
from typing import Literal
from uuid import UUID

from ninja import Field, Schema

from .vormen import Bevinding


class Maandstand(Schema):
    """Wat er in een maand te declareren is, en wat al is ingediend."""

    maand: str
    open_leveringen: int
    clienten: int
    gemeenten: int
    declaraties: int = Field(description="Declaraties over deze DeclaratiePeriode, zonder wat als geheel is afgewezen.")
    ingediend: int = Field(description="Eurocenten.")


class Maanden(Schema):
    maanden: list[Maandstand]


class Gemeentestand(Schema):
    """Wat er bij een gemeente te declareren is tot en met een maand."""

    gemeente: str
    naam: str
    clienten: int
    regels: int
    bedrag: int = Field(description="Eurocenten, met teken.")
    buiten_regels: int = Field(description="Leveringen die in geen regel komen.")


class Maandplan(Schema):
    maand: str
    gemeenten: list[Gemeentestand]
    volgende: str | None


class Planregel(Schema):
    """Een regel die nog niet is ingediend, met de uitkomst van de controle vooraf."""

    merk: str = Field(description="Naam van de regel; gebruik haar in `zonder` om de regel over te slaan.")
    client: UUID | None
    toewijzing: int
    categorie: str
    product: str
    begin: date
    eind: date
    volume: int
    eenheid: str
    tarief: int | None = Field(description="Eurocenten per eenheid.")
    bedrag: int = Field(description="Eurocenten die de regel toevoegt, na aftrek van wat zij vervangt.")
    vervangt: str | None = Field(description="ReferentieNummer van de regel die wordt gecrediteerd.")
    leveringen: list[int]
    uitkomst: Literal["toegekend", "afgewezen", "overgeslagen"]
    bevindingen: list[Bevinding]


class Buiten(Schema):
    """Een levering die in geen regel komt, en waarom."""

    levering: int
    client: UUID | None
    toewijzing: int
    datum: date
    reden: str
    nu: str


class Plandetail(Schema):
    """Wat indienen nu zou doen bij een gemeente."""

    maand: str
    gemeente: str
    zegel: str = Field(description="Merk van precies deze regels. Geef het mee bij indienen.")
    bedrag: int
    kan: bool = Field(description="Of alles wat hier staat, nu kan worden ingediend.")
    geheel: list[Bevinding] = Field(description="Bevindingen die de hele declaratie zouden afwijzen.")
    ontbrekende_perioden: list[str] = Field(description="Perioden die eerst gedeclareerd moeten worden.")
    regels: list[Planregel]
    buiten_regels: list[Buiten]
