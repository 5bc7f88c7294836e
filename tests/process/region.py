"""A small region for tests of the pipeline: a municipality and providers, and messages that follow on each other."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

import builders as b
from ketenwerk.messages.write import write
from ketenwerk.process import intake
from ketenwerk.register import parties
from ketenwerk.register.models import EigenPartij
from ketenwerk.standard.basis import Bericht
from ketenwerk.standard.types import Wet

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
OTHER_AANBIEDER = "65656056"


def own(code: str = b.GEMEENTE, wet: Wet = "jw") -> EigenPartij:
    return parties.add_own(wet, code, NOW)


def named(bericht: Bericht, identificatie: str, **header: Any) -> Bericht:
    """The message under another Identificatie, and with other elements in its header."""
    kenmerk = msgspec.structs.replace(bericht.header.bericht_identificatie, identificatie=identificatie)
    return msgspec.structs.replace(
        bericht, header=msgspec.structs.replace(bericht.header, bericht_identificatie=kenmerk, **header)
    )


def vot(identificatie: str = "V1", referentie: str = "VOT1", wet: Wet = "jw") -> Bericht:
    return named(b.bericht315(wet, b.aangevraagd(wet, referentie_aanbieder=referentie)), identificatie)


def toewijzing(identificatie: str = "T1", nummer: int = 300201, wet: Wet = "jw", **changes: Any) -> Bericht:
    return named(b.bericht301(wet, b.toegewezen(wet, toewijzing_nummer=nummer, **changes)), identificatie)


def start(identificatie: str = "S1", status: str = "1", wet: Wet = "jw", **changes: Any) -> Bericht:
    return named(b.bericht305(wet, b.start(wet, status_aanlevering=status, **changes)), identificatie)


def stop(identificatie: str = "P1", wet: Wet = "jw", **changes: Any) -> Bericht:
    return named(b.bericht307(wet, b.stop(wet, **changes)), identificatie)


def deliver(*berichten: Bericht | bytes, now: datetime = NOW) -> list[intake.Ontvangst]:
    """Takes messages in one after the other."""
    return [intake.receive(m if isinstance(m, bytes) else write(m), "b.xml", "keten", now) for m in berichten]


def verdicts(kept: Sequence[intake.Ontvangst]) -> list[str]:
    return [each.bericht.verdict for each in kept]
