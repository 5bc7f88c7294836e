"""Deliveries: handed over, looked at, changed and taken out as long as no line claims them."""

from datetime import date
from typing import Any, Final, Literal
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from ninja import Field, Path, Query, Schema

from ketenwerk.process import aanleveren
from ketenwerk.process.aanleveren import Aangeleverd, Claimed, Stand
from ketenwerk.protocol.bezwaar import Bezwaar, Onleesbaar
from ketenwerk.protocol.leveringbestand import Rijlevering
from ketenwerk.register import leveringen
from ketenwerk.register.models import Levering

from ..roles import Daad
from . import leverrij, voorbeelden
from .bladeren import Deel, begin, geknipt, volgende
from .bladeren import nummer as number_of
from .operatie import Voorbeeld, operatie
from .partij import Partij, PartijVraag, chosen
from .probleem import Probleem, fouten_van
from .toegang import ApiRequest
from .vormen import Fout, Gemeentecode, Nummer

GROEP: Final = "Leveringen"
_CLAIMED: Final = "Er is niets gewijzigd: deze levering staat in een declaratie. Corrigeer die declaratieregel."


class Aanlevering(Schema):
    """Leveringen die samen worden aangeleverd."""

    leveringen: list[Any] = Field(
        min_length=1,
        max_length=aanleveren.MOST,
        description=f"De leveringen, hoogstens {aanleveren.MOST}. Een rij die niet klopt, krijgt haar eigen uitkomst.",
    )
    alleen_controleren: bool = Field(False, description="Controleert alles en bewaart niets.")


class Uitkomst(Schema):
    """Wat er van één rij werd."""

    index: int = Field(description="De plaats in `leveringen`, vanaf 0.")
    status: Literal["nieuw", "bekend", "geweigerd"]
    id: int | None = Field(description="Ons nummer van de levering; null als er niets is bewaard.")
    fouten: list[Fout] = Field(description="Wat er niet klopt. Een fout met `blokkeert` false is een waarschuwing.")


class Uitkomsten(Schema):
    """De uitkomst per rij, en hoeveel rijen welke uitkomst hebben."""

    bewaard: bool = Field(description="Of nieuwe leveringen zijn bewaard; false bij `alleen_controleren`.")
    nieuw: int
    bekend: int
    geweigerd: int
    uitkomsten: list[Uitkomst]


class Bewaard(Schema):
    """Een levering die is bewaard. Van de cliënt staat er alleen ons nummer."""

    id: int
    client: UUID
    gemeente: str
    toewijzing: int
    categorie: str
    product: str
    datum: date
    hoeveelheid: int = Field(description="In `eenheid`: minuten (01), eurocenten (83), of een aantal.")
    eenheid: str = Field(description="Code uit codelijst WJ756; uren staan in minuten (01).")
    afwezig: bool
    stand: Literal["open", "gedeclareerd", "vervallen"]
    referentie: str = Field(description="ReferentieNummer van de declaratieregel, of leeg.")
    declaratie: UUID | None


class Lijst(Schema):
    leveringen: list[Bewaard]
    volgende: str | None


class Vraag(Deel):
    partij: Partij
    van: date | None = Field(None, description="Eerste dag.")
    tot: date | None = Field(None, description="Laatste dag.")
    gemeente: Gemeentecode
    toewijzing: int | None = Field(None, ge=0, le=999_999_999)
    client: UUID | None = Field(None, description="Ons nummer van de cliënt.")
    stand: Literal["", "open", "gedeclareerd", "vervallen"] = ""


@operatie(
    "POST",
    "/leveringen",
    Daad.DECLAREREN,
    groep=GROEP,
    titel="Leveringen aanleveren",
    uitleg="Bewaart elke rij die klopt en nieuw is. Een foute rij houdt geen andere rij tegen. Dezelfde rij nog eens sturen mag: "
    "het kenmerk maakt dat zij één keer telt.",
    voorbeeld=Voorbeeld("/leveringen", voorbeelden.UITKOMSTEN, voorbeelden.AANLEVERING),
    antwoord=Uitkomsten,
)
def aanleveren_(request: ApiRequest, vraag: Aanlevering, partij: Query[PartijVraag]) -> Uitkomsten:
    own, now = chosen(request.scope, Daad.DECLAREREN, partij.partij), timezone.now()
    read = leverrij.read(vraag.leveringen, own)
    good = [row for row in read if isinstance(row, Rijlevering)]
    done = iter(
        aanleveren.hand_over(
            good, own, now, timezone.localdate(now), request.scope.gebruiker.naam, keep=not vraag.alleen_controleren
        )
    )
    found = [_outcome(n, next(done) if isinstance(row, Rijlevering) else row) for n, row in enumerate(read)]
    return Uitkomsten(
        bewaard=not vraag.alleen_controleren,
        **{stand.value: sum(each.status == stand.value for each in found) for stand in Stand},
        uitkomsten=found,
    )


@operatie(
    "GET",
    "/leveringen",
    Daad.LEVERING,
    groep=GROEP,
    titel="Leveringen opvragen",
    uitleg="De leveringen van uw partij op volgorde van dag.",
    voorbeeld=Voorbeeld("/leveringen?van=2026-04-01&tot=2026-04-30&stand=open", voorbeelden.LEVERINGEN),
    antwoord=Lijst,
)
def lijst(request: ApiRequest, vraag: Query[Vraag]) -> Lijst:
    own = chosen(request.scope, Daad.LEVERING, vraag.partij)
    rows = _narrowed(Levering.objects.filter(party=own), vraag).order_by("datum", "pk").select_related("gesprek")
    shown, last = geknipt(list(rows[: vraag.aantal + 1]), vraag.aantal)
    return Lijst(
        leveringen=[_kept(row) for row in shown],
        volgende=volgende(request, vraag, last, lambda row: f"{row.datum}.{row.pk}"),
    )


@operatie(
    "PUT",
    "/leveringen/{int:nummer}",
    Daad.DECLAREREN,
    groep=GROEP,
    titel="Een levering wijzigen",
    uitleg="Geeft een levering een andere inhoud. Dat kan zolang zij in geen declaratie staat of stond.",
    voorbeeld=Voorbeeld("/leveringen/118", voorbeelden.LEVERING, voorbeelden.WIJZIGING),
    antwoord=Bewaard,
)
def wijzigen(request: ApiRequest, vraag: leverrij.Gewijzigd, nummer: Path[Nummer]) -> Bewaard:
    row = request.scope.row(Levering, nummer, Daad.DECLAREREN)
    (read,) = leverrij.read([vraag.model_dump(exclude_defaults=True)], row.party, marked=False)
    if not isinstance(read, Rijlevering):
        raise _refused(read)
    now = timezone.now()
    try:
        aanleveren.change(row, read, now, timezone.localdate(now), request.scope.gebruiker.naam)
    except Claimed:
        raise Probleem("gewijzigd", _CLAIMED) from None
    except Onleesbaar as wrong:
        raise _refused(wrong.bezwaren) from None
    return _kept(Levering.objects.select_related("gesprek").get(pk=nummer))


@operatie(
    "DELETE",
    "/leveringen/{int:nummer}",
    Daad.DECLAREREN,
    groep=GROEP,
    titel="Een levering weghalen",
    uitleg="Haalt een levering weg die in geen declaratie staat of stond.",
    voorbeeld=Voorbeeld("/leveringen/118"),
    antwoord={204: None},
)
def weghalen(request: ApiRequest, nummer: Path[Nummer]) -> None:
    row = request.scope.row(Levering, nummer, Daad.DECLAREREN)
    if not leveringen.remove([row.party_id], row.pk):
        raise Probleem("gewijzigd", _CLAIMED)


def _narrowed(rows: QuerySet[Levering], vraag: Vraag) -> QuerySet[Levering]:
    asked: dict[str, Any] = {
        "datum__gte": vraag.van,
        "datum__lte": vraag.tot,
        "gesprek__gemeente": vraag.gemeente or None,
        "toewijzing": vraag.toewijzing,
        "client": vraag.client,
    }
    rows = rows.filter(**{name: value for name, value in asked.items() if value is not None})
    stands = {"open": Q(open=True), "gedeclareerd": Q(open=False, vervallen=False), "vervallen": Q(vervallen=True)}
    if vraag.stand:
        rows = rows.filter(stands[vraag.stand])
    after = begin(vraag.na, _place)
    return rows if after is None else rows.filter(Q(datum__gt=after[0]) | Q(datum=after[0], pk__gt=after[1]))


def _place(text: str) -> tuple[date, int]:
    day, _, key = text.partition(".")
    return date.fromisoformat(day), number_of(key)


def _kept(row: Levering) -> Bewaard:
    stand: Literal["open", "gedeclareerd", "vervallen"] = "open" if row.open else "gedeclareerd"
    return Bewaard(
        id=row.pk,
        client=row.client_id,
        gemeente=row.gesprek.gemeente,
        toewijzing=row.toewijzing,
        categorie=row.categorie,
        product=row.code,
        datum=row.datum,
        hoeveelheid=row.hoeveelheid,
        eenheid=row.eenheid,
        afwezig=row.afwezig,
        stand="vervallen" if row.vervallen else stand,
        referentie=row.referentie,
        declaratie=row.bericht_id,
    )


def _outcome(number: int, row: Aangeleverd | list[Bezwaar]) -> Uitkomst:
    if isinstance(row, list):
        return Uitkomst(index=number, status="geweigerd", id=None, fouten=_faults(row))
    return Uitkomst(index=number, status=row.stand.value, id=row.levering, fouten=_faults(row.bezwaren))


def _faults(bezwaren: Any) -> list[Fout]:
    return [Fout(veld=each.veld, tekst=each.tekst, blokkeert=each.blokkeert) for each in bezwaren]


def _refused(bezwaren: Any) -> Probleem:
    fouten = [each for each in fouten_van(bezwaren) if each.blokkeert]
    return Probleem("ongeldig", "Er is niets gewijzigd: de levering klopt niet. Verbeter de velden hieronder.", fouten)
