"""Open money of a provider, per municipality and age."""

from datetime import date
from typing import Final

from django.utils import timezone
from ninja import Field, Query, Schema

from ketenwerk.protocol.werkdagen import declaratie_uiterlijk
from ketenwerk.register.openstaand import AGES, Gemeentestand, standing

from ..roles import Daad
from ..shown.parties import short
from . import voorbeelden
from .operatie import Voorbeeld, operatie
from .partij import PartijVraag, chosen
from .toegang import ApiRequest

GROEP: Final = "Openstaand"


class Leeftijd(Schema):
    """Wat open staat van een leeftijd."""

    van_dagen: int
    tot_dagen: int | None = Field(description="null: er is geen grens.")
    bedrag: int = Field(description="Eurocenten.")


class Gemeente(Schema):
    """Bedragen in eurocenten, met teken."""

    gemeente: str
    naam: str
    open: int
    open_regels: int
    oudste: date | None = Field(description="Dagtekening van de oudste declaratie die wacht.")
    antwoord_uiterlijk: date | None
    te_laat: bool
    toegekend: int
    afgewezen: int
    leeftijden: list[Leeftijd] = Field(description="Open, naar dagen sinds de dagtekening.")


class Openstaand(Schema):
    open: int
    gemeenten: list[Gemeente]


@operatie(
    "GET",
    "/openstaand",
    Daad.LEVERING,
    groep=GROEP,
    titel="Openstaande bedragen",
    uitleg="Wat per gemeente nog open staat, en hoe lang. De gemeente waarop u het langst wacht, staat bovenaan.",
    voorbeeld=Voorbeeld("/openstaand", voorbeelden.OPENSTAAND),
    antwoord=Openstaand,
)
def openstaand(request: ApiRequest, vraag: Query[PartijVraag]) -> Openstaand:
    own, today = chosen(request.scope, Daad.LEVERING, vraag.partij), timezone.localdate()
    rows = [_one(each, today) for each in standing(own, today)]
    return Openstaand(open=sum(each.open for each in rows), gemeenten=rows)


def _one(each: Gemeentestand, today: date) -> Gemeente:
    due = declaratie_uiterlijk(each.gelezen) if each.gelezen else None
    begins = (0, *(days + 1 for days in AGES))
    return Gemeente(
        gemeente=each.gemeente,
        naam=short(each.gemeente),
        open=each.open,
        open_regels=each.open_regels,
        oudste=each.oudste,
        antwoord_uiterlijk=due,
        te_laat=due is not None and due < today,
        toegekend=each.toegekend,
        afgewezen=each.afgewezen,
        leeftijden=[
            Leeftijd(van_dagen=first, tot_dagen=last, bedrag=amount)
            for first, last, amount in zip(begins, (*AGES, None), each.leeftijden, strict=True)
        ],
    )
