"""Claims in the region of the tests: at a municipality of ours, with an assignment and lines of every outcome."""

from typing import Any

from gebied import AANBIEDER, BSN, NOW, deliver, granted, named

import builders as b
from ketenwerk.process import acts
from ketenwerk.register.models import Declaratie, EigenPartij
from ketenwerk.standard import m323

LAST = {"2026-04": 30, "2026-05": 31, "2026-06": 30}


def line(referentie: str, month: str = "2026-04", volume: int = 4, vorig: str | None = None, **changes: Any) -> m323.Prestatie:
    return b.prestatie(
        "jw",
        product_referentie=b.referentie(referentie, vorig),
        product_periode=b.periode(f"{month}-01", f"{month}-{LAST[month]}"),
        geleverd_volume=volume,
        ingediend_bedrag=b.bedrag((-1 if vorig else 1) * volume * 1250),
        **changes,
    )


def claim(nummer: str, *lines: m323.Prestatie, month: str = "2026-04", bsn: str = BSN, ontvanger: str = "0384") -> m323.Bericht:
    made = b.bericht323(
        "jw",
        b.client323(*lines, bsn=bsn),
        declaratie_nummer=nummer,
        declaratie_periode=b.periode(f"{month}-01", f"{month}-{LAST[month]}"),
        dagtekening="2026-07-06",
    )
    return named(made, f"B{nummer}", ontvanger=ontvanger)


def assigned(party: EigenPartij, bsn: str = BSN, **changes: Any) -> None:
    sent = named(granted(bsn, referentie=None, **changes), "T1", afzender=party.code, ontvanger=AANBIEDER)
    assert acts.submit(sent, party, NOW).bericht is not None


def claimed(party: EigenPartij, nummer: str = "D1", *lines: m323.Prestatie, month: str = "2026-04", bsn: str = BSN) -> Declaratie:
    """A claim that came in at this municipality; by itself one line that is right, one that is wrong, one of nobody known."""
    lines = lines or (line("L1"), line("L2", product_code="99999"), line("L3", toewijzing_nummer=999))
    row = deliver(claim(nummer, *lines, month=month, bsn=bsn, ontvanger=party.code))
    return Declaratie.objects.select_related("gesprek__party", "party", "bericht").get(bericht=row)


def looking(party: EigenPartij) -> EigenPartij:
    party.kijkt_na = True
    party.save()
    return party
