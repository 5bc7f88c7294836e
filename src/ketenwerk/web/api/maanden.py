"""Months to claim: which there are, what a month would come to per municipality, each line with what would become of it."""

from datetime import date
from typing import Final, Literal
from uuid import UUID

from django.db.models import Count, Min, Sum
from django.db.models.functions import TruncMonth
from django.http import Http404
from django.utils import timezone
from ninja import Field, Path, Query, Schema

from ketenwerk.claims.lijn import Handeling
from ketenwerk.claims.periode import Periode, maand
from ketenwerk.claims.regels import Weggelaten
from ketenwerk.process import declareerplan, indienen
from ketenwerk.process.declareerplan import Plan, merk
from ketenwerk.process.indienen import Proef
from ketenwerk.register import clients
from ketenwerk.register.models import Declaratie, EigenPartij, Gesprek, Levering
from ketenwerk.standard.types import Wet

from ..roles import Daad
from ..shown.parties import short
from ..shown.redenen import reden
from . import voorbeelden
from .bladeren import Na, geknipt
from .maandvormen import Buiten, Gemeentestand, Maanden, Maandplan, Maandstand, Plandetail, Planregel
from .operatie import Voorbeeld, operatie
from .partij import Partij, chosen
from .toegang import ApiRequest
from .vormen import Maand, bevinding

GROEP: Final = "Declareren"
TOGETHER: Final = 8
"""Municipalities in one answer, as on the page."""
Gemeente = Path[str]
CODE: Final = r"^[0-9]{4}$"


class MaandVraag(Schema):
    partij: Partij


class PlanVraag(Schema):
    partij: Partij
    na: Na


class DetailVraag(Schema):
    partij: Partij
    zonder: str = Field("", max_length=4000, pattern=r"^[A-Za-z0-9,]*$", description="Merken van regels die u overslaat.")


def periode(text: str) -> Periode:
    return maand(date(int(text[:4]), int(text[5:7]), 1))


def gesprek_van(own: EigenPartij, gemeente: str) -> Gesprek:
    """The conversation of a provider with a municipality. Raises Http404."""
    found = Gesprek.objects.select_related("party").filter(party=own, gemeente=gemeente, aanbieder=own.code).first()
    if found is None:
        raise Http404
    return found


@operatie(
    "GET",
    "/declaratiemaanden",
    Daad.LEVERING,
    groep=GROEP,
    titel="Maanden met iets te declareren",
    uitleg="De maanden met leveringen die nog in geen declaratie staan, of met declaraties.",
    voorbeeld=Voorbeeld("/declaratiemaanden", voorbeelden.MAANDEN),
    antwoord=Maanden,
)
def maanden(request: ApiRequest, vraag: Query[MaandVraag]) -> Maanden:
    own = chosen(request.scope, Daad.LEVERING, vraag.partij)
    rows = Levering.objects.filter(party=own, open=True).annotate(maand=TruncMonth("datum")).values("maand").order_by()
    counted = rows.annotate(n=Count("pk"), c=Count("client", distinct=True), g=Count("gesprek", distinct=True))
    waiting = {row["maand"]: row for row in counted}
    claims = Declaratie.objects.filter(party=own).exclude(staat=Declaratie.Staat.AFGEWEZEN).values("periode").order_by()
    sent = {row["periode"].replace(day=1): row for row in claims.annotate(n=Count("pk"), som=Sum("ingediend"), eerste=Min("pk"))}
    return Maanden(maanden=[_month(day, waiting.get(day, {}), sent.get(day, {})) for day in sorted({*waiting, *sent})])


@operatie(
    "GET",
    "/declaratiemaanden/{maand}",
    Daad.LEVERING,
    groep=GROEP,
    titel="Een maand per gemeente",
    uitleg="Wat er tot en met deze maand bij elke gemeente te declareren is. De regels zelf staan bij de gemeente.",
    voorbeeld=Voorbeeld("/declaratiemaanden/2026-04", voorbeelden.MAANDPLAN),
    antwoord=Maandplan,
)
def per_gemeente(request: ApiRequest, maand: Path[Maand], vraag: Query[PlanVraag]) -> Maandplan:
    own, until = chosen(request.scope, Daad.LEVERING, vraag.partij), periode(maand).eind
    rows = Levering.objects.filter(party=own, open=True, datum__lte=until, gesprek__gemeente__gt=vraag.na)
    counted = rows.order_by("gesprek__gemeente").values("gesprek_id", "gesprek__gemeente")
    waiting = list(counted.annotate(clienten=Count("client", distinct=True))[: TOGETHER + 1])
    shown, last = geknipt(waiting, TOGETHER)
    here = {row["gesprek_id"]: row["clienten"] for row in shown}
    found = declareerplan.plans(own, until, timezone.localdate(), gesprekken=list(here)) if here else []
    more = f"?partij={own.pk}&na={last['gesprek__gemeente']}" if last else ""
    return Maandplan(
        maand=maand,
        gemeenten=[_municipality(plan, here[plan.gesprek.pk]) for plan in found],
        volgende=f"{request.path}{more}" if more else None,
    )


@operatie(
    "GET",
    "/declaratiemaanden/{maand}/{gemeente}",
    Daad.LEVERING,
    groep=GROEP,
    titel="De regels van een maand bij een gemeente",
    uitleg="Elke regel met de uitkomst van de controle vooraf, en de leveringen die in geen regel komen. Dit verstuurt niets.",
    voorbeeld=Voorbeeld("/declaratiemaanden/2026-04/0384", voorbeelden.PLAN),
    antwoord=Plandetail,
)
def plan(request: ApiRequest, maand: Path[Maand], gemeente: Gemeente, vraag: Query[DetailVraag]) -> Plandetail:
    own = chosen(request.scope, Daad.LEVERING, vraag.partij)
    gesprek, now = gesprek_van(own, gemeente), timezone.now()
    zonder = [each for each in vraag.zonder.split(",") if each]
    found = declareerplan.plans(own, periode(maand).eind, timezone.localdate(now), gesprekken=[gesprek.pk], zonder=zonder)
    if not found:
        return Plandetail(
            maand=maand, gemeente=gemeente, zegel="", bedrag=0, kan=False, geheel=[], ontbrekende_perioden=[], regels=[],
            buiten_regels=[],
        )  # fmt: skip
    return _detail(maand, found[0], indienen.tried(found[0], now))


def _month(day: date, waiting: dict[str, int], sent: dict[str, int]) -> Maandstand:
    return Maandstand(
        maand=f"{day:%Y-%m}",
        open_leveringen=waiting.get("n", 0),
        clienten=waiting.get("c", 0),
        gemeenten=waiting.get("g", 0),
        declaraties=sent.get("n", 0),
        ingediend=sent.get("som", 0),
    )


def _municipality(plan: Plan, clienten: int) -> Gemeentestand:
    return Gemeentestand(
        gemeente=plan.gesprek.gemeente,
        naam=short(plan.gesprek.gemeente),
        clienten=clienten,
        regels=len(plan.lijnen),
        bedrag=plan.bedrag,
        buiten_regels=len(plan.uitkomst.weggelaten),
    )


def _detail(maand: str, plan: Plan, proef: Proef) -> Plandetail:
    wet = plan.gesprek.fact.wet
    skipped = [lijn for handeling in plan.overgeslagen for lijn in handeling.lijnen]
    left = [each.levering.bsn for each in plan.uitkomst.weggelaten]
    keys = clients.ids_of(plan.gesprek.party_id, {*left, *(lijn.bsn for lijn in (*plan.lijnen, *skipped))})
    return Plandetail(
        maand=maand,
        gemeente=plan.gesprek.gemeente,
        zegel=plan.zegel,
        bedrag=plan.bedrag,
        kan=proef.goed and bool(plan.lijnen),
        geheel=[bevinding(each, wet) for each in proef.geheel],
        ontbrekende_perioden=[f"{each.begin:%Y-%m}" for each in proef.ontbreekt],
        regels=[
            *(_line(each, proef, keys, wet) for each in plan.uitkomst.handelingen),
            *(_line(each, None, keys, wet) for each in plan.overgeslagen),
        ],
        buiten_regels=[_left(each, keys) for each in plan.uitkomst.weggelaten],
    )


def _line(handeling: Handeling, proef: Proef | None, keys: dict[str, UUID], wet: Wet) -> Planregel:
    lijn, name = handeling.lijnen[-1], merk(handeling)
    found = proef.per_handeling.get(name, ()) if proef else ()
    uitkomst: Literal["toegekend", "afgewezen", "overgeslagen"] = "overgeslagen"
    if proef is not None:
        uitkomst = "afgewezen" if proef.geheel or found else "toegekend"
    return Planregel(
        merk=name,
        client=keys.get(lijn.bsn),
        toewijzing=lijn.toewijzing_nummer,
        categorie=lijn.categorie,
        product=lijn.code,
        begin=lijn.periode.begin,
        eind=lijn.periode.eind,
        volume=lijn.volume,
        eenheid=lijn.eenheid,
        tarief=lijn.tarief,
        bedrag=sum(each.signed for each in handeling.lijnen),
        vervangt=handeling.credit.vorig if handeling.credit else None,
        leveringen=sorted(int(each.kenmerk or 0) for each in lijn.leveringen),
        uitkomst=uitkomst,
        bevindingen=[bevinding(each, wet) for each in found],
    )


def _left(each: Weggelaten, keys: dict[str, UUID]) -> Buiten:
    words, levering = reden(each.reden), each.levering
    return Buiten(
        levering=int(levering.kenmerk or 0),
        client=keys.get(levering.bsn),
        toewijzing=levering.toewijzing_nummer,
        datum=levering.datum,
        reden=str(words.why),
        nu=str(words.now),
    )
