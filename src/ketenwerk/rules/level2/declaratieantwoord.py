"""The answer to a claim (325): it returns what was not granted, and its totals say the same."""

from collections.abc import Iterator
from typing import Final

from ketenwerk.rules.level2.geld import SIGN, written
from ketenwerk.rules.registry import Hit, both, finding, rule
from ketenwerk.standard import m325
from ketenwerk.standard.basis import TotaalBedragMetDC
from ketenwerk.standard.codelists import codelist

GOED: Final = codelist("WJ001").where("goed")


@rule("TR342", level=2, code="0001", on=both("325"))
def returns_only_what_was_refused(antwoord: m325.DeclaratieAntwoord) -> Iterator[Hit]:
    """A claim refused as a whole returns no lines and grants nothing; else the lines returned are what is not granted (IV087)."""
    granted = _signed(antwoord.totaal_toegekend_bedrag)
    if not GOED.issuperset(antwoord.retour_codes):
        if antwoord.clienten:
            lines = sum(len(client.prestaties) for client in antwoord.clienten)
            yield finding(antwoord, "clienten", found=f"{lines} Prestatie", expected="0 Prestatie")
        if granted:
            yield finding(antwoord, "totaal_toegekend_bedrag", found=written(granted), expected=written(0))
        return
    expected = _signed(antwoord.totaal_ingediend_bedrag) - _returned(antwoord)
    if granted != expected:
        yield finding(antwoord, "totaal_toegekend_bedrag", found=written(granted), expected=written(expected))


def _returned(antwoord: m325.DeclaratieAntwoord) -> int:
    amounts = (prestatie.ingediend_bedrag for client in antwoord.clienten for prestatie in client.prestaties)
    return sum(bedrag.bedrag * SIGN[bedrag.debet_credit] for bedrag in amounts)


def _signed(totaal: TotaalBedragMetDC) -> int:
    return totaal.totaal_bedrag * SIGN[totaal.debet_credit]
