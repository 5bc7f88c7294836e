"""Messages: brought in, listed, looked at, and downloaded as they are."""

from datetime import date, datetime
from typing import Any, Final, Literal
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from ninja import Field, Query, Schema

from ketenwerk.register import archive
from ketenwerk.register.models import Archiefbericht

from ..forms import Filter
from ..models import Inzage
from ..roles import Daad
from ..shown.opened import opened
from . import voorbeelden
from .bladeren import Deel, begin, geknipt, nummer, volgende
from .operatie import Voorbeeld, operatie
from .partij import Partij, chosen
from .toegang import ApiRequest
from .vormen import Bevinding, Wetkeuze, bevinding

GROEP: Final = "Berichten"
MOST_FINDINGS: Final = 1000
_LARGE: Final = ("payload", "judgement", "kern", "changes")
_OORDELEN: Final = {"goed": "accepted", "afgekeurd": "rejected", "geweigerd": "refused", "wacht": "waiting"}
_ALS: Final = {stored: said for said, stored in _OORDELEN.items()}
Oordeelwoord = Literal["goed", "afgekeurd", "geweigerd", "wacht"]


class Bericht(Schema):
    """Een bericht zonder zijn inhoud."""

    id: UUID
    soort: str = Field(description="Berichtcode, bijvoorbeeld JW323; leeg als het bericht niet is herkend.")
    richting: Literal["in", "uit"]
    partij: int | None
    afzender: str
    ontvanger: str
    ontvangen_op: datetime
    oordeel: Oordeelwoord
    bevindingen: int
    verwerkt: bool
    verstuurd_op: datetime | None
    dubbel_van: UUID | None
    antwoord: UUID | None = Field(description="Het antwoord dat wij maakten.")
    antwoord_op: UUID | None = Field(description="Het bericht waarop dit antwoordt.")


class Berichten(Schema):
    berichten: list[Bericht]
    volgende: str | None


class Berichtdetail(Bericht):
    lijst: list[Bevinding] = Field(description=f"De bevindingen, hoogstens {MOST_FINDINGS}.")


class Vraag(Deel):
    partij: Partij
    soort: str = Field("", pattern=r"^[0-9]{0,3}$", description="Nummer van de soort: 301, 323 …")
    wet: Wetkeuze
    richting: Literal["", "in", "uit"] = ""
    oordeel: Literal["", "goed", "afgekeurd", "geweigerd", "wacht"] = ""
    van: date | None = Field(None, description="Vanaf deze dag.")
    tot: date | None = Field(None, description="Tot en met deze dag.")


@operatie(
    "GET",
    "/berichten",
    Daad.LIJST,
    groep=GROEP,
    titel="Berichten opvragen",
    uitleg="De berichten van uw partijen, nieuwste eerst. Zonder `richting` staat een antwoord alleen bij zijn bericht.",
    voorbeeld=Voorbeeld("/berichten?soort=323&oordeel=afgekeurd", voorbeelden.BERICHTEN),
    antwoord=Berichten,
)
def lijst(request: ApiRequest, vraag: Query[Vraag]) -> Berichten:
    asked: dict[str, Any] = vraag.model_dump(mode="json", include={"soort", "wet", "richting", "van", "tot"}, exclude_none=True)
    rows = Filter(asked).narrow(request.scope.berichten(Daad.LIJST))
    if vraag.partij is not None:
        rows = rows.filter(party=chosen(request.scope, Daad.LIJST, vraag.partij))
    if vraag.oordeel:
        rows = rows.filter(verdict=_OORDELEN[vraag.oordeel])
    before = begin(vraag.na, nummer)
    if before is not None:
        rows = rows.filter(sequence__lt=before)
    rows = rows.order_by("-sequence").select_related("antwoord").defer(*_LARGE, *(f"antwoord__{each}" for each in _LARGE))
    shown, last = geknipt(list(rows[: vraag.aantal + 1]), vraag.aantal)
    return Berichten(
        berichten=[Bericht(**gegevens(row, getattr(row, "antwoord", None))) for row in shown],
        volgende=volgende(request, vraag, last, lambda row: row.sequence),
    )


@operatie(
    "GET",
    "/berichten/{uuid:id}",
    Daad.BERICHT,
    groep=GROEP,
    titel="Eén bericht",
    uitleg="De stand van een bericht, het antwoord en de bevindingen. Wij leggen vast dat u het bekeek.",
    voorbeeld=Voorbeeld("/berichten/0b6a1f0c-2f1d-4c39-8f5e-6a4b3f0e9d21", voorbeelden.BERICHT),
    antwoord=Berichtdetail,
)
def bericht(request: ApiRequest, id: UUID) -> Berichtdetail:
    row = request.scope.bericht(id, Daad.BERICHT)
    message = opened(row)
    request.scope.saw(Inzage.Daad.GELEZEN, bericht=row)
    found = [bevinding(each, message.wet) for each in message.findings[:MOST_FINDINGS]]
    return Berichtdetail(**gegevens(row, answer_to(row)), lijst=found)


@operatie(
    "GET",
    "/berichten/{uuid:id}/xml",
    Daad.VOLLEDIG,
    groep=GROEP,
    titel="De XML van een bericht",
    uitleg="Het bericht zoals het kwam of wordt verstuurd, met alle persoonsgegevens. Wij leggen vast dat u het ophaalde.",
    voorbeeld=Voorbeeld("/berichten/0b6a1f0c-2f1d-4c39-8f5e-6a4b3f0e9d21/xml"),
    antwoord=None,
    openapi={"responses": {200: {"content": {"application/xml": {"schema": {"type": "string"}}}}}},
)
def xml(request: ApiRequest, id: UUID) -> HttpResponse:
    row = request.scope.bericht(id, Daad.VOLLEDIG)
    request.scope.saw(Inzage.Daad.BERICHT, bericht=row)
    return HttpResponse(archive.payload(row), content_type="application/xml")


def answer_to(row: Archiefbericht) -> Archiefbericht | None:
    """The reply that we made, without its bytes."""
    return Archiefbericht.objects.filter(answers=row).defer(*_LARGE).first()


def gegevens(row: Archiefbericht, answer: Archiefbericht | None) -> dict[str, Any]:
    """What is said of a message without opening it."""
    return {
        "id": row.pk,
        "soort": row.type_name,
        "richting": row.direction,
        "partij": row.party_id,
        "afzender": row.sender,
        "ontvanger": row.receiver,
        "ontvangen_op": timezone.localtime(row.received_at),
        "oordeel": _ALS[row.verdict],
        "bevindingen": row.findings_count,
        "verwerkt": row.processed_at is not None,
        "verstuurd_op": timezone.localtime(row.sent_at) if row.sent_at else None,
        "dubbel_van": row.duplicate_of_id,
        "antwoord": answer.pk if answer else None,
        "antwoord_op": row.answers_id,
    }
