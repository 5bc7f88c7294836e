"""Messages that software brings in, by the same way as an upload; and messages that it only has checked."""

import io
from typing import Any, Final, Literal

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from ninja import Field, Schema

from ketenwerk.process import acts
from ketenwerk.register import parties
from ketenwerk.register.addressing import addressed
from ketenwerk.register.archive import Kern, Overgeslagen
from ketenwerk.rules.judge import Report, check

from ..bringing import bring
from ..reasons import REASONS
from ..roles import Daad
from ..scope import Scope
from ..upload import unpack
from . import voorbeelden
from .berichten import GROEP, MOST_FINDINGS, Bericht, answer_to, gegevens
from .operatie import Voorbeeld, operatie
from .probleem import Fout, Probleem
from .toegang import MULTIPART, ApiRequest
from .vormen import Bevinding, bevinding

_FIELD: Final = "bestand"
_WORDS: Final = {"accepted": "goed", "rejected": "afgekeurd", "refused": "geweigerd"}
_ONE: Final = {"type": "string", "format": "binary"}
_BODY: Final = {
    "requestBody": {
        "required": True,
        "content": {
            "application/xml": {"schema": {"type": "string"}},
            MULTIPART: {"schema": {"type": "object", "properties": {_FIELD: {"type": "array", "items": _ONE}}}},
        },
    }
}


class Ontvangen(Bericht):
    """Een bericht dat is bewaard, met zijn stand op dat moment."""

    opnieuw: bool = Field(description="Of dezelfde inhoud al eerder was ontvangen.")


class Overslag(Schema):
    """Een bestand dat niet is bewaard."""

    naam: str
    reden: str
    nu: str


class Ontvangst(Schema):
    berichten: list[Ontvangen]
    overgeslagen: list[Overslag]


class Controle(Schema):
    """Het oordeel over een bericht dat niet is bewaard."""

    soort: str
    oordeel: Literal["goed", "afgekeurd", "geweigerd"]
    niveaus: list[int] = Field(description="1 en 2; ook 3 en 4 als een partij van u de afzender is en u haar cliënten mag zien.")
    aantal: int
    bevindingen: list[Bevinding] = Field(description=f"Hoogstens {MOST_FINDINGS}.")


@operatie(
    "POST",
    "/berichten",
    Daad.UPLOADEN,
    groep=GROEP,
    titel="Berichten inbrengen",
    uitleg="Stuur één bericht als XML, of meer bestanden (ook zips) als multipart in het veld `bestand`. Wat is bewaard, is "
    "veilig. Een groot bericht beoordelen wij daarna: vraag het op tot `verwerkt` true is.",
    voorbeeld=Voorbeeld("/berichten", voorbeelden.ONTVANGST, voorbeelden.XML),
    antwoord={202: Ontvangst},
    limiet=settings.KETENWERK_BODY_LIMIT,
    openapi=_BODY,
)
def inbrengen(request: ApiRequest) -> Ontvangst:
    brought = bring(unpack(_sent(request)), request.scope)
    if not brought.ontvangen:
        faults = [Fout(f"{each.reden} {each.nu}", _FIELD, each.naam) for each in map(_skipped, brought.overgeslagen)]
        raise Probleem("ongeldig", "Er is niets bewaard. Stuur een bericht als XML of als bestand.", faults)
    return Ontvangst(
        berichten=[
            Ontvangen(
                **gegevens(each.bericht, each.antwoord or answer_to(each.bericht)),
                opnieuw=each.again or each.bericht.duplicate_of_id is not None,
            )
            for each in brought.ontvangen
        ],
        overgeslagen=[_skipped(each) for each in brought.overgeslagen],
    )


@operatie(
    "POST",
    "/berichten/controle",
    Daad.LIJST,
    groep=GROEP,
    titel="Een bericht controleren",
    uitleg="Beoordeelt één bericht en bewaart niets. Zonder uw register op niveau 1 en 2. Is een partij van u de afzender, dan "
    "ook op niveau 3 en 4: zo ziet u vooraf wat de ontvanger zou vinden.",
    voorbeeld=Voorbeeld("/berichten/controle", voorbeelden.CONTROLE, voorbeelden.XML),
    antwoord=Controle,
    limiet=settings.KETENWERK_XML_LIMIT,
    openapi=_BODY,
)
def controle(request: ApiRequest) -> Controle:
    sent = _sent(request)
    if len(sent) != 1:
        raise Probleem("ongeldig", "Er is niets gecontroleerd. Stuur precies één bericht.", [Fout("Eén bestand.", _FIELD)])
    report, levels = _judged(check(sent[0][1].read(settings.KETENWERK_XML_LIMIT)), request.scope)
    wet = report.message_type.wet if report.message_type else "jw"
    return Controle(
        soort=report.message or "",
        oordeel=_WORDS[report.verdict],
        niveaus=levels,
        aantal=len(report.findings),
        bevindingen=[bevinding(each, wet) for each in report.findings[:MOST_FINDINGS]],
    )


def _judged(report: Report, scope: Scope) -> tuple[Report, list[int]]:
    """Also beside the register, where the sender is a party whose clients this user may see. Nothing of it stays."""
    kind, bericht = report.message_type, report.bericht
    if kind is None or bericht is None or report.rejecting or kind.answers:
        return report, [1] if bericht is None else [1, 2]
    address = addressed(bericht, kind)
    own = [each for each in scope.parties(Daad.CLIENT) if (each.wet, each.code) == (kind.wet, address.sender)]
    if not own:
        return report, [1, 2]
    with transaction.atomic():
        gesprek = parties.sending(address)
        found = acts.preflight(bericht, gesprek, timezone.now()) if gesprek else report
        transaction.set_rollback(True)
    return found, [1, 2, 3, 4] if gesprek else [1, 2]


def _sent(request: ApiRequest) -> list[tuple[str, Any]]:
    """Name and stream of each file; a body that is no form is one file without a name."""
    if request.content_type == MULTIPART:
        return [(file.name or "", file) for file in request.FILES.getlist(_FIELD)]
    return [("", io.BytesIO(request.body))]


def _skipped(each: Overgeslagen) -> Overslag:
    reason = REASONS[each.reason]
    return Overslag(naam=Kern(name=each.name).shown_name, reden=str(reason.why), nu=str(reason.now))
