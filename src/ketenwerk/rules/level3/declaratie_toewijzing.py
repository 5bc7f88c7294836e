"""A debit line of a claim (323) beside the assignment that it is claimed on: its number, product, unit and period.

A credit takes back a line as it was granted, also when the assignment has changed since: these rules do not judge it (C-47).
Delivery is not looked at: a line is never rejected for a start or stop (OP364).
"""

from ketenwerk.claims.volume import eenheden_voor, mag_als
from ketenwerk.ledger.toewijzing import VERWIJDERD
from ketenwerk.rules.lijn import Lijn
from ketenwerk.rules.registry import Hit, both, finding, rule
from ketenwerk.rules.soort import Soort
from ketenwerk.standard import m323


@rule("TR338", level=3, code="9338", on=both("323"))
def assignment_is_known(prestatie: m323.Prestatie, lijn: Lijn) -> Hit | None:
    """There is an assignment with this number for this client, from this municipality to this provider (C-46)."""
    if lijn.debet and lijn.grondslag is None:
        return finding(prestatie, "toewijzing_nummer", found=prestatie.toewijzing_nummer)
    return None


@rule("TR384", level=3, code="9384", on=both("323"))
def assignment_was_not_deleted(prestatie: m323.Prestatie, lijn: Lijn) -> Hit | None:
    """Nothing is claimed on an assignment whose actual version says that it was deleted."""
    grondslag = lijn.grondslag
    if grondslag is not None and grondslag.reden_wijziging in VERWIJDERD[lijn.wet]:
        return finding(prestatie, "toewijzing_nummer", found=prestatie.toewijzing_nummer)
    return None


@rule("TR307", level=3, code="9307", on=both("323"))
def begins_within_assignment(prestatie: m323.Prestatie, lijn: Lijn) -> Hit | None:
    """The ProductPeriode does not begin before the assignment."""
    grondslag, begin = lijn.grondslag, prestatie.product_periode.begindatum
    if grondslag is not None and begin < grondslag.ingangsdatum:
        return finding(prestatie, "product_periode.begindatum", found=begin, expected=grondslag.ingangsdatum)
    return None


@rule("TR308", level=3, code="9308", on=both("323"))
def ends_within_assignment(prestatie: m323.Prestatie, lijn: Lijn) -> Hit | None:
    """The ProductPeriode does not end after the assignment."""
    grondslag, eind = lijn.grondslag, prestatie.product_periode.einddatum
    if grondslag is not None and grondslag.einddatum is not None and eind > grondslag.einddatum:
        return finding(prestatie, "product_periode.einddatum", found=eind, expected=grondslag.einddatum)
    return None


@rule("TR387", level=3, code="9387", on=both("323"))
def begins_with_the_month(prestatie: m323.Prestatie, lijn: Lijn) -> Hit | None:
    """The ProductPeriode begins with the month, or with the assignment when that begins later in it (IV089)."""
    grondslag, begin = lijn.grondslag, prestatie.product_periode.begindatum
    if grondslag is not None:
        expected = max(lijn.soort.eerste_maand.begin, grondslag.ingangsdatum)
        if begin != expected:
            return finding(prestatie, "product_periode.begindatum", found=begin, expected=expected)
    return None


@rule("TR388", level=3, code="9388", on=both("323"))
def ends_with_the_month(prestatie: m323.Prestatie, lijn: Lijn) -> Hit | None:
    """The ProductPeriode ends with the month, or with the assignment when that ends earlier in it (IV089)."""
    grondslag, eind = lijn.grondslag, prestatie.product_periode.einddatum
    if grondslag is not None:
        last = lijn.soort.laatste_maand.eind
        expected = last if grondslag.einddatum is None else min(last, grondslag.einddatum)
        if eind != expected:
            return finding(prestatie, "product_periode.einddatum", found=eind, expected=expected)
    return None


@rule("TR319", level=3, code="9319", on=both("323"))
def not_after_the_claimed_month(prestatie: m323.Prestatie, soort: Soort) -> Hit | None:
    """The ProductPeriode lies in the month of the claim or an earlier one (C-13)."""
    eind, last = soort.periode.eind, soort.claim.einddatum
    if eind > last:
        return finding(prestatie, "product_periode.einddatum", found=eind, expected=last)
    return None


@rule("TR339", level=3, code="9339", on=both("323"))
def category_was_assigned(prestatie: m323.Prestatie, lijn: Lijn) -> Hit | None:
    """The category is that of the assignment; a generic one names none."""
    grondslag = lijn.grondslag
    if grondslag is not None and grondslag.categorie and prestatie.product_categorie != grondslag.categorie:
        return finding(prestatie, "product_categorie", found=prestatie.product_categorie, expected=grondslag.categorie)
    return None


@rule("TR340", level=3, code="9340", on=both("323"))
def product_was_assigned(prestatie: m323.Prestatie, lijn: Lijn) -> Hit | None:
    """The code is that of the assignment; an aspecific or generic one names none."""
    grondslag = lijn.grondslag
    if grondslag is not None and grondslag.code and prestatie.product_code != grondslag.code:
        return finding(prestatie, "product_code", found=prestatie.product_code, expected=grondslag.code)
    return None


@rule("TR341", level=3, code="9341", on=both("323"))
def unit_was_assigned(prestatie: m323.Prestatie, lijn: Lijn) -> Hit | None:
    """The unit is that of the assignment, or of the agreement where the assignment has no Omvang; hours may be minutes."""
    grondslag, eenheid = lijn.grondslag, prestatie.eenheid
    if grondslag is None:
        return None
    if eenheid == grondslag.eenheid:
        return None
    units = [grondslag.eenheid] if grondslag.eenheid else [afspraak.eenheid for afspraak in lijn.afspraken]
    if units and not any(mag_als(each, eenheid) for each in units):
        expected = " of ".join(dict.fromkeys(other for each in units for other in eenheden_voor(each)))
        return finding(prestatie, "eenheid", found=eenheid, expected=expected)
    return None
