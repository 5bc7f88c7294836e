"""Lines of a claim that point at each other, or say the same twice."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import TypeAlias

from ketenwerk.rules.level2.geld import CREDIT
from ketenwerk.rules.registry import Hit, both, finding, rule
from ketenwerk.standard import m323, m325

Place: TypeAlias = tuple[int, int]
"""Position of the client in the claim and of the line under the client."""
Delivered: TypeAlias = tuple[int, str, str, date, date]
"""What was delivered: assignment, product and period."""


@rule("CD060", level=2, code="0001", on=both("323", "325"))
def earlier_reference_exactly_on_credit(part: m323.Declaratie | m325.DeclaratieAntwoord) -> Iterator[Hit]:
    """A credit names the line that it takes back; a debit names none."""
    for client in part.clienten:
        for prestatie in client.prestaties:
            vorig = prestatie.product_referentie.vorig_referentie_nummer
            if (vorig is None) == (prestatie.ingediend_bedrag.debet_credit in CREDIT):
                yield finding(prestatie, "product_referentie.vorig_referentie_nummer", found=vorig)


@rule("TR315", level=2, code="0001", on=both("323"))
def line_is_taken_back_once(declaratie: m323.Declaratie) -> Iterator[Hit]:
    """No two lines name the same earlier line; the finding is on the second, and names the first."""
    first: dict[str, Place] = {}
    for prestatie, vorig, place in _references(declaratie):
        earlier = first.setdefault(vorig, place)
        if earlier != place:
            yield _double(prestatie, vorig, earlier)


@rule("TR316", level=2, code="0001", on=both("323"))
def line_is_not_taken_back_at_once(declaratie: m323.Declaratie) -> Iterator[Hit]:
    """A line is not claimed and taken back in one message; the finding is on the line that takes back."""
    references = list(_references(declaratie))
    if not references:
        return
    wanted = {vorig for _, vorig, _ in references}
    if wanted.isdisjoint(_nummers(declaratie)):
        return
    claimed: dict[str, Place] = {}
    for place, prestatie in _lines(declaratie):
        nummer = prestatie.product_referentie.referentie_nummer
        if nummer in wanted:
            claimed.setdefault(nummer, place)
    for prestatie, vorig, _ in references:
        if vorig in claimed:
            yield _double(prestatie, vorig, claimed[vorig])


@rule("TR416", level=2, code="0001", on=both("323"))
def nothing_is_claimed_twice(declaratie: m323.Declaratie) -> Iterator[Hit]:
    """One debit per assignment, product and period in a claim; the finding is on the second, and names the first."""
    nummers = [prestatie.toewijzing_nummer for client in declaratie.clienten for prestatie in client.prestaties]
    if len(set(nummers)) == len(nummers):
        return
    again = {nummer for nummer, count in Counter(nummers).items() if count > 1}
    first: dict[Delivered, Place] = {}
    for place, prestatie in _lines(declaratie):
        if prestatie.toewijzing_nummer not in again or prestatie.ingediend_bedrag.debet_credit in CREDIT:
            continue
        earlier = first.setdefault(_delivered(prestatie), place)
        if earlier != place:
            yield finding(prestatie, found=f"ToewijzingNummer {prestatie.toewijzing_nummer}", expected=_differs(earlier))


def _delivered(prestatie: m323.Prestatie) -> Delivered:
    periode = prestatie.product_periode
    product = prestatie.product_categorie, prestatie.product_code
    return prestatie.toewijzing_nummer, *product, periode.begindatum, periode.einddatum


def _nummers(declaratie: m323.Declaratie) -> Iterator[str]:
    for client in declaratie.clienten:
        for prestatie in client.prestaties:
            yield prestatie.product_referentie.referentie_nummer


def _lines(declaratie: m323.Declaratie) -> Iterator[tuple[Place, m323.Prestatie]]:
    for c, client in enumerate(declaratie.clienten, 1):
        for p, prestatie in enumerate(client.prestaties, 1):
            yield (c, p), prestatie


def _references(declaratie: m323.Declaratie) -> Iterator[tuple[m323.Prestatie, str, Place]]:
    """The lines that name an earlier one, with the number that they name. Not only credits: CD060 judges that."""
    for c, client in enumerate(declaratie.clienten, 1):
        for p, prestatie in enumerate(client.prestaties, 1):
            vorig = prestatie.product_referentie.vorig_referentie_nummer
            if vorig is not None:
                yield prestatie, vorig, (c, p)


def _double(prestatie: m323.Prestatie, vorig: str, other: Place) -> Hit:
    return finding(prestatie, "product_referentie.vorig_referentie_nummer", found=vorig, expected=_differs(other))


def _differs(other: Place) -> str:
    client, prestatie = other
    return f"!= Client[{client}]/Prestatie[{prestatie}]"
