"""The answer of the municipality to a request (319): the reason that belongs to it, and the municipality that is responsible."""

from collections.abc import Iterator
from typing import Final

from ketenwerk.rules.registry import Hit, both, finding, jw, rule
from ketenwerk.standard import m319
from ketenwerk.standard.codelists import codelist

REDEN_VERPLICHT: Final = codelist("WJ760").where("reden_verplicht")
ONDERZOEK: Final = codelist("WJ760").where("onderzoek")
WOONPLAATSBEGINSEL: Final = codelist("WJ759").where("woonplaatsbeginsel")


@rule("CD085", level=2, code="0001", on=both("319"))
def reason_with_refusal(antwoord: m319.Antwoord) -> Iterator[Hit]:
    """A refusal gives its reason."""
    if antwoord.verzoek_antwoord in REDEN_VERPLICHT and antwoord.reden_afwijzing_verzoek is None:
        yield finding(antwoord, "reden_afwijzing_verzoek")


@rule("CD086", level=2, code="0001", on=both("319"))
def no_reason_while_looking_into_it(antwoord: m319.Antwoord) -> Iterator[Hit]:
    """What is still being looked into has not been refused, so has no reason for refusal."""
    if antwoord.verzoek_antwoord in ONDERZOEK and antwoord.reden_afwijzing_verzoek is not None:
        yield finding(antwoord, "reden_afwijzing_verzoek", found=antwoord.reden_afwijzing_verzoek)


@rule("TR377", level=2, code="0001", on=jw("319"))
def responsible_municipality_is_named(antwoord: m319.Antwoord) -> Iterator[Hit]:
    """Who refuses because another municipality is responsible names that municipality."""
    if antwoord.reden_afwijzing_verzoek in WOONPLAATSBEGINSEL and antwoord.woonplaatsbeginsel is None:
        yield finding(antwoord, "woonplaatsbeginsel")


@rule("TR409", level=2, code="0001", on=jw("319"))
def other_reasons_name_no_municipality(antwoord: m319.Antwoord) -> Iterator[Hit]:
    """Any other answer names no responsible municipality."""
    if antwoord.woonplaatsbeginsel and antwoord.reden_afwijzing_verzoek not in WOONPLAATSBEGINSEL:
        yield finding(antwoord, "woonplaatsbeginsel", found=antwoord.woonplaatsbeginsel.gemeente)
