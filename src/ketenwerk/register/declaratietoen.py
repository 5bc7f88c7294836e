"""What a claim was judged beside at the moment of its judgement, for who looks at it later: the lines and versions of then.

Asked for the assignments of a few lines, never for a whole claim at once. Within a conversation claims are judged in the order
in which they came, so what was known is told by the place of each message in the order of all (`sequence`).
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec

from ketenwerk.ledger.declaraties import (
    AFGEWEZEN,
    OPEN,
    Declaratiestand,
    Declaratievraag,
    Grondslag,
    Regel,
    is_debet,
    lijn_sleutel,
    summed,
    summed_per_product,
)

from .clients import ids_of
from .declaratiestand import standing
from .models import Declaratie, Declaratieregel, Gesprek, Overname, Toewijzingversie


class Toen(msgspec.Struct, frozen=True):
    """What was known then: the stand of the assignments that were asked for, and every line claimed on them before.

    `gewijzigd` are those of these assignments that have a version since; `afspraken_gewijzigd` where agreements of this party
    were taken over since. Both False and empty where the claim has no answer yet: then is now.
    """

    stand: Declaratiestand
    regels: tuple[Regel, ...]
    gewijzigd: frozenset[int] = frozenset()
    afspraken_gewijzigd: bool = False


def then(declaratie: Declaratie, vraag: Declaratievraag, now: Declaratiestand) -> Toen:
    """What this claim was judged beside; `now` is what is known at this moment (`declaratiestand.stand`) for the same question.

    The claim comes with its `gesprek` and its party, `bericht` and `antwoord`. What a provider sent was judged when it left.
    """
    regels = _lines(declaratie, vraag.nummers)
    by_reference = {regel.prestatie.product_referentie.referentie_nummer: regel for regel in reversed(regels)}
    grondslagen, changed = _versions(declaratie, vraag)
    stand = msgspec.structs.replace(
        now,
        clienten=frozenset(bsn for bsn, _ in grondslagen) | now.clienten,
        grondslagen=grondslagen,
        referenties=_used(declaratie, vraag),
        nummer_bekend=False,
        laatste_periode=None,
        debetten={
            lijn_sleutel(regel.prestatie): regel.prestatie.product_referentie.referentie_nummer
            for regel in regels
            if regel.staand
        },
        vorige={**now.vorige, **{each: by_reference[each] for each in vraag.vorige if each in by_reference}},
        sommen=summed(regels),
        producten=summed_per_product(regels),
    )
    return Toen(stand, tuple(regels), changed, _agreements_changed(declaratie))


def _until(declaratie: Declaratie) -> int | None:
    """The place of the message up to which all was known; None while the claim waits for the judgement of its receiver."""
    if declaratie.party.code == declaratie.gesprek.aanbieder:
        return int(declaratie.bericht.sequence)
    return int(declaratie.antwoord.sequence) if declaratie.antwoord else None


def _lines(declaratie: Declaratie, nummers: frozenset[int]) -> list[Regel]:
    """The lines claimed before on these assignments, as they stood: what answered or credited them later is undone."""
    claims = _earlier(declaratie.gesprek, declaratie.bericht.sequence)
    until = _until(declaratie)
    found = [regel for regel in standing(declaratie.gesprek, nummers) if regel.bericht in claims]
    as_then = [
        msgspec.structs.replace(regel, staat=OPEN)
        if until is not None and (claims[regel.bericht] is None or claims[regel.bericht] > until)
        else regel
        for regel in found
    ]
    credited = {
        regel.prestatie.product_referentie.vorig_referentie_nummer
        for regel in as_then
        if regel.staat != AFGEWEZEN and not is_debet(regel.prestatie)
    }
    return [
        msgspec.structs.replace(regel, gecrediteerd=regel.prestatie.product_referentie.referentie_nummer in credited)
        for regel in as_then
    ]


def _earlier(gesprek: Gesprek, sequence: int) -> dict[str, Any]:
    """The claims of a conversation before this one by the id of their message, each with the place of its answer."""
    rows = Declaratie.objects.filter(gesprek=gesprek, bericht__sequence__lt=sequence)
    return {key.hex: answer for key, answer in rows.values_list("bericht_id", "antwoord__sequence")}


def _versions(declaratie: Declaratie, vraag: Declaratievraag) -> tuple[dict[tuple[str, int], Grondslag], frozenset[int]]:
    """The version of each of these assignments that held then, and the numbers of those that have a later one."""
    of_client = {pk: bsn for bsn, pk in ids_of(declaratie.party_id, vraag.bsns).items()}
    rows = Toewijzingversie.objects.filter(
        dossier__gesprek=declaratie.gesprek, dossier__client__in=of_client.keys(), nummer__in=vraag.nummers
    )
    until, changed = _until(declaratie), set()
    held: dict[tuple[str, int], Grondslag] = {}
    by_pk = {str(pk).replace("-", ""): bsn for pk, bsn in of_client.items()}
    for row in (
        rows.select_related("dossier", "bericht")
        .defer("feit", "bericht__payload")
        .order_by("toewijzingsdatum", "toewijzingstijd")
    ):
        if until is not None and row.bericht.sequence > until:
            changed.add(row.nummer)
            continue
        held[by_pk[row.dossier.client_id.hex], row.nummer] = _grondslag(row)
    return held, frozenset(changed)


def _grondslag(row: Toewijzingversie) -> Grondslag:
    return Grondslag(
        row.nummer,
        row.categorie or None,
        row.code or None,
        row.ingangsdatum,
        row.einddatum,
        row.volume,
        row.eenheid or None,
        row.frequentie or None,
        row.budget,
        row.reden_wijziging or None,
    )


def _used(declaratie: Declaratie, vraag: Declaratievraag) -> frozenset[str]:
    """Of these references those that were used before (TR314): by a provider to whomever."""
    rows = Declaratieregel.objects.filter(
        referentie__in=_some(vraag.referenties), declaratie__bericht__sequence__lt=declaratie.bericht.sequence
    )
    own = [declaratie.gesprek_id]
    if declaratie.party.code == declaratie.gesprek.aanbieder:
        own = list(Gesprek.objects.filter(party=declaratie.party_id).values_list("pk", flat=True))
    return frozenset(rows.filter(gesprek__in=own).values_list("referentie", flat=True))


def _some(referenties: Iterable[str]) -> list[str]:
    found = list(referenties)
    if len(found) > 500:
        raise ValueError("for the lines of a few assignments, not for a whole claim")
    return found


def _agreements_changed(declaratie: Declaratie) -> bool:
    answered: date | None = declaratie.beantwoord_op
    row = declaratie.bericht if declaratie.party.code == declaratie.gesprek.aanbieder else declaratie.antwoord
    if answered is None or row is None:
        return False
    return Overname.objects.filter(party=declaratie.party, at__gt=row.received_at).exists()
