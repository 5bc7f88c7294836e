"""Claims that our parties received or sent, their lines, and the calculation of a line."""

from datetime import date
from typing import Final, Literal
from uuid import UUID

import msgspec
from django.http import Http404, HttpResponse
from django.utils import timezone
from ninja import Field, Query, Schema

from ketenwerk.process.berekend import calculated
from ketenwerk.protocol.werkdagen import declaratie_uiterlijk
from ketenwerk.register import betalingen
from ketenwerk.register.models import Declaratie, Declaratieregel
from ketenwerk.standard.codelists import codelist

from ..declaratiefilter import DeclaratieFilter
from ..models import Inzage
from ..roles import Daad
from . import voorbeelden
from .bladeren import Deel, begin, geknipt, nummer, volgende
from .operatie import Voorbeeld, operatie
from .partij import Partij, several
from .toegang import ApiRequest
from .vormen import Wetkeuze

GROEP: Final = "Declaraties"


class Claim(Schema):
    """Een declaratie (323). Bedragen in eurocenten, met teken."""

    id: UUID
    partij: int = Field(description="Ons nummer van uw partij.")
    wet: Literal["jw", "wmo"]
    gemeente: str
    aanbieder: str
    nummer: str
    periode: str
    dagtekening: date
    ontvangen_op: date
    antwoord_uiterlijk: date
    stand: Literal["open", "beantwoord", "afgewezen"] = Field(description="afgewezen: als geheel.")
    beantwoord_op: date | None
    te_laat: bool
    regels: int
    afgewezen_regels: int | None = Field(description="null zolang er geen antwoord is.")
    ingediend: int
    toegekend: int | None
    antwoord: UUID | None = Field(description="Het bericht dat antwoordt (325).")


class Claims(Schema):
    declaraties: list[Claim]
    volgende: str | None


class Claimdetail(Claim):
    betaling_verwacht: date | None = Field(description="Tot en met welke dag betaling op tijd is.")


class Retourcode(Schema):
    code: str
    betekenis: str


class Regel(Schema):
    """Een regel van een declaratie. Van de cliënt staat er alleen ons nummer."""

    positie: int = Field(description="Plaats in de declaratie, vanaf 0.")
    referentie: str
    vorige_referentie: str
    client: UUID | None
    toewijzing: int
    categorie: str
    product: str
    begin: date
    eind: date
    volume: int
    eenheid: str
    tarief: int | None = Field(description="Eurocenten.")
    bedrag: int = Field(description="Eurocenten; een credit is negatief.")
    uitkomst: Literal["open", "toegekend", "afgewezen"]
    gecrediteerd: bool
    retourcodes: list[Retourcode]


class Regels(Schema):
    regels: list[Regel]
    volgende: str | None


class Vraag(Deel):
    partij: Partij
    stand: Literal["", "open", "te-laat", "beantwoord", "afgewezen"] = ""
    periode: str = Field("", pattern=r"^(20[0-9]{2}-(0[1-9]|1[0-2]))?$", description="DeclaratiePeriode, jjjj-mm.")
    wet: Wetkeuze
    ander: str = Field("", pattern=r"^[0-9]{0,8}$", description="Begin van de code van de aanbieder of gemeente.")
    nummer: str = Field("", pattern=r"^[A-Za-z0-9_-]{0,12}$", description="Begin van het DeclaratieNummer.")


class Regelvraag(Deel):
    uitkomst: Literal["", "open", "toegekend", "afgewezen"] = ""


@operatie(
    "GET",
    "/declaraties",
    Daad.DECLARATIE,
    groep=GROEP,
    titel="Declaraties opvragen",
    uitleg="De declaraties die uw partijen verstuurden of ontvingen, nieuwste eerst.",
    voorbeeld=Voorbeeld("/declaraties?stand=open&periode=2026-04", voorbeelden.DECLARATIES),
    antwoord=Claims,
)
def lijst(request: ApiRequest, vraag: Query[Vraag]) -> Claims:
    today, parties = timezone.localdate(), several(request.scope, Daad.DECLARATIE, vraag.partij)
    chosen = DeclaratieFilter(vraag.model_dump(include={"stand", "periode", "wet", "ander", "nummer"}))
    rows = chosen.narrow(request.scope.declaraties(Daad.DECLARATIE).filter(party__in=parties), today)
    before = begin(vraag.na, nummer)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows.order_by("-pk").select_related("party", "gesprek")[: vraag.aantal + 1])
    shown, last = geknipt(found, vraag.aantal)
    return Claims(
        declaraties=[Claim(**_claim(row, today)) for row in shown],
        volgende=volgende(request, vraag, last, lambda row: row.pk),
    )


@operatie(
    "GET",
    "/declaraties/{uuid:id}",
    Daad.DECLARATIE,
    groep=GROEP,
    titel="Eén declaratie",
    uitleg="De cijfers van een declaratie. Wij leggen vast dat u haar bekeek.",
    voorbeeld=Voorbeeld("/declaraties/5f0d2c1e-8a54-4a6b-9d3e-2f7c1b9a6e10", voorbeelden.DECLARATIE),
    antwoord=Claimdetail,
)
def declaratie(request: ApiRequest, id: UUID) -> Claimdetail:
    row = request.scope.declaratie(id, Daad.DECLARATIE)
    request.scope.saw(Inzage.Daad.GELEZEN, bericht=row.bericht)
    return Claimdetail(**_claim(row, timezone.localdate()), betaling_verwacht=betalingen.expected([row]).get(row.pk))


@operatie(
    "GET",
    "/declaraties/{uuid:id}/regels",
    Daad.DECLARATIE,
    groep=GROEP,
    titel="De regels van een declaratie",
    uitleg="De regels op volgorde, met hun uitkomst en retourcodes. Een als geheel afgewezen declaratie heeft geen regels.",
    voorbeeld=Voorbeeld("/declaraties/5f0d2c1e-8a54-4a6b-9d3e-2f7c1b9a6e10/regels?uitkomst=afgewezen", voorbeelden.REGELS),
    antwoord=Regels,
)
def regels(request: ApiRequest, id: UUID, vraag: Query[Regelvraag]) -> Regels:
    claim = request.scope.declaratie(id, Daad.DECLARATIE)
    rows = claim.regel_rijen.order_by("positie")
    if vraag.uitkomst:
        rows = rows.filter(staat=vraag.uitkomst)
    after = begin(vraag.na, nummer)
    if after is not None:
        rows = rows.filter(positie__gt=after)
    shown, last = geknipt(list(rows[: vraag.aantal + 1]), vraag.aantal)
    request.scope.saw(Inzage.Daad.GELEZEN, bericht=claim.bericht)
    return Regels(regels=[_line(row) for row in shown], volgende=volgende(request, vraag, last, lambda row: row.positie))


@operatie(
    "GET",
    "/declaraties/{uuid:id}/regels/{int:positie}/berekening",
    Daad.DECLARATIE,
    groep=GROEP,
    titel="De berekening van een regel",
    uitleg="Elk getal dat telt voor de uitkomst, in de vorm van docs/berekening.md. De berekening noemt geen cliënt.",
    voorbeeld=Voorbeeld("/declaraties/5f0d2c1e-8a54-4a6b-9d3e-2f7c1b9a6e10/regels/0/berekening", voorbeelden.BEREKENING),
    antwoord=dict,
)
def berekening(request: ApiRequest, id: UUID, positie: int) -> HttpResponse:
    claim = request.scope.declaratie(id, Daad.DECLARATIE)
    if positie >= claim.regels:
        raise Http404
    try:
        found = calculated(claim, positie, timezone.now())
    except IndexError:
        raise Http404 from None
    return HttpResponse(msgspec.json.encode(found.berekening), content_type="application/json; charset=utf-8")


def _claim(row: Declaratie, today: date) -> dict[str, object]:
    due, waits = declaratie_uiterlijk(row.gelezen_op), row.staat == Declaratie.Staat.OPEN
    return {
        "id": row.bericht_id,
        "partij": row.party_id,
        "wet": row.gesprek.wet,
        "gemeente": row.gesprek.gemeente,
        "aanbieder": row.gesprek.aanbieder,
        "nummer": row.nummer,
        "periode": f"{row.periode:%Y-%m}",
        "dagtekening": row.dagtekening,
        "ontvangen_op": row.gelezen_op,
        "antwoord_uiterlijk": due,
        "stand": row.staat,
        "beantwoord_op": row.beantwoord_op,
        "te_laat": waits and due < today,
        "regels": row.regels,
        "afgewezen_regels": None if waits else row.afgewezen_regels,
        "ingediend": row.ingediend,
        "toegekend": row.toegekend,
        "antwoord": row.antwoord_id,
    }


def _line(row: Declaratieregel) -> Regel:
    codes = codelist("WJ001")
    return Regel(
        positie=row.positie,
        referentie=row.referentie,
        vorige_referentie=row.vorig,
        client=row.client_id,
        toewijzing=row.toewijzing,
        categorie=row.categorie,
        product=row.code,
        begin=row.begindatum,
        eind=row.einddatum,
        volume=row.volume,
        eenheid=row.eenheid,
        tarief=row.tarief,
        bedrag=row.bedrag if row.debet else -row.bedrag,
        uitkomst=row.staat,
        gecrediteerd=row.gecrediteerd,
        retourcodes=[Retourcode(code=code, betekenis=codes.meaning(code) or "") for code in row.codes.split()],
    )
