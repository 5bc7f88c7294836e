"""How much a debit line of a claim (323) asks, beside what was assigned: in its period, over the whole, and in money.

Where a sum passes its limit, the line that passes it fails and does not count; a later, smaller one may fit (C-48).
"""

from ketenwerk.rules.grens import rest_van_budget, te_veel_in_periode, te_veel_in_totaal
from ketenwerk.rules.lijn import Lijn
from ketenwerk.rules.registry import Hit, both, finding, rule
from ketenwerk.standard import m323


@rule("TR321", level=3, code="9321", on=both("323"))
def volume_fits_period(prestatie: m323.Prestatie, lijn: Lijn) -> Hit | None:
    """A line asks no more than its ProductPeriode holds of what was assigned (IV076 to IV078)."""
    grens = te_veel_in_periode(lijn)
    if grens is not None:
        return finding(prestatie, "geleverd_volume", found=prestatie.geleverd_volume, expected=grens.als(prestatie.eenheid))
    return None


@rule("TR322", level=3, code="9322", on=both("323"))
def volume_fits_assignment(prestatie: m323.Prestatie, lijn: Lijn) -> Hit | None:
    """With all that stands on it, a line asks no more than the whole assignment holds."""
    grens = te_veel_in_totaal(lijn)
    if grens is not None:
        return finding(prestatie, "geleverd_volume", found=prestatie.geleverd_volume, expected=grens.als(prestatie.eenheid))
    return None


@rule("TR369", level=3, code="9369", on=both("323"))
def amount_fits_budget(prestatie: m323.Prestatie, lijn: Lijn) -> Hit | None:
    """With all that stands on it, a line asks no more money than the Budget of the assignment (C-10)."""
    bedrag, rest = prestatie.ingediend_bedrag.bedrag, rest_van_budget(lijn)
    if rest is not None and bedrag > rest:
        return finding(prestatie, "geleverd_volume", found=bedrag, expected=max(0, rest))
    return None
