"""Agreements in the way of a message: looked up for its own conversation, judged by, and missed aloud where there are none."""

from datetime import date
from typing import Any

import msgspec
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from region import NOW, OTHER_AANBIEDER, deliver, own, start, toewijzing, vot

import builders as b
from ketenwerk.ledger.known import question
from ketenwerk.process import acts
from ketenwerk.process.looked import QUERIES, look_up
from ketenwerk.protocol.afspraken import Afspraak, Afspraken
from ketenwerk.register import afspraken
from ketenwerk.register.models import Afspraakrij, Archiefbericht, EigenPartij, Gesprek
from ketenwerk.standard.basis import Bericht

pytestmark = pytest.mark.django_db


def agree(party: EigenPartij, **changed: Any) -> Afspraak:
    values: dict[str, Any] = {
        "wet": "jw", "gemeente": b.GEMEENTE, "aanbieder": b.AANBIEDER, "categorie": "45", "code": "45A04", "eenheid": "04",
        "variant": "inspanning", "tarief": 8724, "van": date(2020, 1, 1), "tot": None,
    }  # fmt: skip
    made = Afspraak(**(values | changed))
    afspraken.take_over(Afspraken([made]), [party], NOW, "test")
    return made


def rules(row: Archiefbericht) -> set[str]:
    from ketenwerk.register.archive import findings

    return {finding.rule for finding in findings(row)}


def test_a_code_that_was_not_agreed_is_rejected_and_one_that_was_is_not() -> None:
    agree(own(), code="45A48")
    (refused,) = deliver(vot())
    assert (refused.bericht.verdict, rules(refused.bericht)) == ("rejected", {"TR381"})
    agree(EigenPartij.objects.get())
    (accepted,) = deliver(vot("V2", "VOT2"))
    assert accepted.bericht.verdict == "accepted"
    assert afspraken.unapplied(accepted.bericht) == []


def test_without_an_agreement_the_message_passes_and_says_which_rule_was_silent() -> None:
    own()
    (kept,) = deliver(vot())
    assert kept.bericht.verdict == "accepted"
    assert afspraken.unapplied(kept.bericht) == ["TR381"]


def test_an_agreement_with_another_provider_is_none() -> None:
    agree(own(), aanbieder=OTHER_AANBIEDER, code="45A48")
    (kept,) = deliver(vot())
    assert kept.bericht.verdict == "accepted"
    assert afspraken.unapplied(kept.bericht) == ["TR381"]


def without_number(bericht: Any) -> Bericht:
    products = tuple(msgspec.structs.replace(each, toewijzing_nummer=None) for each in bericht.client.start_producten)
    return msgspec.structs.replace(bericht, client=msgspec.structs.replace(bericht.client, start_producten=products))


@pytest.mark.parametrize(
    ("variant", "found", "silent"), [("inspanning", {"TR019"}, []), ("taak", set(), []), (None, set(), ["TR019", "TR381"])]
)
def test_a_start_without_a_number_is_judged_by_what_was_agreed(variant: str | None, found: set[str], silent: list[str]) -> None:
    party = own()
    if variant:
        agree(party, variant=variant)
    (kept,) = deliver(without_number(start()))
    assert rules(kept.bericht) & {"TR019"} == found
    assert afspraken.unapplied(kept.bericht) == silent


def test_what_we_send_is_judged_by_the_agreements_too() -> None:
    party = own()
    outcome = acts.submit(toewijzing(), party, NOW)
    assert outcome.bericht is not None
    assert afspraken.unapplied(outcome.bericht) == ["TR381"]
    agree(party, code="45A48")
    assert {finding.rule for finding in acts.submit(toewijzing("T2", 300202), party, NOW).report.rejecting} == {"TR381"}


def test_looking_up_asks_one_question_more_for_the_agreements() -> None:
    party = own()
    agree(party)
    deliver(vot())
    assert acts.submit(toewijzing(referentie_aanbieder="VOT1"), party, NOW).bericht is not None
    bericht = toewijzing(referentie_aanbieder="VOT1")
    gesprek = Gesprek.objects.select_related("party").get()
    message = b.message_of(bericht)
    assert question(bericht, message).nummers
    with CaptureQueriesContext(connection) as asked:
        looked = look_up(gesprek, bericht, message, NOW.date())
    assert looked.known.afspraken is not None
    questions = [each["sql"] for each in asked if "advisory" not in each["sql"]]  # locks of PostgreSQL are no questions
    assert len(questions) == QUERIES
    assert sum(Afspraakrij._meta.db_table in sql for sql in questions) == 1
