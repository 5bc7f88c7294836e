"""The answer to a request (319) beside the request and the answers before it.

Each rule looks at one thing, so one answer can break several: a second "being looked into" after a refusal is neither the first
answer (TR360) nor one that follows an investigation (TR365).
"""

from collections.abc import Iterator
from typing import Final

from ketenwerk.ledger.facts import Verzoek
from ketenwerk.ledger.known import Known
from ketenwerk.rules.registry import Hit, both, finding, rule
from ketenwerk.standard import m319
from ketenwerk.standard.codelists import codelist

ONDERZOEK: Final = codelist("WJ760").where("onderzoek")
TOEGEKEND: Final = "toegekend"
"""State of `ledger.machines.VERZOEK` of a request that a 301 granted."""


@rule("TR355", level=3, code="9355", on=both("319"))
def answers_a_request(antwoord: m319.Antwoord, known: Known) -> Iterator[Hit]:
    """What is answered was asked: a 315 or 317 of this provider has this ReferentieAanbieder."""
    if _request(antwoord, known) is None:
        yield finding(antwoord, "referentie_aanbieder", found=antwoord.referentie_aanbieder)


@rule("TR359", level=3, code="9359", on=both("319"))
def no_answer_after_assignment(antwoord: m319.Antwoord, known: Known) -> Iterator[Hit]:
    """A 301 with this ReferentieAanbieder was the decision; no answer follows it."""
    verzoek = _request(antwoord, known)
    if verzoek and verzoek.staat == TOEGEKEND:
        yield finding(antwoord, found=verzoek.referentie)


@rule("TR360", level=3, code="9360", on=both("319"))
def investigation_is_the_first_answer(antwoord: m319.Antwoord, known: Known) -> Iterator[Hit]:
    """That a request is being looked into is said once, as the first answer to it."""
    verzoek = _request(antwoord, known)
    if verzoek and verzoek.antwoorden and antwoord.verzoek_antwoord in ONDERZOEK:
        yield finding(antwoord, "verzoek_antwoord", found=antwoord.verzoek_antwoord)


@rule("TR365", level=3, code="9365", on=both("319"))
def nothing_after_a_refusal(antwoord: m319.Antwoord, known: Known) -> Iterator[Hit]:
    """A further answer follows only answers that said that the request was being looked into."""
    verzoek = _request(antwoord, known)
    if verzoek and not ONDERZOEK.issuperset(verzoek.antwoorden):
        yield finding(antwoord, found=verzoek.referentie)


def _request(antwoord: m319.Antwoord, known: Known) -> Verzoek | None:
    return known.dossier.verzoeken.get(antwoord.referentie_aanbieder)
