"""Amounts and tariffs of a claim (323), and those that a 325 repeats."""

from collections.abc import Iterator
from typing import Final

from ketenwerk.rules.level2.geld import DEBET, SIGN, written
from ketenwerk.rules.registry import Hit, both, finding, rule
from ketenwerk.standard import m323, m325
from ketenwerk.standard.basis import TotaalBedragMetDC
from ketenwerk.standard.codelists import codelist

GELD: Final = codelist("WJ756").where("geld")


@rule("CD087", level=2, code="0001", on=both("323"))
def tariff_unless_in_euros(declaratie: m323.Declaratie) -> Iterator[Hit]:
    """A line has a tariff, unless its volume is money itself."""
    for client in declaratie.clienten:
        for prestatie in client.prestaties:
            if (prestatie.product_tarief is None) != (prestatie.eenheid in GELD):
                yield finding(prestatie, "product_tarief", found=prestatie.product_tarief)


@rule("CS325", level=2, code="0001", on=both("323", "325"))
def nothing_is_debit(part: m323.Declaratie | m325.DeclaratieAntwoord) -> Iterator[Hit]:
    """An amount of zero is written as debit."""
    for attr, totaal in _totals(part):
        if not totaal.totaal_bedrag and totaal.debet_credit not in DEBET:
            yield finding(part, f"{attr}.debet_credit", found=totaal.debet_credit, expected=", ".join(sorted(DEBET)))
    for client in part.clienten:
        for prestatie in client.prestaties:
            bedrag = prestatie.ingediend_bedrag
            if not bedrag.bedrag and bedrag.debet_credit not in DEBET:
                expected = ", ".join(sorted(DEBET))
                yield finding(prestatie, "ingediend_bedrag.debet_credit", found=bedrag.debet_credit, expected=expected)


def _totals(part: m323.Declaratie | m325.DeclaratieAntwoord) -> Iterator[tuple[str, TotaalBedragMetDC]]:
    yield "totaal_ingediend_bedrag", part.totaal_ingediend_bedrag
    if isinstance(part, m325.DeclaratieAntwoord):
        yield "totaal_toegekend_bedrag", part.totaal_toegekend_bedrag


@rule("CS339", level=2, code="0001", on=both("323"))
def euros_are_claimed_as_they_are(declaratie: m323.Declaratie) -> Iterator[Hit]:
    """Where the volume is money, it is the amount: both in eurocents."""
    for client in declaratie.clienten:
        for prestatie in client.prestaties:
            if prestatie.eenheid in GELD and prestatie.ingediend_bedrag.bedrag != prestatie.geleverd_volume:
                found, expected = prestatie.ingediend_bedrag.bedrag, prestatie.geleverd_volume
                yield finding(prestatie, "ingediend_bedrag", found=found, expected=expected)


@rule("TR358", level=2, code="0001", on=both("323"))
def total_is_the_sum_of_the_lines(declaratie: m323.Declaratie) -> Iterator[Hit]:
    """TotaalIngediendBedrag is what the lines add up to, debit minus credit. How a total of zero is written is CS325."""
    total = 0
    for client in declaratie.clienten:
        for prestatie in client.prestaties:
            bedrag = prestatie.ingediend_bedrag
            total += bedrag.bedrag * SIGN[bedrag.debet_credit]
    totaal = declaratie.totaal_ingediend_bedrag
    claimed = totaal.totaal_bedrag * SIGN[totaal.debet_credit]
    if claimed != total:
        yield finding(declaratie, "totaal_ingediend_bedrag", found=written(claimed), expected=written(total))
