"""What a municipality has to pay, and what it ordered its bank to pay."""

from datetime import date
from typing import Final, Literal
from uuid import UUID

from django.utils import timezone
from ninja import Field, Query, Schema

from ketenwerk.register import betalingen

from ..roles import Daad
from . import voorbeelden
from .bladeren import Deel, begin, geknipt, nummer, volgende
from .operatie import Voorbeeld, operatie
from .partij import Partij, chosen
from .toegang import ApiRequest
from .vormen import Agb

GROEP: Final = "Betalingen"
BATCHES: Final = 20


class Post(Schema):
    """Een beantwoorde declaratie die op betaling wacht. Een negatief bedrag wordt verrekend."""

    declaratie: UUID
    nummer: str
    aanbieder: str
    bedrag: int = Field(description="Eurocenten, met teken.")
    toegekend_op: date
    vervalt_op: date = Field(description="De laatste dag waarop betaling op tijd is.")
    te_laat: bool


class Batch(Schema):
    """Een betaalopdracht."""

    id: UUID
    nummer: int
    uitvoering: date
    totaal: int = Field(description="Eurocenten.")
    betalingen: int
    stand: Literal["klaar", "verstuurd", "ingetrokken"]


class Betalingen(Schema):
    betaalt_hier: bool = Field(description="Of deze gemeente met deze installatie betaalt.")
    aantal: int
    bedrag: int = Field(description="Eurocenten; alles wat open staat, na verrekening.")
    posten: list[Post]
    batches: list[Batch] = Field(description=f"De nieuwste {BATCHES}.")
    volgende: str | None


class Vraag(Deel):
    partij: Partij
    aanbieder: Agb


@operatie(
    "GET",
    "/betalingen",
    Daad.BETALINGEN,
    groep=GROEP,
    titel="Betalingen opvragen",
    uitleg="De declaraties die op betaling wachten, wat het eerst vervalt bovenaan, en de nieuwste betaalopdrachten.",
    voorbeeld=Voorbeeld("/betalingen", voorbeelden.BETALINGEN),
    antwoord=Betalingen,
)
def overzicht(request: ApiRequest, vraag: Query[Vraag]) -> Betalingen:
    own, today = chosen(request.scope, Daad.BETALINGEN, vraag.partij), timezone.localdate()
    waiting = betalingen.to_pay(own)
    last_days = waiting.vervalt if waiting else {}
    posten = [each for each in (waiting.posten if waiting else ()) if vraag.aanbieder in ("", each.aanbieder)]
    ordered = sorted(posten, key=lambda each: last_days[each.sleutel])
    start = begin(vraag.na, nummer) or 0
    shown, last = geknipt(ordered[start : start + vraag.aantal + 1], vraag.aantal)
    return Betalingen(
        betaalt_hier=waiting is not None,
        aantal=len(posten),
        bedrag=sum(each.bedrag for each in posten),
        posten=[
            Post(
                declaratie=UUID(each.sleutel),
                nummer=each.nummer,
                aanbieder=each.aanbieder,
                bedrag=each.bedrag,
                toegekend_op=each.toegekend,
                vervalt_op=last_days[each.sleutel],
                te_laat=each.bedrag > 0 and last_days[each.sleutel] < today,
            )
            for each in shown
        ],
        batches=[
            Batch(
                id=row.pk,
                nummer=row.nummer,
                uitvoering=row.uitvoering,
                totaal=row.totaal,
                betalingen=row.aantal,
                stand=row.staat,
            )
            for row in betalingen.batches(own)[:BATCHES]
        ],
        volgende=volgende(request, vraag, last, lambda _: start + vraag.aantal),
    )
