"""Dates beside the Dagtekening of the message (C-20 says which elements are meant)."""

from collections.abc import Iterator
from datetime import date

from ketenwerk.rules.registry import Hit, both, finding, rule
from ketenwerk.standard import m301, m323, m325
from ketenwerk.standard.basis import ClientKort, Header


@rule("TR134", level=2, code="0001", on=both("301", "305", "307", "315", "323", "325"))
def not_after_dagtekening(
    part: m301.Client | m301.Relatie | ClientKort | m323.Declaratie | m325.DeclaratieAntwoord, header: Header
) -> Iterator[Hit]:
    """Nobody was born, and no period that is claimed began, after Dagtekening."""
    dagtekening = header.bericht_identificatie.dagtekening
    if isinstance(part, m301.Client | m301.Relatie | ClientKort):
        if part.geboortedatum and part.geboortedatum.datum > dagtekening:
            yield finding(part, "geboortedatum.datum", found=part.geboortedatum.datum, expected=f"<= {dagtekening}")
        return
    if isinstance(part, m323.Declaratie) and part.declaratie_periode.begindatum > dagtekening:
        begin = part.declaratie_periode.begindatum
        yield finding(part, "declaratie_periode.begindatum", found=begin, expected=f"<= {dagtekening}")
    for client in part.clienten:
        for prestatie in client.prestaties:
            begin = prestatie.product_periode.begindatum
            if begin > dagtekening:
                yield finding(prestatie, "product_periode.begindatum", found=begin, expected=f"<= {dagtekening}")


@rule("TR137", level=2, code="0001", on=both("323", "325"))
def ended_by_dagtekening(part: m323.Declaratie | m325.DeclaratieAntwoord, header: Header) -> Iterator[Hit]:
    """A period that is claimed ends on or after its begin and has ended by Dagtekening: a month is claimed once it is over."""
    dagtekening = header.bericht_identificatie.dagtekening
    if isinstance(part, m323.Declaratie):
        periode = part.declaratie_periode
        if not periode.begindatum <= periode.einddatum <= dagtekening:
            expected = _within(periode.begindatum, periode.einddatum, dagtekening)
            yield finding(part, "declaratie_periode.einddatum", found=periode.einddatum, expected=expected)
    for client in part.clienten:
        for prestatie in client.prestaties:
            periode = prestatie.product_periode
            if not periode.begindatum <= periode.einddatum <= dagtekening:
                expected = _within(periode.begindatum, periode.einddatum, dagtekening)
                yield finding(prestatie, "product_periode.einddatum", found=periode.einddatum, expected=expected)


def _within(begin: date, end: date, dagtekening: date) -> str:
    """The side on which the end date is wrong."""
    return f">= {begin}" if end < begin else f"<= {dagtekening}"
