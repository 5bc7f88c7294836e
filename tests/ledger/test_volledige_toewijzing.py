"""Which assignments a 301 holds: what is actual on its day and what it changes, as IV097 and IV099 want them (OP087)."""

import pytest

from builders import AANBIEDER, BSN, GEMEENTE, dag, toegewezen
from ketenwerk.ledger.facts import Dossier, Gesprek, Toewijzing, Versie
from ketenwerk.ledger.volledig import complete
from ketenwerk.standard import m301
from ketenwerk.standard.types import Wet

TODAY = dag("2026-06-10")
LAWS: tuple[Wet, ...] = ("jw", "wmo")


def dossier(wet: Wet, *producten: m301.ToegewezenProduct) -> Dossier:
    assigned = {each.toewijzing_nummer: Toewijzing(each.toewijzing_nummer, (Versie(each, "x"),)) for each in producten}
    return Dossier(Gesprek(wet, GEMEENTE, AANBIEDER), BSN, toewijzingen=assigned)


def numbers(wet: Wet, einddatum: str | None, **given: object) -> list[int]:
    """What a 301 that changes nothing holds of one assignment with this end."""
    known = dossier(wet, toegewezen(wet, einddatum=dag(einddatum) if einddatum else None, **given))
    return [product.toewijzing_nummer for product in complete(known, (), TODAY)]


@pytest.mark.parametrize("wet", LAWS)
def test_what_is_actual_is_repeated_and_what_has_ended_is_not(wet: Wet) -> None:
    assert numbers(wet, "2026-06-10") == [300201], "its last day counts"
    assert numbers(wet, "2026-06-09") == []
    assert numbers(wet, None) == [300201]
    assert numbers(wet, "2026-12-31", ingangsdatum=dag("2026-07-01")) == [300201], "what is to begin is actual"
    assert numbers(wet, "2026-07-01", ingangsdatum=dag("2026-07-01")) == [300201], "one day"
    assert numbers(wet, "2026-07-01", ingangsdatum=dag("2026-07-01"), reden_wijziging="13") == [], "deleted"


@pytest.mark.parametrize("wet", LAWS)
def test_what_is_repeated_says_nothing_of_an_earlier_change(wet: Wet) -> None:
    before = toegewezen(wet, referentie_aanbieder="VOT1", reden_wijziging="05")
    (repeated,) = complete(dossier(wet, before), (), TODAY)
    assert (repeated.referentie_aanbieder, repeated.reden_wijziging) == (None, None)
    assert (repeated.toewijzingsdatum, repeated.toewijzingstijd) == (before.toewijzingsdatum, before.toewijzingstijd)
    assert (repeated.product, repeated.einddatum, repeated.omvang) == (before.product, before.einddatum, before.omvang)


@pytest.mark.parametrize("wet", LAWS)
def test_what_changes_goes_as_it_is_given_also_when_it_ends_or_deletes(wet: Wet) -> None:
    known = dossier(wet, toegewezen(wet))
    ended = toegewezen(wet, einddatum=dag("2026-05-31"), reden_wijziging="05", referentie_aanbieder="VOW1")
    deleted = toegewezen(wet, einddatum=dag("2026-04-01"), reden_wijziging="13")
    for changed in (ended, deleted):
        assert complete(known, (changed,), TODAY) == (changed,)


@pytest.mark.parametrize("wet", LAWS)
def test_products_stand_by_number(wet: Wet) -> None:
    known = dossier(wet, toegewezen(wet, toewijzing_nummer=9), toegewezen(wet, toewijzing_nummer=30))
    new = toegewezen(wet, toewijzing_nummer=10)
    assert [product.toewijzing_nummer for product in complete(known, (new,), TODAY)] == [9, 10, 30]
    assert complete(dossier(wet), (new,), TODAY) == (new,)
