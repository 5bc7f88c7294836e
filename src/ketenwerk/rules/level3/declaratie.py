"""A claim (323) as a whole, beside the claims before it: its number, its period, its clients."""

from collections.abc import Iterator

from ketenwerk.claims.periode import DAY, maand
from ketenwerk.ledger.known import Known
from ketenwerk.rules.registry import Hit, both, finding, rule
from ketenwerk.standard import m323


@rule("TR333", level=3, code="9333", on=both("323"))
def number_is_new(declaratie: m323.Declaratie, known: Known) -> Iterator[Hit]:
    """A provider uses a DeclaratieNummer once; that of a claim rejected as a whole is free again."""
    if known.declaraties.nummer_bekend:
        yield finding(declaratie, "declaratie_nummer", found=declaratie.declaratie_nummer)


@rule("TR318", level=3, code="8214", on=both("323"))
def period_goes_on(declaratie: m323.Declaratie, known: Known) -> Iterator[Hit]:
    """The period is that of the latest claim or a later one (IV090, OP284).

    Months that are left out are a signal: whether there was care in them, the receiver cannot see (C-07).
    """
    begin, latest = declaratie.declaratie_periode.begindatum, known.declaraties.laatste_periode
    if latest is None:
        return
    if begin < latest:
        yield finding(declaratie, "declaratie_periode", found=begin, expected=latest)
    elif begin > (following := maand(latest).eind + DAY):
        yield finding(declaratie, "declaratie_periode", found=begin, expected=following, signal=True)
