"""Enters in the register what a message that counts has changed, and takes it out again when its receiver rejects it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from ketenwerk.ledger import facts as ledger
from ketenwerk.ledger.changes import (
    Change,
    StartGemeld,
    StartVerwijderd,
    StopGemeld,
    StopVerwijderd,
    VersieToegewezen,
    VerzoekBeantwoord,
    VerzoekGedaan,
    apply,
    changes,
)
from ketenwerk.ledger.declaraties import Uitkomst
from ketenwerk.ledger.known import Vraag, question
from ketenwerk.ledger.memory import Entry, fold
from ketenwerk.messages.read import read
from ketenwerk.register import archive, clients, declaraties, known, projection
from ketenwerk.register.archive import Wijziging
from ketenwerk.register.models import Archiefbericht, Dossier, Gesprek, Voorval
from ketenwerk.standard import m323
from ketenwerk.standard.basis import Bericht
from ketenwerk.standard.release import MESSAGES


def enter(
    row: Archiefbericht,
    gesprek: Gesprek,
    bericht: Bericht,
    vraag: Vraag,
    before: ledger.Dossier,
    outcome: Uitkomst | None = None,
    clienten: Mapping[str, Any] | None = None,
) -> None:
    """Applies a message that counts to its dossier and fills in its row, which the caller saves. Asks for the turn.

    `outcome` is what became of a claim, and `clienten` are the ids of its clients, where those are known already.
    """
    _count(row, gesprek, bericht, before)
    if isinstance(bericht, m323.Bericht):
        declaraties.enter(row, gesprek, bericht, outcome, clienten)
    projection.sent(row, vraag.afzender, vraag.bericht_code, vraag.identificatie)


def _count(row: Archiefbericht, gesprek: Gesprek, bericht: Bericht, before: ledger.Dossier) -> None:
    made = tuple(changes(bericht, before, row.pk.hex))
    after = before
    for change in made:
        after = apply(after, change)
    if before.bsn:
        row.dossier = clients.find_or_make(gesprek, before.bsn)
        projection.store(row.dossier, before, after)
    row.counts = True
    archive.write_changes(row, [_told(change) for change in made])


def returned(heenbericht: Archiefbericht, by: Archiefbericht, now: datetime, *, approved: bool) -> None:
    """Records that the return message on a message of ours came in.

    A rejecting one takes the message out (OP286); an approving one lets it count, also where we held it wrong.
    """
    projection.answered(heenbericht, approved=approved)
    archive.note(heenbericht, Voorval.Soort.GOEDGEKEURD if approved else Voorval.Soort.VERVALLEN, now, by=by)
    if not approved and heenbericht.dossier is not None:
        refold(heenbericht.dossier)
    if approved and not heenbericht.counts:
        _count_after_all(heenbericht)


def _count_after_all(row: Archiefbericht) -> None:
    assert row.gesprek is not None
    bericht = read(archive.payload(row))
    vraag = question(bericht, MESSAGES[row.type_name])
    found = known.dossier_row(row.gesprek, vraag)
    before = known.dossier(found) if found else ledger.Dossier(vraag.gesprek, vraag.bsn)
    _count(row, row.gesprek, bericht, before)
    row.save(update_fields=["counts", "dossier", "changes"])


def refold(row: Dossier) -> None:
    """Makes a dossier anew from the messages that count."""
    before = known.dossier(row)
    entries = [Entry(each.pk.hex, read(archive.payload(each))) for each in counting(row.berichten.all())]
    projection.store(row, before, fold(ledger.Dossier(before.gesprek, before.bsn), entries))


def counting(rows: QuerySet[Archiefbericht]) -> QuerySet[Archiefbericht]:
    """The messages that count, in the order in which they took effect."""
    gone = Voorval.objects.filter(bericht=OuterRef("pk"), soort=Voorval.Soort.VERVALLEN)
    return rows.filter(~Exists(gone), counts=True).order_by("processed_nr")


def _told(change: Change) -> Wijziging:
    """A change as what it is about, for who looks at the message later. The facts themselves are in the message."""
    match change:
        case VersieToegewezen(versie):
            about = f"{versie.product.toewijzing_nummer} {versie.order[0]} {versie.order[1]}"
        case VerzoekGedaan(verzoek):
            about = verzoek.referentie
        case VerzoekBeantwoord(referentie, event):
            about = f"{referentie} {event}"
        case StartGemeld(fact) | StopGemeld(fact):
            about = _key(fact.sleutel)
        case StartVerwijderd(sleutel) | StopVerwijderd(sleutel):
            about = _key(sleutel)
    return Wijziging(type(change).__name__, about)


def _key(sleutel: ledger.StartSleutel | ledger.StopSleutel) -> str:
    if isinstance(sleutel, ledger.StopSleutel):
        return f"{_key(sleutel.start)} {sleutel.einddatum} {sleutel.reden_beeindiging}"
    return " ".join(str(part) for part in sleutel if part is not None)
