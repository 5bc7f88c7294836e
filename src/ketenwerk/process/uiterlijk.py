"""What a provider of ours must claim when: its care that waits beside terms and calendars, what is late first (E165 to E168)."""

from collections import defaultdict
from datetime import date

import msgspec

from ketenwerk.claims.termijn import Kalendermaand, Zorgmaand, uiterlijk
from ketenwerk.register import termijnen
from ketenwerk.register.models import EigenPartij


class Opgave(msgspec.Struct, frozen=True):
    """A month of a municipality with care that waits. `uiterlijk` is the first day that something of it is due, None without.

    `leveringen` counts what waits, and `te_laat` what of that is past its day.
    """

    gesprek: int
    gemeente: str
    maand: date
    uiterlijk: date | None
    leveringen: int
    te_laat: int
    kalender: Kalendermaand | None


def due(party: EigenPartij, today: date) -> list[Opgave]:
    """Per municipality and month, the first due first; what has no term last. At most four queries."""
    terms, calendar = termijnen.terms(party), termijnen.calendar_of(party)
    if not terms and not calendar:
        months = termijnen.waiting_months(party)
        return [Opgave(gesprek, gemeente, maand, None, count, 0, None) for gesprek, gemeente, maand, count in months]
    rows = termijnen.waiting(party)
    received = termijnen.received(party, rows)
    days: defaultdict[tuple[int, str, date], list[tuple[date | None, int]]] = defaultdict(list)
    for row in rows:
        zorg = Zorgmaand(
            begin=row.maand,
            ander=row.gemeente,
            categorie=row.categorie,
            toegewezen=received.get((row.gesprek, row.client, row.toewijzing)),
        )
        last = uiterlijk(zorg, terms, calendar.get((row.gemeente, row.maand)))
        days[row.gesprek, row.gemeente, row.maand].append((last, row.aantal))
    found = [
        Opgave(
            gesprek=gesprek,
            gemeente=gemeente,
            maand=month,
            uiterlijk=min((last for last, _ in held if last), default=None),
            leveringen=sum(count for _, count in held),
            te_laat=sum(count for last, count in held if last and last < today),
            kalender=calendar.get((gemeente, month)),
        )
        for (gesprek, gemeente, month), held in days.items()
    ]
    return sorted(found, key=lambda each: (each.uiterlijk or date.max, each.maand, each.gemeente))
