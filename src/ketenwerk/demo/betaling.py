"""The accounts of the region: from which its municipalities pay, and to which. No bank has them: their code is TEST.

Of one provider the account waits to be confirmed, so that there is something that cannot be paid yet. Needs the application.
"""

from datetime import date, datetime, timedelta
from typing import Final

import msgspec

from ketenwerk.demo.kalender import Kalender
from ketenwerk.demo.personen import DE_OEVER, FICTIEF, HET_GEMAAL, HOOGMEER, ROL_EN_RIJ, VELDRIJK
from ketenwerk.protocol.aanbiederformulier import Formulier
from ketenwerk.register import betalingen, rekeningen, relaties
from ketenwerk.register.betalingen import EigenRekening
from ketenwerk.register.models import EigenPartij
from ketenwerk.standard.types import Wet

EIGEN: Final[tuple[tuple[Wet, str, str], ...]] = (
    ("jw", HOOGMEER, "NL10TEST0000000384"),
    ("wmo", VELDRIJK, "NL65TEST0000001916"),
)
"""Municipalities and the account from which they pay."""


class Ontvanger(msgspec.Struct, frozen=True):
    """A provider as a municipality knows it, and whether somebody there confirmed its account."""

    gemeente: str
    agb: str
    naam: str
    iban: str
    bevestigd: bool


ONTVANGERS: Final = (
    Ontvanger(HOOGMEER, DE_OEVER, "Stichting De Oever", "NL35TEST0098000101", True),
    Ontvanger(VELDRIJK, HET_GEMAAL, "Stichting Het Gemaal", "NL24TEST0098000202", True),
    Ontvanger(VELDRIJK, ROL_EN_RIJ, "Rol en Rij", "NL13TEST0098000303", False),
)
_COPY: Final = "afschrift.txt"
_WAIT: Final = timedelta(minutes=1)


def open_accounts(today: date, begin: datetime, door: str) -> None:
    """Fills in the accounts at the moment `begin`, as the pages do. What was granted earlier was paid elsewhere.

    Two months are enough for something that is due on any day of the month.
    """
    vanaf = Kalender(today).eerste(2)
    for wet, gemeente, iban in EIGEN:
        party = EigenPartij.objects.get(wet=wet, code=gemeente)
        betalingen.keep_own_account(party, EigenRekening(naam=f"Gemeente {FICTIEF}", iban=iban, vanaf=vanaf), begin, door)
        for ontvanger in ONTVANGERS:
            if ontvanger.gemeente == gemeente:
                _known(party, ontvanger, begin, door)


def _known(party: EigenPartij, ontvanger: Ontvanger, begin: datetime, door: str) -> None:
    naam = f"{ontvanger.naam} {FICTIEF}"
    # Numbers of companies began with the number of their chamber, and there was none 00.
    kvk = f"0000{ontvanger.agb[-4:]}"
    formulier = Formulier(juridische_naam=naam, handelsnaam=naam, agb=ontvanger.agb, kvk=kvk, iban=ontvanger.iban)
    relatie = relaties.keep_form(party, formulier, begin, door)
    copy = f"Rekening {ontvanger.iban} van {naam}".encode()
    problem = rekeningen.add_statement(relatie, _COPY, copy, begin + _WAIT, door)
    if ontvanger.bevestigd:
        problem = problem or rekeningen.confirm(relatie, ontvanger.iban, begin + 2 * _WAIT, door)
    if problem is not None:
        raise ValueError(problem.tekst)
