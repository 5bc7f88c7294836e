"""Sending what was seen of a month at one municipality. Who asks the same again gets the same answer, and nothing twice."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from ninja import Field, Path, Query, Schema

from ketenwerk.process import indienen as process
from ketenwerk.register.models import Declaratie, Gesprek

from ..models import Indiening
from ..roles import Daad
from . import voorbeelden
from .maanden import GROEP, Gemeente, MaandVraag, gesprek_van, periode
from .operatie import Voorbeeld, operatie
from .partij import chosen
from .probleem import Fout, Probleem
from .toegang import ApiRequest
from .vormen import Maand, bevinding

_GOOD: Final = "goed:"
_CHANGED: Final = (
    "Er is niets verstuurd: de regels zijn gewijzigd sinds u ze zag. Vraag het plan opnieuw op, met dezelfde `zonder`."
)
_MISSING: Final = "Er is niets verstuurd: eerdere perioden zijn nog niet gedeclareerd. Dien die eerst in."
_REJECTED: Final = "Er is niets verstuurd: de ontvanger zou iets afwijzen. Verbeter het, of sla die regels over."


class Opdracht(Schema):
    """Wat u wilt indienen: precies wat u zag."""

    zegel: str = Field(min_length=1, max_length=80, pattern=r"^[A-Za-z0-9]+$", description="Het zegel van het plan dat u zag.")
    zonder: list[str] = Field([], max_length=1000, description="Merken van regels die u overslaat; als bij het plan.")
    alleen_goede: bool = Field(False, description="Slaat over wat de ontvanger zou afwijzen. Geef dan het zegel zonder `zonder`.")


class Verstuurd(Schema):
    """Een declaratie die is verstuurd."""

    id: UUID
    nummer: str
    ingediend: int = Field(description="Eurocenten.")
    regels: int


class Indieningen(Schema):
    declaraties: list[Verstuurd]
    achtergebleven: int = Field(description="Wat is overgeslagen omdat de ontvanger het zou afwijzen.")
    herhaling: bool = Field(description="Of dit al eerder zo was verstuurd; dan is er nu niets verstuurd.")


@operatie(
    "POST",
    "/declaratiemaanden/{maand}/{gemeente}/indienen",
    Daad.DECLAREREN,
    groep=GROEP,
    titel="Een maand indienen bij een gemeente",
    uitleg="Verstuurt wat u zag: alles of niets. Dezelfde vraag nog eens sturen mag: u krijgt hetzelfde antwoord en er gaat "
    "niets dubbel weg.",
    voorbeeld=Voorbeeld("/declaratiemaanden/2026-04/0384/indienen", voorbeelden.INGEDIEND, voorbeelden.INDIENEN),
    antwoord=Indieningen,
)
def indienen(
    request: ApiRequest, maand: Path[Maand], gemeente: Gemeente, opdracht: Opdracht, vraag: Query[MaandVraag]
) -> Indieningen:
    own = chosen(request.scope, Daad.DECLAREREN, vraag.partij)
    gesprek, now = gesprek_van(own, gemeente), timezone.now()
    try:
        return _sent(gesprek, maand, opdracht, now)
    except process.Changed:
        before = Indiening.objects.filter(gesprek=gesprek, zegel=_name(opdracht)).order_by("-pk").first()
        if before is None:
            raise Probleem("gewijzigd", _CHANGED) from None
        return _answer(before.berichten, before.achtergebleven, again=True)
    except process.Gap as gap:
        months = ", ".join(f"{each.begin:%Y-%m}" for each in gap.perioden)
        raise Probleem("afgewezen", _MISSING, [Fout(f"Nog niet gedeclareerd: {months}.", "maand")]) from None
    except process.Rejected as rejected:
        raise Probleem("afgewezen", _REJECTED, _faults(rejected, gesprek)) from None


def _sent(gesprek: Gesprek, maand: str, opdracht: Opdracht, now: datetime) -> Indieningen:
    until, left = periode(maand).eind, 0
    with transaction.atomic():
        if opdracht.alleen_goede:
            rows, left = process.send_good(gesprek, until, now, zegel=opdracht.zegel)
        else:
            rows = process.send(gesprek, until, now, zonder=set(opdracht.zonder), zegel=opdracht.zegel)
        keys = [str(row.pk) for row in rows]
        if keys:
            Indiening.objects.create(gesprek=gesprek, zegel=_name(opdracht), at=now, berichten=keys, achtergebleven=left)
    return _answer(keys, left, again=False)


def _answer(keys: list[str], left: int, *, again: bool) -> Indieningen:
    rows = Declaratie.objects.filter(bericht__in=keys).order_by("pk")
    made = [Verstuurd(id=row.bericht_id, nummer=row.nummer, ingediend=row.ingediend, regels=row.regels) for row in rows]
    return Indieningen(declaraties=made, achtergebleven=left, herhaling=again)


def _name(opdracht: Opdracht) -> str:
    return f"{_GOOD if opdracht.alleen_goede else ''}{opdracht.zegel}"


def _faults(rejected: process.Rejected, gesprek: Gesprek) -> list[Fout]:
    wet = gesprek.fact.wet
    found = [bevinding(each, wet) for report in rejected.reports for each in report.rejecting]
    return [Fout(f"{each.titel} {each.nu}".strip(), each.regel, each.plaats) for each in found]
