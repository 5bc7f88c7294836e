"""A municipality and a provider in one installation, with what they agreed and assigned: two conversations about the same."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from region import named

import builders as b
from ketenwerk.messages.read import read
from ketenwerk.messages.write import write
from ketenwerk.process import acts, declareerplan, indienen, intake, leveren
from ketenwerk.protocol.afspraken import Afspraak, Afspraken
from ketenwerk.protocol.leveringbestand import Rijlevering
from ketenwerk.register import afspraken, archive, parties
from ketenwerk.register.models import Archiefbericht, Declaratieregel, EigenPartij
from ketenwerk.standard.basis import Bericht

APRIL, MEI, JUNI = (date(2026, month, 30 if month != 5 else 31) for month in (4, 5, 6))
"""The last day of each month."""
NA_APRIL = datetime(2026, 5, 6, 12, 0, tzinfo=UTC)
UUR = 6150
NUMMER = 300201


def own(code: str) -> EigenPartij:
    return parties.add_own("jw", code, NA_APRIL)


def agree(*parties_: EigenPartij, tarief: int = UUR, eenheid: str = "04", gemeente: str = b.GEMEENTE, **anders: Any) -> None:
    base = {"wet": "jw", "gemeente": gemeente, "aanbieder": b.AANBIEDER, "categorie": "45", "code": "45A04"}
    regel = Afspraak(**base, eenheid=eenheid, variant="inspanning", tarief=tarief, van=date(2020, 1, 1), **anders)
    afspraken.take_over(Afspraken([regel]), parties_, NA_APRIL, "test")


def assign(
    gemeente: EigenPartij | None = None,
    *,
    bsn: str = b.BSN,
    nummer: int = NUMMER,
    now: datetime = NA_APRIL,
    afzender: str = b.GEMEENTE,
    **changes: Any,
) -> intake.Ontvangst:
    """Sends an assignment where the municipality is ours, and brings it to the provider."""
    base = {"toewijzing_nummer": nummer, "omvang": b.omvang(20), "referentie_aanbieder": None}
    product = b.toegewezen("jw", **{**base, **changes})
    message = named(b.bericht301("jw", product, bsn=bsn), f"T{nummer}", afzender=afzender)
    if gemeente is not None:
        outcome = acts.submit(message, gemeente, now)
        assert outcome.bericht is not None, outcome.report.findings
    (kept,) = bring(message, now=now)
    return kept


def bring(*berichten: Bericht | Archiefbericht, now: datetime = NA_APRIL) -> list[intake.Ontvangst]:
    """Carries messages to their receiver by hand."""
    data = [archive.payload(each) if isinstance(each, Archiefbericht) else write(each) for each in berichten]
    return [intake.receive(each, "b.xml", "keten", now) for each in data]


def rij(dag: date, minuten: int = 60, *, bsn: str = b.BSN, nummer: int = NUMMER, **anders: Any) -> Rijlevering:
    return Rijlevering(
        **{
            "plaats": "rij 2",
            "datum": dag,
            "bsn": bsn,
            "toewijzing": nummer,
            "soort": "minuten",
            "hoeveelheid": minuten,
            **anders,
        }
    )


def deliver(party: EigenPartij, rows: Iterable[Rijlevering], now: datetime = NA_APRIL) -> int:
    return leveren.typed(list(rows), party, now, now.date(), "Test")


def plan(party: EigenPartij, until: date = APRIL, now: datetime = NA_APRIL, **anders: Any) -> declareerplan.Plan:
    (found,) = declareerplan.plans(party, until, now.date(), **anders)
    return found


def send(party: EigenPartij, until: date = APRIL, now: datetime = NA_APRIL, zonder: Iterable[str] = ()) -> list[Archiefbericht]:
    found = plan(party, until, now, zonder=tuple(zonder))
    return indienen.send(found.gesprek, until, now, zonder=tuple(zonder), zegel=found.zegel)


def bodies(rows: Iterable[Archiefbericht]) -> list[Any]:
    return [read(archive.payload(row)) for row in rows]


def standing(party: EigenPartij) -> list[tuple[str, int, str]]:
    """Sign and amount of each line that a party knows, with what became of it, in order."""
    rows = Declaratieregel.objects.filter(party=party).order_by("pk")
    return [("D" if row.debet else "C", row.bedrag, row.staat) for row in rows]
