"""Known from the database: what the rules of levels 3 and 4 may ask about one message, in a fixed, small number of queries."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import msgspec
from django.db.models import Q

from ketenwerk.ledger import facts as ledger
from ketenwerk.ledger.declaraties import TOEGEKEND, Antwoordstand, Declaratiestand
from ketenwerk.ledger.known import Elders, Known, Vraag
from ketenwerk.ledger.known import Verzonden as Sent

from . import clients, declaratiestand, facts, queries
from .models import Dossier, Gesprek, Toewijzingversie
from .projection import REJECTED, SENT

QUERIES = 6
"""The most that one message costs: the dossier, its facts, its name, references, assignment numbers elsewhere, and the lines that
stand on those assignments. A claim costs `declaratiestand.QUERIES` and its name."""


def known(
    gesprek: Gesprek,
    vraag: Vraag,
    today: date,
    *,
    before: int = declaratiestand.LAST,
    clienten: Mapping[str, Any] | None = None,
) -> Known:
    """What is known for one question: the same as `ledger.memory.Register.answer` gives for the same history.

    `before` is the row of a claim that is judged again, `clienten` are the ids of its clients (`declaratiestand.stand`).
    """
    row = dossier_row(gesprek, vraag)
    own = dossier(row) if row else ledger.Dossier(vraag.gesprek, vraag.bsn)
    return Known(
        vandaag=today,
        dossier=_with_lines(own, gesprek, vraag),
        identificatie_bekend=_is_used(gesprek, vraag),
        referenties_bekend=queries.references(gesprek, vraag.referenties) if vraag.referenties else frozenset(),
        elders=_elsewhere(gesprek, vraag, row),
        heenbericht=answered(gesprek, vraag),
        declaraties=_claimed(gesprek, vraag, before, clienten),
        antwoord_op=declaratiestand.antwoordstand(gesprek, vraag.antwoord) if vraag.antwoord else Antwoordstand(),
    )


def _claimed(gesprek: Gesprek, vraag: Vraag, before: int, clienten: Mapping[str, Any] | None) -> Declaratiestand:
    if vraag.declaratie is None:
        return Declaratiestand()
    return declaratiestand.stand(gesprek, vraag.declaratie, before=before, clienten=clienten)


def _with_lines(own: ledger.Dossier, gesprek: Gesprek, vraag: Vraag) -> ledger.Dossier:
    """With the granted lines that stand on the assignments, where those may be deleted (TR385)."""
    if not vraag.nummers:
        return own
    granted = {
        regel.prestatie.product_referentie.referentie_nummer: ledger.Prestatie(regel.prestatie, regel.bericht)
        for regel in declaratiestand.standing(gesprek, vraag.nummers)
        if regel.staand and regel.staat == TOEGEKEND and regel.bsn == own.bsn
    }
    return msgspec.structs.replace(own, prestaties=granted) if granted else own


def dossier_row(gesprek: Gesprek, vraag: Vraag) -> Dossier | None:
    """The dossier that a message is about: by its client, or by the request that it answers (319)."""
    if vraag.bsn:
        return clients.find(gesprek, vraag.bsn)
    if not vraag.referenties:
        return None
    found = Dossier.objects.filter(gesprek=gesprek, verzoek_rijen__referentie__in=vraag.referenties)
    return found.select_related("client", "gesprek").order_by("pk").first()


def dossier(row: Dossier) -> ledger.Dossier:
    """A dossier with everything in it."""
    versies, verzoeken, starts, stops = facts.of(row)
    return ledger.Dossier(
        row.gesprek.fact,
        clients.bsn_of(row.client),
        toewijzingen=_assignments(versies),
        verzoeken={verzoek.referentie: verzoek for verzoek in verzoeken},
        starts={start.sleutel: start for start in starts},
        stops={stop.sleutel: stop for stop in stops},
    )


def answered(gesprek: Gesprek, vraag: Vraag) -> Sent | None:
    """The message that a return message answers: of those under its name one that waits, else the last (C-14)."""
    if not vraag.retour_op:
        return None
    named = queries.names(gesprek, vraag.afzender, vraag.retour_op, vraag.identificatie)
    found = next((each for each in named if each[2] == SENT), named[-1] if named else None)
    return Sent(found[0].hex, found[1], found[2]) if found else None


def is_taken(gesprek: Gesprek, vraag: Vraag) -> bool:
    """Whether a message that was not rejected has this name in this conversation: there it can be used once only."""
    named = queries.names(gesprek, vraag.afzender, vraag.bericht_code, vraag.identificatie)
    return any(staat != REJECTED for _, _, staat in named)


def _is_used(gesprek: Gesprek, vraag: Vraag) -> bool:
    """Whether this party knows a message that was not rejected by this name. A return message has no name of its own.

    A party that sends knows all that it sent, to whomever; one that receives, what this sender sent it.
    """
    if vraag.retour_op:
        return False
    return queries.is_used(gesprek.party_id, vraag.afzender, vraag.bericht_code, vraag.identificatie, free=REJECTED)


def _elsewhere(gesprek: Gesprek, vraag: Vraag, own: Dossier | None) -> dict[int, Elders]:
    if not vraag.nummers:
        return {}
    mine = Q(dossier=own) if own else Q(pk=None)
    others = (
        Toewijzingversie.objects.filter(
            # By the number, never by the party: of that SQLite would read all.
            nummer__in=vraag.nummers,
            dossier__gesprek__party_id=gesprek.party_id,
            dossier__gesprek__gemeente=gesprek.gemeente,
        )
        .exclude(mine)
        .select_related("dossier__client", "dossier__gesprek")
        .order_by("-toewijzingsdatum", "-toewijzingstijd")
    )
    # Oldest last, so that the version in which a number was given out is the one that stays.
    return {each.nummer: _elders(each) for each in others}


def _elders(row: Toewijzingversie) -> Elders:
    product = facts.versie(row.opened("feit")).product
    return Elders(clients.bsn_of(row.dossier.client), row.dossier.gesprek.aanbieder, product.product, product.ingangsdatum)


def _assignments(versies: Iterable[ledger.Versie]) -> dict[int, ledger.Toewijzing]:
    found: dict[int, list[ledger.Versie]] = {}
    for versie in versies:
        found.setdefault(versie.product.toewijzing_nummer, []).append(versie)
    return {
        nummer: ledger.Toewijzing(nummer, tuple(sorted(each, key=lambda versie: versie.order)))
        for nummer, each in sorted(found.items())
    }
