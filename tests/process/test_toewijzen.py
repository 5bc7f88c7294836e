"""An assignment on its way: what the municipality may send, what its 301 holds, and what the provider makes of it."""

from datetime import UTC, datetime
from typing import Any

import pytest
from region import NOW, OTHER_AANBIEDER, deliver, named, own, start, toewijzing, verdicts

import builders as b
from ketenwerk.messages.read import read
from ketenwerk.process.acts import NotOurs, submit
from ketenwerk.process.assigning import assign
from ketenwerk.process.outbox import unsent
from ketenwerk.register import archive, clients, known
from ketenwerk.register.models import Archiefbericht, Dossier, Gesprek
from ketenwerk.standard.basis import Bericht
from ketenwerk.standard.types import Wet

pytestmark = pytest.mark.django_db

LAWS: tuple[Wet, ...] = ("jw", "wmo")
MADE = datetime(2024, 6, 10, 12, 0, tzinfo=UTC)


def stand():
    """The dossier of the client of the builders."""
    row = clients.find(Gesprek.objects.get(), b.BSN)
    assert row is not None
    return known.dossier(row)


# What the provider makes of it


@pytest.mark.eis("E029")
@pytest.mark.parametrize("wet", LAWS)
def test_a_valid_assignment_puts_its_302_in_the_outbox_by_itself(wet: Wet):
    own(b.AANBIEDER, wet)
    deliver(toewijzing(wet=wet))
    row = unsent().get()
    answer = read(archive.payload(row))
    assert (row.type_name, answer.header.retour_codes, answer.client) == (f"{wet.upper()}302", (), None)
    assert (row.sender, row.receiver, row.answers.number) == (b.AANBIEDER, b.GEMEENTE, "301")


@pytest.mark.parametrize("wet", LAWS)
def test_an_assignment_for_another_provider_puts_nothing_in_the_outbox(wet: Wet):
    own(OTHER_AANBIEDER, wet)
    deliver(toewijzing(wet=wet))
    assert not unsent().exists()


@pytest.mark.parametrize("wet", LAWS)
def test_a_rejected_assignment_is_answered_with_its_codes_and_changes_nothing(wet: Wet):
    """The same number with another begin: 9332. What was assigned before stands (E111)."""
    own(b.AANBIEDER, wet)
    deliver(toewijzing("T1", wet=wet))
    before = stand()
    (kept,) = deliver(toewijzing("T2", wet=wet, ingangsdatum=b.dag("2026-05-01"), toewijzingsdatum=b.dag("2026-04-20")))
    assert (kept.bericht.verdict, kept.bericht.counts, archive.changes(kept.bericht)) == ("rejected", False, [])
    answer = read(archive.payload(unsent().last()))
    assert answer.client.toegewezen_producten[0].retour_codes == ("9332",)
    assert stand() == before


# What the municipality may send


@pytest.mark.eis("E093")
@pytest.mark.parametrize("wet", LAWS)
def test_a_product_with_a_code_needs_a_volume_and_may_do_without_an_end(wet: Wet):
    gemeente = own(wet=wet)
    without = submit(toewijzing("T1", wet=wet, omvang=None), gemeente, NOW)
    assert [finding.rule for finding in without.report.rejecting] == ["CD041"]
    assert without.bericht is None
    assert not Archiefbericht.objects.exists()
    assert submit(toewijzing("T2", wet=wet, einddatum=None), gemeente, NOW).bericht is not None


# The whole set


def product(code: str) -> dict[str, Any]:
    return {"product": b.product("jw", categorie=code[:2], code=code)}


def given(nummer: int, code: str, begin: str, eind: str, besluit: str, **changes: Any):
    days = {"ingangsdatum": b.dag(begin), "einddatum": b.dag(eind), "toewijzingsdatum": b.dag(besluit)}
    return b.toegewezen("jw", toewijzing_nummer=nummer, **product(code), **days, **changes)


def sends(identificatie: str, datum: str, *producten: Any, **header: Any) -> Bericht:
    return named(b.bericht301("jw", *producten, dagtekening=datum), identificatie, **header)


A = given(1, "45A04", "2023-01-01", "2024-12-31", "2023-01-02")
B = given(2, "45A05", "2023-01-01", "2023-12-31", "2023-01-02")
C = given(3, "44A01", "2024-01-01", "2024-12-31", "2024-01-02")
D = given(4, "44A02", "2024-07-01", "2024-12-31", "2024-05-06")
C_SHORTER = given(3, "44A01", "2024-01-01", "2024-05-31", "2024-06-07", reden_wijziging="05")


def numbers(row: Archiefbericht | None) -> list[int]:
    assert row is not None
    return [each.toewijzing_nummer for each in read(archive.payload(row)).client.toegewezen_producten]


@pytest.mark.eis("E095")
def test_a_301_holds_all_that_is_actual_and_all_that_it_changes():
    gemeente = own()
    assert numbers(assign(sends("T1", "2023-01-02", A, B), gemeente, MADE).bericht) == [1, 2]
    assert numbers(assign(sends("T2", "2024-01-02", C), gemeente, MADE).bericht) == [1, 3]
    assert numbers(assign(sends("T3", "2024-05-06", D), gemeente, MADE).bericht) == [1, 3, 4]
    sent = assign(sends("T4", "2024-06-10", C_SHORTER), gemeente, MADE).bericht
    assert numbers(sent) == [1, 3, 4]
    changed = [change.sleutel.split()[:2] for change in archive.changes(sent)]
    assert changed == [["3", "2024-06-07"]], "the others are repeated as they were"
    assert stand().toewijzingen[3].actueel.einddatum == b.dag("2024-05-31")
    last = assign(sends("T5", "2024-06-10", given(5, "45A06", "2024-07-01", "2024-12-31", "2024-06-10")), gemeente, MADE)
    assert numbers(last.bericht) == [1, 4, 5], "what was changed before is not repeated once it has ended"


def test_what_goes_to_another_provider_is_not_in_it():
    gemeente = own()
    elders = sends("T1", "2023-01-02", A, ontvanger=OTHER_AANBIEDER)
    assert numbers(assign(elders, gemeente, MADE).bericht) == [1]
    assert numbers(assign(sends("T2", "2024-01-02", C), gemeente, MADE).bericht) == [3]


def test_a_set_that_would_stack_is_not_sent():
    """The same product over days that are assigned already: seen because the message is completed before it is judged."""
    gemeente = own()
    assign(sends("T1", "2023-01-02", A), gemeente, MADE)
    twice = given(6, "45A04", "2024-07-01", "2024-12-31", "2024-06-10")
    outcome = assign(sends("T2", "2024-06-10", twice), gemeente, MADE)
    assert (outcome.bericht, [finding.rule for finding in outcome.report.rejecting]) == (None, ["TR302"])
    assert list(stand().toewijzingen) == [1]


def test_only_the_municipality_itself_assigns():
    own()
    with pytest.raises(NotOurs):
        assign(sends("T1", "2023-01-02", A), own("0999"), MADE)
    assert not Dossier.objects.exists()


def test_delivery_follows_on_a_completed_assignment():
    gemeente = own()
    assign(toewijzing("T1"), gemeente, NOW)
    assign(toewijzing("T2", 300202, product=b.product("jw", categorie="44", code="44A01")), gemeente, NOW)
    other = {"toewijzing_nummer": 300202, "product": b.product("jw", categorie="44", code="44A01")}
    assert verdicts(deliver(start("S1"), start("S2", **other))) == ["accepted", "accepted"]
