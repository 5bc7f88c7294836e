"""Claims that a municipality granted, and the accounts of who claimed, for the tests of payment. All through real messages."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import msgspec

import builders as b
from ketenwerk.messages.write import write
from ketenwerk.process import acts, intake
from ketenwerk.protocol.aanbiederformulier import Formulier
from ketenwerk.register import betalingen, parties, rekeningen, relaties
from ketenwerk.register.betalingen import EigenRekening
from ketenwerk.register.models import Declaratie, EigenPartij, Relatie
from ketenwerk.standard import m323
from ketenwerk.standard.basis import Bericht

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
AANBIEDER, ANDERE = b.AANBIEDER, "65656056"
BANK, OTHER_BANK, NEW_BANK = "NL91ABNA0417164300", "NL44RABO0123456789", "NL02ABNA0123456789"
LAST = {4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31}
"""The months over which a claim can be made, with their last day."""


_seconds = count()


def tick() -> datetime:
    """A moment after every one before: what was filled in last counts."""
    return NOW + timedelta(seconds=next(_seconds))


def addressed(bericht: Bericht, identificatie: str, **header: Any) -> Bericht:
    kenmerk = msgspec.structs.replace(bericht.header.bericht_identificatie, identificatie=identificatie)
    changed = msgspec.structs.replace(bericht.header, bericht_identificatie=kenmerk, **header)
    return msgspec.structs.replace(bericht, header=changed)


def municipality(code: str = b.GEMEENTE, providers: tuple[str, ...] = (AANBIEDER, ANDERE)) -> EigenPartij:
    """A municipality that assigned care at each of these providers, and pays from an account of its own."""
    party = parties.add_own("jw", code, NOW)
    for place, provider in enumerate(providers):
        product = b.toegewezen("jw", toewijzing_nummer=_number(provider), omvang=b.omvang(9999))
        made = addressed(b.bericht301("jw", product), f"T{place}", afzender=code, ontvanger=provider)
        assert acts.submit(made, party, NOW).bericht is not None
    pays(party)
    return party


def pays(party: EigenPartij, vanaf: date = date(2026, 1, 1)) -> None:
    eigen = EigenRekening(naam="Gemeente Diemen", iban=BANK, bic="ABNANL2A", vanaf=vanaf)
    betalingen.keep_own_account(party, eigen, tick(), "test")


def provider(party: EigenPartij, code: str = AANBIEDER, iban: str = OTHER_BANK, *, confirmed: bool = True) -> Relatie:
    """A provider whose form names an account; `confirmed` with its copy of a bank statement."""
    relatie = relaties.keep_form(party, Formulier(agb=code, juridische_naam=f"Stichting {code}", iban=iban), tick(), "test")
    if confirmed:
        assert rekeningen.add_statement(relatie, "afschrift.pdf", b"kopie", tick(), "test") is None
        assert rekeningen.confirm(relatie, iban, tick(), "test") is None
    return relatie


def line(name: str, cents: int, month: int, aanbieder: str = AANBIEDER, **changes: Any) -> m323.Prestatie:
    """One line of so many eurocents; a negative one credits the line `vorig`."""
    vorig = changes.pop("vorig", None)
    return b.prestatie(
        "jw",
        product_referentie=b.referentie(name, vorig),
        toewijzing_nummer=changes.pop("toewijzing_nummer", _number(aanbieder)),
        product_periode=_month(month),
        geleverd_volume=1,
        product_tarief=abs(cents),
        ingediend_bedrag=b.bedrag(cents),
        **changes,
    )


def claim(
    number: str,
    *lines: m323.Prestatie,
    month: int = 4,
    aanbieder: str = AANBIEDER,
    gemeente: str = b.GEMEENTE,
    now: datetime = NOW,
) -> Declaratie:
    """A claim that comes in and is answered at once."""
    made = b.bericht323(
        "jw", b.client323(*lines), declaratie_nummer=number, declaratie_periode=_month(month), dagtekening=now.date().isoformat()
    )
    data = write(addressed(made, f"B{number}", afzender=aanbieder, ontvanger=gemeente))
    return intake.receive(data, "b.xml", "keten", now).bericht.declaratie


def granted(number: str, cents: int, month: int = 4, aanbieder: str = AANBIEDER, now: datetime = NOW, **more: Any) -> Declaratie:
    """A claim of one line that is granted."""
    made = claim(number, line(f"L{number}", cents, month, aanbieder), month=month, aanbieder=aanbieder, now=now, **more)
    assert made.toegekend == cents, made.staat
    return made


def credited(number: str, of: str, cents: int, month: int, line_month: int, now: datetime = NOW) -> Declaratie:
    """A claim of one line that takes the line of an earlier claim back."""
    made = claim(number, line(f"L{number}", -cents, line_month, vorig=f"L{of}"), month=month, now=now)
    assert made.toegekend == -cents, made.staat
    return made


def _number(aanbieder: str) -> int:
    return 300000 + int(aanbieder[-3:])


def _month(month: int) -> Any:
    return b.periode(f"2026-{month:02d}-01", f"2026-{month:02d}-{LAST[month]}")
