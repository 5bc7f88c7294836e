"""Rules that were silent for want of an agreement are named, and only where they had something to look at."""

from datetime import date
from typing import Any

import msgspec
import pytest

import builders as b
from ketenwerk.ledger.declaraties import Declaratiestand, Grondslag
from ketenwerk.ledger.facts import Dossier
from ketenwerk.ledger.known import Known, conversation
from ketenwerk.protocol.afspraken import Afspraak, Afspraken
from ketenwerk.rules.judge import check, judge
from ketenwerk.rules.unapplied import unapplied
from ketenwerk.standard.basis import Bericht, Product
from ketenwerk.standard.types import Wet

TODAY = date(2026, 11, 24)
WETTEN: tuple[Wet, ...] = ("jw", "wmo")


def agreed(wet: Wet, code: str = "", **changed: Any) -> Afspraken:
    values: dict[str, Any] = {
        "wet": wet, "gemeente": b.GEMEENTE, "aanbieder": b.AANBIEDER, "categorie": b.CATEGORIE[wet], "code": code or b.CODE[wet],
        "eenheid": "04", "variant": "inspanning", "tarief": 8724, "van": date(2026, 1, 1), "tot": date(2026, 12, 31),
    }  # fmt: skip
    return Afspraken([Afspraak(**(values | changed))])


def silent(bericht: Bericht, afspraken: Afspraken | None = None, **known: Any) -> tuple[str, ...]:
    message = b.message_of(bericht)
    dossier = Dossier(conversation(bericht, message), b.BSN)
    return unapplied(bericht, message, Known(vandaag=TODAY, dossier=dossier, afspraken=afspraken, **known))


@pytest.mark.parametrize("wet", WETTEN)
def test_a_product_code_without_any_agreement(wet: Wet) -> None:
    for bericht in (b.bericht301(wet), b.bericht305(wet), b.bericht307(wet), b.bericht315(wet)):
        assert silent(bericht) == ("TR381",)
        assert silent(bericht, agreed(wet)) == ()
        assert silent(bericht, agreed(wet, "99X99")) == ()


@pytest.mark.parametrize("wet", WETTEN)
def test_an_agreement_of_another_day_or_party_does_not_help(wet: Wet) -> None:
    bericht = b.bericht305(wet)
    assert silent(bericht, agreed(wet, van=date(2026, 12, 1))) == ("TR381",)
    assert silent(bericht, agreed(wet, aanbieder="12345678")) == ("TR381",)
    assert silent(bericht, agreed(wet, aanbieder=None)) == ()


@pytest.mark.parametrize("wet", WETTEN)
def test_nothing_is_missed_where_there_is_nothing_to_compare(wet: Wet) -> None:
    category = Product(categorie=b.CATEGORIE[wet], code=None)
    assert silent(b.bericht301(wet, b.toegewezen(wet, product=category))) == ()
    assert silent(b.bericht305(wet, b.start(wet, status_aanlevering="3"))) == ()
    assert silent(b.bericht319(wet)) == ()


@pytest.mark.parametrize("wet", WETTEN)
def test_a_start_without_a_number(wet: Wet) -> None:
    bericht = b.bericht305(wet, b.start(wet, toewijzing_nummer=None))
    assert silent(bericht) == ("TR019", "TR381")
    assert silent(bericht, agreed(wet, "99X99")) == ("TR019",)
    assert silent(bericht, agreed(wet)) == ()
    assert silent(b.bericht305(wet, b.start(wet, toewijzing_nummer=None, status_aanlevering="3"))) == ()


def grondslag(wet: Wet, eenheid: str | None) -> Declaratiestand:
    bericht: Any = b.bericht323(wet)
    nummer = bericht.declaratie.clienten[0].prestaties[0].toewijzing_nummer
    own = msgspec.structs.replace(Grondslag.of(b.toegewezen(wet, toewijzing_nummer=nummer)), eenheid=eenheid)
    return Declaratiestand(grondslagen={(bericht.declaratie.clienten[0].bsn, nummer): own})


@pytest.mark.parametrize("wet", WETTEN)
def test_a_claim(wet: Wet) -> None:
    bericht = b.bericht323(wet)
    assert silent(bericht) == ("TR381", "TR418")
    assert silent(bericht, agreed(wet, "99X99")) == ("TR418",)
    assert silent(bericht, agreed(wet)) == ()
    assert silent(bericht, declaraties=grondslag(wet, "04")) == ("TR381", "TR418")
    assert silent(bericht, declaraties=grondslag(wet, None)) == ("TR341", "TR381", "TR418")
    assert silent(bericht, agreed(wet), declaraties=grondslag(wet, None)) == ()


def test_the_judgement_says_so_and_is_none_the_worse_for_it() -> None:
    bericht = b.bericht315("jw")
    message = b.message_of(bericht)
    known = Known(vandaag=TODAY, dossier=Dossier(conversation(bericht, message), b.BSN))
    report = judge(bericht, known)
    assert (report.verdict, report.findings, report.not_applied) == ("accepted", (), ("TR381",))
    assert judge(bericht, msgspec.structs.replace(known, afspraken=agreed("jw"))).not_applied == ()
    assert check(bericht, today=TODAY).not_applied == ()
