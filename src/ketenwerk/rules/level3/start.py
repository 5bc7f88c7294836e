"""The start of delivery (305) beside what was delivered before."""

from collections.abc import Iterator

from ketenwerk.ledger.facts import Dossier, StartSleutel, start_key
from ketenwerk.ledger.known import Known
from ketenwerk.rules.registry import Hit, both, finding, rule
from ketenwerk.standard import m305

from .regie import deletes, key_in_words, reported


@rule("TR071", level=3, code="9071", on=both("305"))
def stopped_start_stays(client: m305.Client, known: Known) -> Iterator[Hit]:
    """A start cannot be deleted while a stop of it stands, temporary or definite: that stop is deleted first."""
    stopped = _stopped(known.dossier)
    for start in client.start_producten:
        if deletes(start) and start_key(start) in stopped:
            yield finding(start, found=key_in_words(start_key(start)))


@rule("TR326", level=3, code="9326", on=both("305"))
def one_start_at_a_time(client: m305.Client, stand: Dossier) -> Iterator[Hit]:
    """A product on an assignment starts only when no start of it runs: each start before it has a stop.

    Of two starts of one product in a message the second fails (C-30).
    """
    stopped = _stopped(stand)
    running = {sleutel.product for sleutel in stand.starts if sleutel not in stopped}
    for start in reported(client.start_producten):
        sleutel = start_key(start)
        if sleutel.product in running:
            yield finding(start, found=key_in_words(sleutel))
        running.add(sleutel.product)


def _stopped(dossier: Dossier) -> set[StartSleutel]:
    return {sleutel.start for sleutel in dossier.stops}
