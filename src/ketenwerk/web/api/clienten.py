"""Clients are found by BSN in the body of a question, never in an address; and what was assigned to them."""

from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from ninja import Field, Query, Schema

from ketenwerk.register import leveringen
from ketenwerk.register.crypto import keyring
from ketenwerk.register.models import Toewijzingversie

from ..models import Inzage
from ..roles import Daad
from . import voorbeelden
from .bladeren import Deel, begin, geknipt, nummer, volgende
from .operatie import Voorbeeld, operatie
from .partij import Partij, several
from .toegang import ApiRequest
from .vormen import Agb, Gemeentecode

GROEP: Final = "Cliënten en toewijzingen"


class Zoekvraag(Schema):
    bsn: str = Field(pattern=r"^[0-9]{9}$", description="Negen cijfers.", examples=["999990019"])


class Gevonden(Schema):
    """Een cliënt van een van uw partijen."""

    id: UUID
    partij: int


class Clienten(Schema):
    clienten: list[Gevonden]


class Toewijzing(Schema):
    """De versie van een toewijzing die nu geldt. Wat zij openlaat, is null."""

    id: UUID
    client: UUID
    partij: int
    gemeente: str
    aanbieder: str
    nummer: int
    categorie: str | None
    product: str | None
    ingangsdatum: date
    einddatum: date | None
    volume: int | None
    eenheid: str | None
    frequentie: str | None
    budget: int | None = Field(description="Eurocenten.")
    reden_wijziging: str | None


class Toewijzingen(Schema):
    toewijzingen: list[Toewijzing]
    volgende: str | None


class Vraag(Deel):
    partij: Partij
    client: UUID | None = Field(None, description="Ons nummer van de cliënt.")
    gemeente: Gemeentecode
    aanbieder: Agb
    van: date | None = Field(None, description="Toewijzingen die op of na deze dag gelden. Zonder: vandaag.")
    tot: date | None = Field(None, description="Toewijzingen die op of voor deze dag beginnen. Zonder: `van`.")


@operatie(
    "POST",
    "/clienten/zoek",
    Daad.CLIENT,
    groep=GROEP,
    titel="Een cliënt zoeken",
    uitleg="Geeft ons nummer van de cliënt met dit BSN, per partij. Wij leggen vast dat u zocht en vond.",
    voorbeeld=Voorbeeld("/clienten/zoek", voorbeelden.GEVONDEN, {"bsn": "999990019"}),
    antwoord=Clienten,
)
def zoek(request: ApiRequest, vraag: Zoekvraag) -> Clienten:
    found = list(request.scope.clienten().filter(bsn_hash__in=keyring().hashes(vraag.bsn)).order_by("party_id"))
    for row in found:
        request.scope.saw(Inzage.Daad.CLIENT, client=row)
    return Clienten(clienten=[Gevonden(id=row.pk, partij=row.party_id) for row in found])


@operatie(
    "GET",
    "/toewijzingen",
    Daad.CLIENT,
    groep=GROEP,
    titel="Toewijzingen opvragen",
    uitleg="Wat is toegewezen en tot wanneer, op volgorde van nummer. Met `client` leggen wij vast dat u die cliënt bekeek.",
    voorbeeld=Voorbeeld("/toewijzingen?gemeente=0384", voorbeelden.TOEWIJZINGEN),
    antwoord=Toewijzingen,
)
def toewijzingen(request: ApiRequest, vraag: Query[Vraag]) -> Toewijzingen:
    parties = several(request.scope, Daad.CLIENT, vraag.partij)
    first = vraag.van or timezone.localdate()
    rows = leveringen.on([each.pk for each in parties], first, max(first, vraag.tot or first))
    if vraag.client is not None:
        client = request.scope.client(vraag.client)
        request.scope.saw(Inzage.Daad.CLIENT, client=client)
        rows = rows.filter(dossier__client=client)
    for name in ("gemeente", "aanbieder"):
        if asked := getattr(vraag, name):
            rows = rows.filter(**{f"dossier__gesprek__{name}": asked})
    after = begin(vraag.na, _place)
    if after is not None:
        rows = rows.filter(Q(nummer__gt=after[0]) | Q(nummer=after[0], pk__gt=after[1]))
    found = list(rows.select_related("dossier__gesprek").defer("feit")[: vraag.aantal + 1])
    shown, last = geknipt(found, vraag.aantal)
    return Toewijzingen(
        toewijzingen=[_one(row) for row in shown],
        volgende=volgende(request, vraag, last, lambda row: f"{row.nummer}.{row.pk}"),
    )


def _place(text: str) -> tuple[int, UUID]:
    number, _, key = text.partition(".")
    return nummer(number), UUID(key)


def _one(row: Toewijzingversie) -> Toewijzing:
    gesprek = row.dossier.gesprek
    return Toewijzing(
        id=row.pk,
        client=row.dossier.client_id,
        partij=row.party_id,
        gemeente=gesprek.gemeente,
        aanbieder=gesprek.aanbieder,
        nummer=row.nummer,
        categorie=row.categorie or None,
        product=row.code or None,
        ingangsdatum=row.ingangsdatum,
        einddatum=row.einddatum,
        volume=row.volume,
        eenheid=row.eenheid or None,
        frequentie=row.frequentie or None,
        budget=row.budget,
        reden_wijziging=row.reden_wijziging or None,
    )
