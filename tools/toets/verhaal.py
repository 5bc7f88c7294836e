"""A story: messages in order, and for each what a receiver must find in it.

The expectation is written down beside the message, from the rules of the standard; nothing here asks ketenwerk.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ketenwerk.messages.write import write
from ketenwerk.protocol.afspraken import Afspraak, Afspraken
from ketenwerk.standard.basis import Bericht
from ketenwerk.standard.release import BY_CODE
from ketenwerk.standard.types import Wet
from toets.wereld import Wereld

LAWS: tuple[Wet, ...] = ("jw", "wmo")
BEGIN = date(2020, 1, 1)
"""Agreements hold from here on."""


@dataclass(frozen=True)
class Stap:
    """`finds` holds rule, return code and place below Bericht: `TR326 9326 Client/StartProducten/StartProduct[1]`.

    The place is that of the class that carries the code in a return message. A signal of ours has `-` for a code. Of a claim
    that is answered line by line `toegekend` is what is granted of it, in eurocents with sign.
    """

    bericht: Bericht
    tekst: str
    finds: tuple[str, ...] = ()
    spoil: Callable[[bytes], bytes] | None = None
    toegekend: int | None = None

    def data(self) -> bytes:
        made = write(self.bericht)
        return self.spoil(made) if self.spoil else made

    def name(self, position: int) -> str:
        return f"{position:02}_{BY_CODE[self.bericht.header.bericht_code].name}.xml"

    def expected(self, position: int) -> dict[str, Any]:
        message = BY_CODE[self.bericht.header.bericht_code]
        findings = [_finding(find) for find in self.finds]
        refused = self.spoil is not None
        rejected = any(finding["code"] for finding in findings)
        told = {
            "file": self.name(position),
            "tekst": self.tekst,
            "message": message.name,
            "verdict": "refused" if refused else "rejected" if rejected else "accepted",
            "findings": findings,
            "reply": None if refused else message.returns,
        }
        return told if self.toegekend is None else {**told, "toegekend": self.toegekend}


def _finding(find: str) -> dict[str, Any]:
    rule, code, *place = find.split()
    return {"rule": rule, "code": None if code == "-" else code, "path": "/".join(("/Bericht", *place))}


def goed(bericht: Bericht, tekst: str) -> Stap:
    """A message that its receiver accepts."""
    return Stap(bericht, tekst)


def fout(bericht: Bericht, tekst: str, *finds: str) -> Stap:
    """A message in which its receiver finds this."""
    return Stap(bericht, tekst, finds)


def geweigerd(bericht: Bericht, tekst: str, spoil: Callable[[bytes], bytes], *finds: str) -> Stap:
    """A message that was spoiled on its way, so that level 1 refuses it."""
    return Stap(bericht, tekst, finds, spoil)


@dataclass(frozen=True)
class Verhaal:
    """`bron` names the scenario (S19), rule or requirement behind it; `vandaag` is the day of judgement.

    `tarieven` gives the tariffs per hour that parties agreed on, by product of the world; without it nothing was agreed.
    """

    naam: str
    titel: str
    bron: tuple[str, ...]
    vandaag: str
    vertel: Callable[[Wereld], Iterator[Stap]]
    wetten: tuple[Wet, ...] = field(default=LAWS)
    tarieven: Mapping[str, int] = field(default_factory=dict)

    def stappen(self, wet: Wet) -> list[Stap]:
        return list(self.vertel(Wereld(wet)))

    def afspraken(self, wet: Wet) -> Afspraken:
        """What parties agreed, for as long as anybody asks."""
        w = Wereld(wet)
        products = ((w.product(naam), tarief) for naam, tarief in self.tarieven.items())
        return Afspraken(
            Afspraak(
                wet=wet,
                gemeente=w.gemeente,
                aanbieder=w.aanbieder,
                categorie=product.categorie,
                code=product.code or "",
                eenheid="04",
                variant="inspanning",
                tarief=tarief,
                van=BEGIN,
            )
            for product, tarief in products
        )


def verhaal(
    naam: str,
    titel: str,
    *bron: str,
    vandaag: str,
    wetten: tuple[Wet, ...] = LAWS,
    tarieven: Mapping[str, int] | None = None,
) -> Callable[[Callable[[Wereld], Iterator[Stap]]], Verhaal]:
    """Makes a story of the function that tells it."""
    return lambda vertel: Verhaal(naam, titel, bron, vandaag, vertel, wetten, tarieven or {})
