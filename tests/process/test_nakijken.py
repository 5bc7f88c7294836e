"""A municipality looks at a claim itself: lines refused and held, what the 325 would say, and the one answer that leaves."""

from datetime import timedelta

import pytest
from region import NOW, deliver, toewijzing
from test_declareren import claim, line

from ketenwerk.messages.read import read
from ketenwerk.messages.write import write
from ketenwerk.process import acts, declareren, nakijken
from ketenwerk.process.declareren import AlreadyAnswered, DoesNotFit, OlderFirst
from ketenwerk.process.nakijken import Besluit, StillHeld
from ketenwerk.process.rebuild import rebuild
from ketenwerk.register import archive, rotate
from ketenwerk.register.models import Archiefbericht, Declaratie, Declaratieregel, Regelbesluit
from ketenwerk.rules.lijncodes import lijn_codes
from ketenwerk.standard import m325
from ketenwerk.standard.codelists import codelist

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("gemeente")]

LATER = NOW + timedelta(days=1)


def waiting(*lines: object, number: str = "D1", month: str = "2026-04") -> Declaratie:
    (kept,) = deliver(claim(number, *lines, month=month))
    return Declaratie.objects.select_related("gesprek__party", "bericht").get(bericht=kept.bericht)


def answer_of(row: Archiefbericht) -> m325.Bericht:
    made = read(archive.payload(Archiefbericht.objects.get(answers=row)))
    assert isinstance(made, m325.Bericht)
    return made


def refusal(code: str = "9321", words: str = "Urenstaat ontbreekt") -> Besluit:
    return Besluit("weigeren", code, words, NOW, "S. Tester")


def holding(words: str = "Wie hielp er op 3 april?") -> Besluit:
    return Besluit("vasthouden", "", words, NOW, "S. Tester")


THREE = line("L1"), line("L2", product_code="99999"), line("L3", toewijzing_nummer=999)


def test_what_the_answer_would_say_before_anybody_decides():
    declaratie = waiting(*THREE)
    proposal = nakijken.proposal(declaratie, NOW)
    assert proposal.cijfers == (15000, 5000, 3, 2)
    assert proposal.codes == {1: ("9340",), 2: ("9338",)}
    assert Declaratie.objects.get().staat == "open"  # looking answers nothing


def test_a_refused_line_comes_back_with_the_code_that_was_chosen():
    declaratie = waiting(*THREE)
    nakijken.decide(declaratie, [0], refusal())
    assert nakijken.proposal(declaratie, NOW).cijfers == (15000, 0, 3, 3)
    nakijken.send(declaratie.pk, NOW)
    (client,) = answer_of(declaratie.bericht).declaratie_antwoord.clienten
    assert [each.retour_codes for each in client.prestaties] == [("9321",), ("9340",), ("9338",)]
    assert Declaratie.objects.get().toegekend == 0
    assert archive.findings(Declaratie.objects.get().bericht)[-1].words().title == "De gemeente wijst deze regel af"


def test_without_decisions_what_is_right_is_granted():
    declaratie = waiting(*THREE)
    nakijken.send(declaratie.pk, NOW)
    assert answer_of(declaratie.bericht).declaratie_antwoord.totaal_toegekend_bedrag.totaal_bedrag == 5000
    assert list(Declaratieregel.objects.order_by("positie").values_list("staat", flat=True)) == [
        "toegekend", "afgewezen", "afgewezen"
    ]  # fmt: skip


def test_a_line_that_is_held_holds_the_answer_until_it_is_released():
    declaratie = waiting(*THREE)
    nakijken.decide(declaratie, [0], holding())
    assert nakijken.proposal(declaratie, NOW).cijfers.toegekend == 5000  # a question is no refusal
    with pytest.raises(StillHeld):
        nakijken.send(declaratie.pk, NOW)
    assert Declaratie.objects.get().staat == "open"
    assert nakijken.withdraw(declaratie, [0], "S. Tester", LATER) == 1
    assert nakijken.withdraw(declaratie, [0], "S. Tester", LATER) == 0
    nakijken.send(declaratie.pk, LATER)
    assert Declaratie.objects.get().staat == "beantwoord"


def test_another_decision_takes_the_place_of_the_first_and_both_are_kept():
    declaratie = waiting(*THREE)
    nakijken.decide(declaratie, [0, 1], holding())
    nakijken.decide(declaratie, [0], refusal())
    assert {place: each.soort for place, each in nakijken.decided(declaratie).items()} == {0: "weigeren", 1: "vasthouden"}
    assert Regelbesluit.objects.filter(positie=0).count() == 2
    assert Regelbesluit.objects.get(positie=0, ingetrokken_op__isnull=False).ingetrokken_door == "S. Tester"


@pytest.mark.parametrize(
    ("places", "besluit"),
    [
        ([3], refusal()),  # the claim has three lines
        ([-1], refusal()),
        ([], refusal()),
        ([0], refusal("0001")),  # a code, but not one that a line can get
        ([0], refusal("")),
        ([0], refusal("9999")),
        ([0], Besluit("vasthouden", "9321", "", NOW, "x")),
        ([0], refusal(words="x" * 1001)),
    ],
)
def test_a_decision_that_cannot_be(places, besluit):
    declaratie = waiting(*THREE)
    with pytest.raises(ValueError, match=r"."):
        nakijken.decide(declaratie, places, besluit)
    assert not Regelbesluit.objects.exists()


def test_the_longest_reason_and_the_last_line_are_right():
    declaratie = waiting(*THREE)
    nakijken.decide(declaratie, [2], refusal(words="x" * 1000))
    assert nakijken.decided(declaratie)[2].toelichting == "x" * 1000


def test_after_the_answer_nothing_is_decided_any_more():
    declaratie = waiting(*THREE)
    nakijken.send(declaratie.pk, NOW)
    for late in (
        lambda: nakijken.decide(declaratie, [0], refusal()),
        lambda: nakijken.withdraw(declaratie, [0], "x", NOW),
        lambda: nakijken.send(declaratie.pk, NOW),
    ):
        with pytest.raises(AlreadyAnswered):
            late()
    assert not Regelbesluit.objects.exists()


def test_the_oldest_claim_is_answered_first():
    first = waiting(line("L1"))
    second = waiting(line("L2", "2026-05"), number="D2", month="2026-05")
    with pytest.raises(OlderFirst):
        nakijken.send(second.pk, NOW)
    nakijken.send(first.pk, NOW)
    nakijken.send(second.pk, NOW)
    assert set(Declaratie.objects.values_list("staat", flat=True)) == {"beantwoord"}


def test_who_looks_no_more_still_answers_in_order(gemeente):
    first = waiting(line("L1"))
    gemeente.kijkt_na = False
    gemeente.save()
    second = waiting(line("L2", "2026-05"), number="D2", month="2026-05")
    assert second.staat == "open"
    nakijken.send(first.pk, NOW)
    nakijken.send(second.pk, NOW)
    (kept,) = deliver(claim("D3", line("L3", "2026-06"), month="2026-06"))
    assert kept.antwoord is not None  # nothing waits any more


def test_an_answer_that_does_not_fit_waits_for_a_person(gemeente, monkeypatch):
    """Nothing else of the provider is held up, and the claim is not half answered."""
    gemeente.kijkt_na = False
    gemeente.save()
    made = claim("D1", *THREE)
    answer = len(write(answer_of(deliver(made)[0].bericht)))
    monkeypatch.setattr(declareren, "MOST", answer)
    (kept,) = deliver(claim("D2", line("M1"), line("M2", product_code="99999"), line("M3", toewijzing_nummer=999)))
    assert kept.antwoord is None
    assert (kept.bericht.verdict, kept.bericht.processed_at) == ("rejected", NOW)
    row = Declaratie.objects.get(nummer="D2")
    with pytest.raises(DoesNotFit):
        nakijken.send(row.pk, NOW)
    assert Declaratie.objects.get(nummer="D2").staat == "open"
    monkeypatch.setattr(declareren, "MOST", declareren.MAX_BYTES)
    nakijken.send(row.pk, NOW)
    assert Declaratie.objects.get(nummer="D2").staat == "beantwoord"


def test_an_answer_that_just_fits_is_sent(gemeente, monkeypatch):
    gemeente.kijkt_na = False
    gemeente.save()
    answer = len(write(answer_of(deliver(claim("D1", *THREE))[0].bericht)))
    monkeypatch.setattr(declareren, "MOST", answer)
    (kept,) = deliver(claim("D2", line("M1", "2026-05"), line("M2", "2026-05", product_code="99999"), month="2026-05"))
    assert kept.antwoord is not None


def test_what_happens_meanwhile_changes_the_proposal(gemeente):
    """The assignment comes while the claim lies waiting."""
    declaratie = waiting(*THREE)
    assert nakijken.proposal(declaratie, NOW).codes.keys() == {1, 2}
    assert acts.submit(toewijzing("T9", 999), gemeente, NOW).bericht is not None
    assert nakijken.proposal(declaratie, NOW).codes.keys() == {1}


def test_decisions_outlive_a_rebuild_and_move_to_a_new_key():
    declaratie = waiting(*THREE)
    nakijken.decide(declaratie, [0], refusal())
    assert [each.differences for each in rebuild(verify=True)] == [0]
    rotate.new_key()
    assert sum(rotate.rotate()) > 0
    again = Declaratie.objects.select_related("gesprek__party", "bericht").get()
    assert nakijken.decided(again)[0] == refusal()
    nakijken.send(again.pk, NOW)
    assert Declaratieregel.objects.get(positie=0).codes == "9321"


def test_the_words_are_not_readable_in_the_database():
    declaratie = waiting(*THREE)
    nakijken.decide(declaratie, [0], refusal(words="gebeld met moeder"))
    assert b"moeder" not in bytes(Regelbesluit.objects.get().toelichting)


def test_every_code_that_can_be_chosen_has_a_meaning_and_can_be_sent():
    for wet in ("jw", "wmo"):
        assert all(codelist("WJ001").meaning(code) for code in lijn_codes(wet))
    assert "0001" not in lijn_codes("jw")
    assert {"9321", "0611"} <= set(lijn_codes("jw"))
