"""The reply that the standard demands on a judged message (IV028, IV032, IV033, IV087, IV088).

Full approval, and rejection at level 2. A message that level 1 refuses gets no reply: its sender must hear it otherwise
(OP090x2). Return messages and the 325 are not replied to.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec

from ketenwerk.standard import m323, m325
from ketenwerk.standard.basis import Bericht, BerichtIdentificatie, Header, TotaalBedragMetDC, XsdVersie
from ketenwerk.standard.fields import fields
from ketenwerk.standard.release import MESSAGES, MessageType

from .judge import Report

TECHNISCH = "0001"
"""The one code that level 2 gives; it stands alone in the header (IV032)."""
GEEN_OPMERKING = "0200"
VOLLEDIG_TOEGEKEND = "8001"


class Versions(msgspec.Struct, frozen=True):
    """Versions that a header names: a setting, for the published iJw schemas say 0.1.0 and practice 1.0.0."""

    basisschema: str = "1.0.0"
    bericht: str = "1.0.0"
    controles: str = "1.0.0"
    """Version of the level 2 checks, given as XsltVersie when they reject (IV033)."""


STANDARD_VERSIONS = Versions()


def reply(report: Report, *, identificatie: str, dagtekening: date, versions: Versions = STANDARD_VERSIONS) -> Bericht | None:
    """The message that answers the judged one, or None where the standard gives none.

    `identificatie` (at most 12 characters, unique for its sender, TR056) and `dagtekening` are those of the reply.
    """
    message, bericht = report.message_type, report.bericht
    if message is None or bericht is None or message.returns is None:
        return None
    answer = MESSAGES[message.returns]
    rejected = bool(report.rejecting)
    if isinstance(bericht, m323.Bericht):
        return _claim_answer(bericht, answer, rejected, identificatie, dagtekening, versions)
    return _return_message(bericht, answer, rejected, identificatie, dagtekening, versions)


def _return_message(
    bericht: Bericht, answer: MessageType, rejected: bool, identificatie: str, dagtekening: date, versions: Versions
) -> Bericht:
    """A header only: as it came, sender and receiver not swapped, with code 0001 when level 2 rejects (IV028)."""
    kind = _header_class(answer)
    header = kind(
        **_copied(bericht.header, answer),
        identificatie_retour=identificatie,
        dagtekening_retour=dagtekening,
        xslt_versie=versions.controles if rejected else None,
        xsd_versie_retour=_xsd_versie(versions),
        retour_codes=(TECHNISCH,) if rejected else (),
    )
    return answer.root(header=header)


def _claim_answer(
    claim: m323.Bericht, answer: MessageType, rejected: bool, identificatie: str, dagtekening: date, versions: Versions
) -> m325.Bericht:
    """The 325: a message of the municipality itself, so sender and receiver change places (IV087)."""
    major, minor = answer.version
    header = m325.Header(
        bericht_code=answer.code,
        bericht_versie=major,
        bericht_subversie=minor,
        afzender=claim.header.ontvanger,
        ontvanger=claim.header.afzender,
        bericht_identificatie=BerichtIdentificatie(identificatie=identificatie, dagtekening=dagtekening),
        xsd_versie=_xsd_versie(versions),
        declaratie_identificatie=claim.header.bericht_identificatie,
        xslt_versie=versions.controles if rejected else None,
        xsd_versie_declaratie=claim.header.xsd_versie,
        retour_codes=(TECHNISCH,) if rejected else (GEEN_OPMERKING,),
    )
    return m325.Bericht(header=header, declaratie_antwoord=None if rejected else _all_granted(claim.declaratie))


def _all_granted(claim: m323.Declaratie) -> m325.DeclaratieAntwoord:
    submitted: TotaalBedragMetDC = claim.totaal_ingediend_bedrag
    return m325.DeclaratieAntwoord(
        declaratie_nummer=claim.declaratie_nummer,
        totaal_ingediend_bedrag=submitted,
        totaal_toegekend_bedrag=submitted,
        retour_codes=(VOLLEDIG_TOEGEKEND,),
    )


def _header_class(answer: MessageType) -> Callable[..., Header]:
    """The header of a return message: a derived class, so that its own elements are not known before it is made."""
    kind = next(field.kind for field in fields(answer.root) if field.attr == "header")
    if not (isinstance(kind, type) and issubclass(kind, Header)):
        raise TypeError(f"{answer.name} has no header")
    return kind


def _copied(header: Header, answer: MessageType) -> dict[str, Any]:
    """The incoming header, under the code of the return message."""
    taken = {name: getattr(header, name) for name in Header.__struct_fields__}
    return {**taken, "bericht_code": answer.code}


def _xsd_versie(versions: Versions) -> XsdVersie:
    return XsdVersie(basisschema_xsd_versie=versions.basisschema, bericht_xsd_versie=versions.bericht)
