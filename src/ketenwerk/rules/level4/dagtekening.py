"""The clock."""

from collections.abc import Iterator

from ketenwerk.ledger.known import Known
from ketenwerk.rules.registry import Hit, both, finding, rule
from ketenwerk.standard import m325
from ketenwerk.standard.basis import Header


@rule("TR135", level=4, code="8848", on=both("301", "305", "307", "315", "317", "319", "323", "325"))
def dagtekening_has_come(header: Header, known: Known) -> Iterator[Hit]:
    """Dagtekening is not after the day on which the receiver judges. Nothing answers a 325: there it is a signal (C-18)."""
    dagtekening = header.bericht_identificatie.dagtekening
    if dagtekening > known.vandaag:
        yield finding(
            header,
            "bericht_identificatie.dagtekening",
            found=dagtekening,
            expected=f"<= {known.vandaag}",
            signal=isinstance(header, m325.Header),
        )
