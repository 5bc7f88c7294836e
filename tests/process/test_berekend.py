"""The calculation of a line shows what held when it was judged, whatever came after it."""

from datetime import timedelta

import pytest
from region import NOW, deliver, own, toewijzing
from test_declareren import claim, line

import builders as b
from ketenwerk.process import acts, nakijken
from ketenwerk.process.berekend import Berekend, calculated
from ketenwerk.process.nakijken import Besluit
from ketenwerk.register.models import Declaratie, EigenPartij

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def gemeente() -> EigenPartij:
    party = own()
    assert acts.submit(toewijzing(omvang=b.omvang(10, "04", "6")), party, NOW).bericht is not None
    return party


def of(nummer: str, positie: int = 0) -> Berekend:
    rows = Declaratie.objects.select_related("gesprek__party", "party", "bericht", "antwoord")
    declaratie = rows.get(nummer=nummer)
    return calculated(declaratie, positie, NOW)


def total(found: Berekend) -> tuple[int, int, int]:
    """Of the most over the whole assignment: used before, asked, too much."""
    deel = found.berekening.in_totaal
    assert deel is not None
    return deel.gebruikt, deel.gevraagd, deel.te_veel


def three_months() -> None:
    deliver(
        claim("D1", line("L1")),
        claim("D2", line("L2", "2026-05"), month="2026-05"),
        claim("D3", line("L3", "2026-06"), month="2026-06"),
    )


def test_only_what_was_claimed_before_counts():
    three_months()
    assert [total(of(nummer)) for nummer in ("D1", "D2", "D3")] == [(0, 4, 0), (4, 4, 0), (8, 4, 2)]
    assert [of(nummer).berekening.uitkomst.staat for nummer in ("D1", "D2", "D3")] == ["toegekend", "toegekend", "afgewezen"]
    assert [each.referentie for each in of("D3").berekening.gebruik.regels] == ["L1", "L2"]
    assert not any(of(nummer).wijkt_af for nummer in ("D1", "D2", "D3"))


def test_each_earlier_line_names_its_claim():
    three_months()
    (first,) = of("D2").berekening.gebruik.regels
    assert first.bericht == Declaratie.objects.get(nummer="D1").bericht_id.hex


def test_what_was_credited_later_still_stood():
    three_months()
    deliver(claim("D4", line("L4", vorig="L1"), month="2026-06"))
    assert total(of("D2")) == (4, 4, 0)
    assert total(of("D3")) == (8, 4, 2)
    deliver(claim("D5", line("L5", "2026-06"), month="2026-06"))
    assert total(of("D5")) == (4, 4, 0)  # the credit stands before this one
    assert not of("D3").wijkt_af


def test_an_assignment_that_changed_since_is_left_out_and_said(gemeente):
    three_months()
    assert not of("D3").gewijzigd
    more = toewijzing("T2", omvang=b.omvang(99, "04", "6"), toewijzingsdatum=b.dag("2026-07-01"), reden_wijziging="12")
    assert acts.submit(more, gemeente, NOW).bericht is not None
    found = of("D3")
    assert (found.gewijzigd, found.wijkt_af) == (True, False)
    assert total(found) == (8, 4, 2)
    deliver(claim("D4", line("L4", "2026-06"), month="2026-06"))
    later = of("D4")
    assert (later.gewijzigd, total(later)) == (False, (8, 4, 0))


def test_lines_of_the_same_claim_count_in_the_order_of_judging():
    deliver(claim("D1", line("L3", "2026-06"), line("L1"), line("L2", "2026-05"), month="2026-06"))
    assert [total(of("D1", positie)) for positie in range(3)] == [(0, 4, 0), (4, 4, 0), (8, 4, 2)]
    assert [each.regel for each in of("D1", 2).berekening.uitkomst.bevindingen] == ["TR322"]
    assert [(each.referentie, each.bericht) for each in of("D1", 2).berekening.gebruik.regels] == [("L1", ""), ("L3", "")]


def test_a_claim_that_was_rejected_as_a_whole_has_no_lines_to_calculate():
    deliver(claim("D1", line("L1"), line("L2", volume=3)))
    assert Declaratie.objects.get().staat == "afgewezen"
    with pytest.raises(IndexError):
        of("D1")


def test_two_lines_under_one_reference_are_told_apart():
    deliver(claim("D1", line("L1"), line("L1", vorig="X1")))
    assert [of("D1", positie).berekening.debet for positie in (0, 1)] == [True, False]


def test_a_line_of_nobody_known_has_no_assignment_and_no_calculation():
    deliver(claim("D1", line("L1", toewijzing_nummer=999)))
    found = of("D1")
    assert (found.berekening.toewijzing, found.berekening.in_periode) == (None, None)
    assert found.berekening.uitkomst.staat == "afgewezen"


def test_a_line_that_a_person_refused_is_no_deviation(gemeente):
    gemeente.kijkt_na = True
    gemeente.save()
    deliver(claim("D1", line("L1"), line("L2", product_code="99999")))
    declaratie = Declaratie.objects.select_related("gesprek__party", "bericht").get()
    assert of("D1").berekening.uitkomst.staat == "toegekend"  # while it waits: as it stands now
    nakijken.decide(declaratie, [0], Besluit("weigeren", "9321", "", NOW, "x"))
    nakijken.send(declaratie.pk, NOW + timedelta(days=2))
    assert not of("D1").wijkt_af
    assert not of("D1", 1).wijkt_af


def test_a_line_that_is_not_there():
    deliver(claim("D1", line("L1")))
    with pytest.raises(IndexError):
        of("D1", 1)
