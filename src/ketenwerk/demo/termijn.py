"""Until when the parties of the region agreed to claim: the last day of the next month (E165). Needs the application."""

from datetime import date, datetime
from typing import Final

from ketenwerk.claims.termijn import Aanvang, Termijn
from ketenwerk.demo.kalender import EARLIEST, Kalender
from ketenwerk.demo.personen import DE_OEVER, HET_GEMAAL, HOOGMEER, VELDRIJK
from ketenwerk.protocol.kalenderbestand import Kalenderregel
from ketenwerk.register import termijnen
from ketenwerk.register.models import EigenPartij
from ketenwerk.standard.types import Wet

TUSSEN: Final[tuple[tuple[Wet, str, str], ...]] = (("jw", HOOGMEER, DE_OEVER), ("wmo", VELDRIJK, HET_GEMAAL))
"""The municipality and the provider that agreed on it, as each of them keeps it."""


def agree_terms(today: date, begin: datetime, door: str) -> None:
    """Keeps the terms on both sides, and what each municipality published for last month: paid in the month after the next."""
    indienen, betaling = Kalender(today).maand(0)[1], Kalender(today).maand(-1)[1]
    for wet, gemeente, aanbieder in TUSSEN:
        for code, ander in ((gemeente, aanbieder), (aanbieder, gemeente)):
            party = EigenPartij.objects.get(wet=wet, code=code)
            termijnen.keep_term(party, Termijn(vanaf=Aanvang.MAAND, van=EARLIEST, ander=ander), begin, door)
            regel = Kalenderregel(
                wet=wet, gemeente=gemeente, periode=Kalender(today).eerste(1), indienen=indienen, betaling=betaling
            )
            termijnen.keep_calendar(party, [regel], begin, door)
