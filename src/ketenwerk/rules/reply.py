"""The reply that the standard demands on a judged message (IV028, IV032, IV033, IV087, IV088).

Any fault rejects the whole message. Level 2 and a wrong header are answered with a header alone; what is wrong below it comes
back with all classes and their codes (`returned.py`). A message that level 1 refuses gets no reply: its sender must hear it
otherwise (OP090x2). Return messages and the 325 are not replied to.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec

from ketenwerk.standard import m323, m325
from ketenwerk.standard.basis import Bericht, BerichtIdentificatie, Header, XsdVersie
from ketenwerk.standard.fields import fields
from ketenwerk.standard.release import MESSAGES, MessageType

from .claimanswer import declaratie_antwoord
from .judge import Report
from .returned import GEEN_OPMERKING, in_header, own_codes, returned

LEVEL_2 = 2
TECHNISCH = "0001"
"""The one code that level 2 gives; it stands alone in the header (IV032)."""


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
    if isinstance(bericht, m323.Bericht):
        return _claim_answer(bericht, answer, report, identificatie, dagtekening, versions)
    return _return_message(bericht, answer, report, identificatie, dagtekening, versions)


def _return_message(
    bericht: Bericht, answer: MessageType, report: Report, identificatie: str, dagtekening: date, versions: Versions
) -> Bericht:
    """The header as it came, sender and receiver not swapped; the rest only where something in it is wrong (IV028)."""
    codes = header_codes(report)
    kind = _header_class(answer)
    header = kind(
        **_copied(bericht.header, answer),
        identificatie_retour=identificatie,
        dagtekening_retour=dagtekening,
        xslt_versie=versions.controles if codes == (TECHNISCH,) else None,
        xsd_versie_retour=_xsd_versie(versions),
        retour_codes=codes or ((GEEN_OPMERKING,) if report.rejecting else ()),
    )
    below = {} if codes or not report.rejecting else returned(bericht, answer.root, report.rejecting)
    return answer.root(header=header, **below)


def _claim_answer(
    claim: m323.Bericht, answer: MessageType, report: Report, identificatie: str, dagtekening: date, versions: Versions
) -> m325.Bericht:
    """The 325: a message of the municipality itself, so sender and receiver change places (IV087)."""
    codes = header_codes(report)
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
        xslt_versie=versions.controles if codes == (TECHNISCH,) else None,
        xsd_versie_declaratie=claim.header.xsd_versie,
        retour_codes=codes or (GEEN_OPMERKING,),
    )
    return m325.Bericht(header=header, declaratie_antwoord=None if codes else declaratie_antwoord(claim, report.rejecting))


def header_codes(report: Report) -> tuple[str, ...]:
    """The codes that say all in the header: 0001 for level 2, the rule's own code for a header wrong on level 3 or 4 (IV032)."""
    if any(finding.level <= LEVEL_2 for finding in report.rejecting):
        return (TECHNISCH,)
    return own_codes(finding for finding in report.rejecting if in_header(finding))


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
