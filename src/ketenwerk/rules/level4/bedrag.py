"""The amount of a debit line of a claim (323): volume times tariff, for minutes from the hour tariff."""

from ketenwerk.rules.lijn import Lijn
from ketenwerk.rules.registry import Hit, both, finding, rule
from ketenwerk.rules.tarief import bedragen
from ketenwerk.standard import m323


@rule("TR346", level=4, code="9346", on=both("323"))
def amount_is_volume_times_tariff(prestatie: m323.Prestatie, lijn: Lijn) -> Hit | None:
    """The amount is volume times tariff; for minutes at an hour tariff it is counted from that, and rounded once (IV081).

    Where the hour tariff is not known, minutes on an assignment in hours pass when some hour tariff explains both tariff and
    amount.
    """
    if prestatie.product_tarief is None or not lijn.debet:
        return None
    bedrag, amounts = prestatie.ingediend_bedrag.bedrag, bedragen(lijn)
    if bedrag not in amounts:
        return finding(prestatie, "ingediend_bedrag", found=bedrag, expected=" of ".join(map(str, amounts)))
    return None
