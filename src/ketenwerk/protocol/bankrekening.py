"""The account on which a provider is paid, and a changed account on its way to take its place (E013).

A changed account needs a copy of a bank statement and a confirmation. Until then payments go to the old one.
"""

from datetime import date
from enum import StrEnum

import msgspec

from .bezwaar import Bezwaar
from .vormen import compact


class RekeningStaat(StrEnum):
    """How far the account, or its change, has come."""

    GEEN = "geen rekening"
    WACHT_OP_AFSCHRIFT = "wacht op kopie bankafschrift"
    WACHT_OP_BEVESTIGING = "wacht op bevestiging"
    BEVESTIGD = "bevestigd"


class Rekening(msgspec.Struct, frozen=True, kw_only=True):
    """An account number, with the name of the copy of a bank statement that shows it ("" while there is none)."""

    iban: str
    afschrift: str = ""
    bevestigd: date | None = None


class Bankrekening(msgspec.Struct, frozen=True, kw_only=True):
    """The account in use, which was confirmed, and the one that is to take its place."""

    in_gebruik: Rekening | None = None
    aangemeld: Rekening | None = None

    @property
    def staat(self) -> RekeningStaat:
        if self.aangemeld is not None:
            return RekeningStaat.WACHT_OP_BEVESTIGING if self.aangemeld.afschrift else RekeningStaat.WACHT_OP_AFSCHRIFT
        return RekeningStaat.BEVESTIGD if self.in_gebruik else RekeningStaat.GEEN

    def report(self, iban: str, afschrift: str = "") -> "Bankrekening":
        """The same with another account reported. The account that is in use takes a waiting change back."""
        number = compact(iban)
        if self.in_gebruik is not None and compact(self.in_gebruik.iban) == number:
            return Bankrekening(in_gebruik=self.in_gebruik)
        kept = afschrift or (self.aangemeld.afschrift if self.aangemeld and self.aangemeld.iban == number else "")
        return Bankrekening(in_gebruik=self.in_gebruik, aangemeld=Rekening(iban=number, afschrift=kept))

    def confirm(self, on: date) -> "Bankrekening | Bezwaar":
        """The same with the reported account in use, or why that cannot be."""
        if self.aangemeld is None:
            return Bezwaar("iban", "Er is niets bevestigd: er is geen gewijzigde rekening. Meld eerst de rekening aan.")
        if not self.aangemeld.afschrift:
            return Bezwaar("iban", "De rekening is niet bevestigd: zij wacht op kopie bankafschrift. Voeg de kopie toe.")
        return Bankrekening(in_gebruik=msgspec.structs.replace(self.aangemeld, bevestigd=on))

    def for_payment(self) -> tuple[str | None, tuple[Bezwaar, ...]]:
        """The account to pay to, and what the one who pays must know. None: there is nothing to pay to."""
        if self.in_gebruik is None:
            tekst = f"Er wordt niet betaald: {self.staat}. Bevestig eerst een rekening."
            return None, (Bezwaar("iban", tekst),)
        if self.aangemeld is None:
            return self.in_gebruik.iban, ()
        tekst = f"De betaling gaat naar de oude rekening: de nieuwe {self.staat}. Rond de wijziging af."
        return self.in_gebruik.iban, (Bezwaar("iban", tekst, blokkeert=False),)
