"""What a debit line of a claim (323) costs per unit, beside what was agreed."""

from ketenwerk.rules.registry import Hit, both, finding, rule
from ketenwerk.rules.soort import Soort
from ketenwerk.rules.tarief import tarieven
from ketenwerk.standard import m323


@rule("TR418", level=3, code="0611", on=both("323"))
def tariff_was_agreed(prestatie: m323.Prestatie, soort: Soort) -> Hit | None:
    """The tariff is exactly the agreed one, or its sixtieth where it was agreed per hour and minutes are claimed (IV081).

    Silent where nothing was agreed on the product (C-11), and where parties agreed otherwise: on a most (LOK011), on halves of
    it (then each half is exact), or on no claim at all (LOK010).
    """
    tarief = prestatie.product_tarief
    if not soort.debet or tarief is None or not soort.is_geprijsd:
        return None
    agreed = tarieven(soort)
    if any(each.hoogstens or each.laat_toe(tarief) for each in agreed):
        return None
    expected = " of ".join(dict.fromkeys(str(each.regeltarief) for each in agreed)) or None
    return finding(prestatie, "product_tarief", found=tarief, expected=expected)
