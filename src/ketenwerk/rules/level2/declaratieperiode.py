"""The periods of a claim (323): of the claim as a whole, and of each line."""

from calendar import monthrange
from collections.abc import Iterator
from typing import Final

from ketenwerk.rules.level2.datums import BEGIN_2021, period, years_before
from ketenwerk.rules.registry import Hit, both, finding, rule
from ketenwerk.standard import m323

LONGEST_AGO: Final = 5


@rule("CS100", level=2, code="0001", on=both("323"))
def periods_from_2021(declaratie: m323.Declaratie) -> Iterator[Hit]:
    """The 323 is for care from 2021 on; one finding per period."""
    periode = declaratie.declaratie_periode
    if periode.begindatum < BEGIN_2021 or periode.einddatum < BEGIN_2021:
        found = period(periode.begindatum, periode.einddatum)
        yield finding(declaratie, "declaratie_periode", found=found, expected=f">= {BEGIN_2021}")
    for client in declaratie.clienten:
        for prestatie in client.prestaties:
            periode = prestatie.product_periode
            if periode.begindatum < BEGIN_2021 or periode.einddatum < BEGIN_2021:
                found = period(periode.begindatum, periode.einddatum)
                yield finding(prestatie, "product_periode", found=found, expected=f">= {BEGIN_2021}")


@rule("CS337", level=2, code="0001", on=both("323"))
def line_stays_within_a_month(declaratie: m323.Declaratie) -> Iterator[Hit]:
    """A ProductPeriode ends in the month in which it began."""
    for client in declaratie.clienten:
        for prestatie in client.prestaties:
            begin, end = prestatie.product_periode.begindatum, prestatie.product_periode.einddatum
            if begin.month != end.month or begin.year != end.year:
                yield finding(prestatie, "product_periode", found=period(begin, end), expected=f"{begin:%Y-%m}")


@rule("CS340", level=2, code="0001", on=both("323"))
def claim_is_a_calendar_month(declaratie: m323.Declaratie) -> Iterator[Hit]:
    """A DeclaratiePeriode is one whole calendar month."""
    begin, end = declaratie.declaratie_periode.begindatum, declaratie.declaratie_periode.einddatum
    first = begin.replace(day=1)
    last = begin.replace(day=monthrange(begin.year, begin.month)[1])
    if (begin, end) != (first, last):
        yield finding(declaratie, "declaratie_periode", found=period(begin, end), expected=period(first, last))


@rule("TR335", level=2, code="0001", on=both("323"))
def not_longer_than_five_years_ago(declaratie: m323.Declaratie) -> Iterator[Hit]:
    """A line ends at most five years before DeclaratieDagtekening; exactly five years passes."""
    earliest = years_before(declaratie.declaratie_dagtekening, LONGEST_AGO)
    for client in declaratie.clienten:
        for prestatie in client.prestaties:
            end = prestatie.product_periode.einddatum
            if end < earliest:
                yield finding(prestatie, "product_periode.einddatum", found=end, expected=f">= {earliest}")
