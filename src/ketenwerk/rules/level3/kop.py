"""The header beside what the same sender sent before."""

from collections.abc import Iterator

from ketenwerk.ledger.known import Known
from ketenwerk.rules.registry import Hit, both, finding, rule
from ketenwerk.standard import m325
from ketenwerk.standard.basis import Header


@rule("TR056", level=3, code="9056", on=both("301", "305", "307", "315", "317", "319", "323", "325"))
def identificatie_is_new(header: Header, known: Known) -> Iterator[Hit]:
    """A sender uses an Identificatie once per type of message; that of a rejected message is free again (C-14).

    Nothing answers a 325, so there it is a signal for the provider (C-18).
    """
    if known.identificatie_bekend:
        found = header.bericht_identificatie.identificatie
        yield finding(header, "bericht_identificatie.identificatie", found=found, signal=isinstance(header, m325.Header))
