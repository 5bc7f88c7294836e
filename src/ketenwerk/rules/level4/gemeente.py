"""Codes of municipalities beside the list of Statistics Netherlands (CBS)."""

from collections.abc import Iterator
from datetime import date

from ketenwerk.ledger.known import Known
from ketenwerk.protocol.gemeenten import EERSTE_INDELING, bestaat
from ketenwerk.rules.level3.verzoek_wijziging import numbers_in
from ketenwerk.rules.registry import Hit, both, finding, rule
from ketenwerk.standard import m301, m305, m307, m315, m317, m319, m325
from ketenwerk.standard.basis import Bericht, Header, HeaderVanGemeente


@rule("TR378", level=4, code="S300", on=both("301", "305", "307", "315", "317", "319", "323", "325"))
def municipality_exists(part: Header | m319.Woonplaatsbeginsel, bericht: Bericht, known: Known) -> Iterator[Hit]:
    """A municipality stands in the list of CBS on Dagtekening, or on a day from which care is assigned here (C-49).

    The older day lets a municipality through that has merged since. Our list does not reach back before 2025: a code that it
    does not know is a signal where such a day decides. On a 325 it is one too, for nothing answers that (C-18).
    """
    attr, code = _code(part)
    dagtekening = bericht.header.bericht_identificatie.dagtekening
    if bestaat(code, dagtekening):
        return
    days = [dagtekening, *(day for day in _days(bericht, known) if day)]
    if not any(bestaat(code, day) for day in days):
        yield finding(part, attr, found=code, signal=isinstance(part, m325.Header) or min(days) < EERSTE_INDELING)


def _code(part: Header | m319.Woonplaatsbeginsel) -> tuple[str, str]:
    """The element that holds a municipality, and what it holds."""
    if isinstance(part, m319.Woonplaatsbeginsel):
        return "gemeente", part.gemeente
    return ("afzender", part.afzender) if isinstance(part, HeaderVanGemeente) else ("ontvanger", part.ontvanger)


def _days(bericht: Bericht, known: Known) -> list[date | None]:
    """Days from which the care that the message is about is, or should be, assigned."""
    match bericht:
        case m301.Bericht():
            return [product.ingangsdatum for product in bericht.client.toegewezen_producten]
        case m315.Bericht():
            return [product.toewijzing_ingangsdatum for product in bericht.client.aangevraagde_producten]
        case m305.Bericht():
            return [_of_delivery(product, known) for product in bericht.client.start_producten]
        case m307.Bericht():
            return [_of_delivery(product, known) for product in bericht.client.stop_producten]
        case m317.Bericht():
            return [_assigned_from(nummer, known) for nummer in numbers_in(bericht.client.verzoek)]
    return []


def _of_delivery(product: m305.StartProduct | m307.StopProduct, known: Known) -> date | None:
    """Ingangsdatum of the assignment; where that is not known, what the message itself says of it."""
    nummer = product.toewijzing_nummer
    return (_assigned_from(nummer, known) if nummer is not None else None) or product.toewijzing_ingangsdatum


def _assigned_from(nummer: int, known: Known) -> date | None:
    toewijzing = known.dossier.toewijzingen.get(nummer)
    return toewijzing.actueel.ingangsdatum if toewijzing else None
