"""What a key may do: the first question that software asks."""

from datetime import date
from typing import Final, Literal

from ninja import Field, Schema

from ..roles import Daad
from ..shown.parties import party
from . import voorbeelden
from .operatie import Voorbeeld, operatie
from .toegang import ApiRequest

GROEP: Final = "Toegang"


class EigenPartij(Schema):
    """Een partij waarvoor deze sleutel werkt, en wat die daar mag."""

    id: int
    wet: Literal["jw", "wmo"]
    code: str
    naam: str
    rechten: list[str]


class Sleutel(Schema):
    naam: str
    alleen_lezen: bool
    verloopt_op: date = Field(description="De laatste dag waarop de sleutel werkt.")
    partijen: list[EigenPartij]


@operatie(
    "GET",
    "/sleutel",
    Daad.LIJST,
    groep=GROEP,
    titel="Wat deze sleutel mag",
    uitleg="De partijen van uw sleutel met ons nummer, en wat die daar mag.",
    voorbeeld=Voorbeeld("/sleutel", voorbeelden.SLEUTEL),
    antwoord=Sleutel,
)
def sleutel(request: ApiRequest) -> Sleutel:
    scope, row = request.scope, request.sleutel
    return Sleutel(
        naam=row.naam,
        alleen_lezen=row.alleen_lezen,
        verloopt_op=row.verloopt_op,
        partijen=[
            EigenPartij(
                id=own.pk,
                wet=own.wet,
                code=own.code,
                naam=party(own.code),
                rechten=[daad.name.lower() for daad in Daad if scope.may_for(daad, own.pk)],
            )
            for own in scope.own
        ],
    )
