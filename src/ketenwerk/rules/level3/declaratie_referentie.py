"""A line of a claim (323) beside the lines before it: its number, and what a credit takes back."""

import msgspec

from ketenwerk.ledger.declaraties import TOEGEKEND, is_debet
from ketenwerk.rules.lijn import Lijn
from ketenwerk.rules.registry import Hit, both, finding, rule
from ketenwerk.standard import m323

_ELEMENT = "product_referentie.referentie_nummer"
_VORIG = "product_referentie.vorig_referentie_nummer"


@rule("TR314", level=3, code="8021", on=both("323"))
def reference_is_new(prestatie: m323.Prestatie, lijn: Lijn) -> Hit | None:
    """A provider uses a ReferentieNummer once, also that of a line that was rejected."""
    referentie = prestatie.product_referentie.referentie_nummer
    if referentie in lijn.lopend.referenties:
        return finding(prestatie, _ELEMENT, found=referentie)
    return None


@rule("TR323", level=3, code="8017", on=both("323"))
def credit_copies_a_granted_debit(prestatie: m323.Prestatie, lijn: Lijn) -> Hit | None:
    """A credit is a copy of a debit that was granted: only its own number and its sign differ (IV085, IV091)."""
    if lijn.debet:
        return None
    vorige = lijn.vorige
    if vorige is None or vorige.staat != TOEGEKEND or not is_debet(vorige.prestatie) or not _is_copy(lijn):
        return finding(prestatie, _VORIG, found=prestatie.product_referentie.vorig_referentie_nummer)
    return None


@rule("TR390", level=3, code="9390", on=both("323"))
def credited_once(prestatie: m323.Prestatie, lijn: Lijn) -> Hit | None:
    """A line is credited once (OP360)."""
    vorig = prestatie.product_referentie.vorig_referentie_nummer
    if not lijn.debet and vorig in lijn.lopend.gecrediteerd:
        return finding(prestatie, _VORIG, found=vorig)
    return None


@rule("TR389", level=3, code="9389", on=both("323"))
def one_debit_per_period(prestatie: m323.Prestatie, lijn: Lijn) -> Hit | None:
    """A product on an assignment is claimed once per ProductPeriode; what was credited, by this message too, may be anew."""
    if lijn.debet and (standing := lijn.lopend.debet_op(prestatie)) is not None:
        return finding(prestatie, found=standing)
    return None


def _is_copy(lijn: Lijn) -> bool:
    vorige, prestatie = lijn.vorige, lijn.prestatie
    assert vorige is not None
    same = msgspec.structs.replace(
        prestatie,
        product_referentie=vorige.prestatie.product_referentie,
        ingediend_bedrag=msgspec.structs.replace(
            prestatie.ingediend_bedrag, debet_credit=vorige.prestatie.ingediend_bedrag.debet_credit
        ),
    )
    return vorige.bsn == lijn.bsn and same == vorige.prestatie
