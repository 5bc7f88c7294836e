"""A request (315, 317) beside the requests before it and the clients that are known."""

from collections.abc import Iterator

from ketenwerk.ledger.known import Known
from ketenwerk.ledger.machines import OPEN
from ketenwerk.rules.registry import Hit, both, finding, rule
from ketenwerk.standard import m315, m317, m323, m325


@rule("TR347", level=3, code="9347", on=both("315", "317"))
def reference_is_new(part: m315.AangevraagdProduct | m317.Verzoek, known: Known) -> Iterator[Hit]:
    """A provider uses a ReferentieAanbieder once per law, over both types of request; a rejected request leaves it free."""
    if part.referentie_aanbieder in known.referenties_bekend:
        yield finding(part, "referentie_aanbieder", found=part.referentie_aanbieder)


@rule("TR374", level=3, code="9374", on=both("315", "317"))
def one_request_at_a_time(client: m315.Client | m317.Client, known: Known) -> Iterator[Hit]:
    """While a request for this client by this provider waits or is being looked into there comes no other.

    One 315 is several requests, and waits until each of its references is settled. The finding names one that waits.
    """
    waiting = sorted(verzoek.referentie for verzoek in known.dossier.verzoeken.values() if verzoek.staat in OPEN)
    if waiting:
        yield finding(client, found=f"ReferentieAanbieder {waiting[0]}")


@rule("TR304", level=3, code="8187", on=both("317", "323", "325"))
def client_is_known(part: m317.Client | m323.Client | m325.DeclaratieAntwoord, known: Known) -> Iterator[Hit]:
    """Change and claim presume an assignment: this municipality gave this provider one for this Bsn, if only a deleted one.

    An answer (325) names only clients of its claim; nothing answers it, so there it is a signal (C-18).
    """
    match part:
        case m325.DeclaratieAntwoord():
            yield from _not_claimed(part, known.antwoord_op.declaratie)
            return
        case m323.Client():
            is_known = part.bsn in known.declaraties.clienten
        case _:
            is_known = bool(known.dossier.toewijzingen)
    if not is_known:
        yield finding(part, "bsn", found=part.bsn)


def _not_claimed(antwoord: m325.DeclaratieAntwoord, declaratie: m323.Bericht | None) -> Iterator[Hit]:
    """All clients at once: a claim has thousands of them, and so may its answer. Of an unknown claim nothing can be said."""
    if declaratie is None:
        return
    claimed = {client.bsn for client in declaratie.declaratie.clienten}
    for client in antwoord.clienten:
        if client.bsn not in claimed:
            yield finding(client, "bsn", found=client.bsn, signal=True)
