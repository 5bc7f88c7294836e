"""No message costs more because the register is larger: no question reads through all that a party or conversation has.

SQLite says per step of a question which index it uses, and on which columns. It has no figures of the tables, so what it chooses
here it chooses in a register of years too.
"""

import re
from collections.abc import Callable

import pytest
import region as r
from django.db import connection
from django.test.utils import CaptureQueriesContext
from test_declareren import claim, line

from ketenwerk.claims.periode import Periode
from ketenwerk.messages.write import write
from ketenwerk.process import elsewhere
from ketenwerk.protocol.afspraken import Afspraak, Afspraken
from ketenwerk.register import afspraken, declaratiedeel, declaraties, leveringen
from ketenwerk.register.models import Archiefbericht, Declaratie, Gesprek
from ketenwerk.rules.judge import check
from ketenwerk.rules.reply import reply
from ketenwerk.standard.basis import Bericht
from ketenwerk.web.marks import bearing
from ketenwerk.web.views.declareren import _waiting

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite alone tells beforehand how it will always do it"),
]

WIDE = re.compile(r"^SEARCH .*\((party_id|gesprek_id|direction|wet|number|verdict|sender|receiver|afzender|soort|staat)=\?\)")
WAITING = re.compile(r"archief_(wacht|rij|te_sturen)")
"""Indexes of nothing but what waits."""


def wide(sql: str) -> list[str]:
    """The steps of a question that read more than a message, a client or a reference needs."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        steps = [row[3] for row in cursor.fetchall()]
    return [step for step in steps if not WAITING.search(step) and (WIDE.match(step) or step.startswith("SCAN register"))]


def returned(bericht: Bericht) -> Bericht:
    made = reply(check(write(bericht)), identificatie="R1", dagtekening=r.NOW.date())
    assert made is not None
    return made


def test_a_step_that_is_too_wide_is_seen() -> None:
    assert wide("SELECT id FROM register_dossier WHERE party_id = 1")
    assert wide("SELECT id FROM register_archiefbericht WHERE size = 1")
    assert not wide("SELECT id FROM register_client WHERE party_id = 1 AND bsn_hash = 'x'")


def test_no_question_about_a_message_reads_through_a_whole_party() -> None:
    own = r.own()
    agreed = Afspraak(
        wet="jw", gemeente=own.code, categorie="45", code="45A48", eenheid="04", variant="inspanning", tarief=1, van=r.NOW.date()
    )
    afspraken.take_over(Afspraken([agreed]), [own], r.NOW, "test")
    assigned = r.toewijzing()
    with CaptureQueriesContext(connection) as asked:
        r.deliver(r.vot())
        elsewhere.record(write(assigned), "t.xml", "keten", r.NOW)
        kept = r.deliver(returned(assigned), r.start(), r.stop(), r.start(status="3"))
    assert r.verdicts(kept)[:2] == ["accepted", "accepted"]
    questions = [each["sql"] for each in asked.captured_queries if each["sql"].lstrip().upper().startswith(("SELECT", "UPDATE"))]
    assert len(questions) > 50
    assert {sql[:120]: found for sql in questions if (found := wide(sql))} == {}


def plans_of(ask: Callable[[], object]) -> list[str]:
    """The steps that are too wide of the questions that are asked on the way."""
    with CaptureQueriesContext(connection) as asked:
        ask()
    selects = [each["sql"] for each in asked if each["sql"].lstrip().startswith(("SELECT", "UPDATE"))]
    assert selects
    return [step for sql in selects for step in wide(sql)]


def test_the_credit_on_a_line_is_found_by_its_index() -> None:
    """Among a million lines a question that does not find the index on what is credited reads all of them."""
    r.own()
    r.deliver(r.toewijzing(), claim("D1", line("L1")))
    credit = claim("D2", line("L2", vorig="L1"), month="2026-05")
    declaratie = Declaratie.objects.select_related("gesprek", "bericht").get()
    assert plans_of(lambda: declaraties._credited(declaratie.gesprek, credit)) == []
    assert plans_of(lambda: list(Archiefbericht.objects.filter(bearing("L1")))) == []


def test_the_part_of_a_claim_around_a_line_is_found_by_its_indexes() -> None:
    r.own()
    r.deliver(r.toewijzing(), claim("D1", line("L1")))
    declaratie = Declaratie.objects.select_related("gesprek", "bericht").get()
    assert plans_of(lambda: declaratiedeel.around(declaratie, 0)) == []


def steps(asked: CaptureQueriesContext, about: str) -> list[str]:
    """The steps of the questions in which these words stand."""
    found = [each["sql"] for each in asked.captured_queries if about in each["sql"]]
    assert found
    with connection.cursor() as cursor:
        plans = [cursor.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall() for sql in found]
    return [row[3] for plan in plans for row in plan]


def test_what_a_line_claims_is_found_among_what_was_claimed() -> None:
    with CaptureQueriesContext(connection) as asked:
        list(leveringen.of_line(1, "L1"))
        leveringen.withdrawn(1, "L1")
    assert all("levering_regel" in step or "ORDER BY" in step for step in steps(asked, "register_levering"))


def test_what_an_answer_frees_is_found_among_what_was_claimed() -> None:
    r.own()
    r.deliver(claim("D1", line("L1", vorig="L0")))
    with CaptureQueriesContext(connection) as asked:
        leveringen.answered(Archiefbericht.objects.get(number="323"))
    assert any("levering_regel" in step for step in steps(asked, "UPDATE register_levering"))


def test_what_is_to_be_claimed_is_counted_among_what_is_open() -> None:
    party = r.own("65656055")
    Gesprek.objects.create(party=party, wet="jw", gemeente="0384", aanbieder="65656055")
    with CaptureQueriesContext(connection) as asked:
        _waiting(party, Periode(r.NOW.date(), r.NOW.date()))
    assert any("levering_open" in step for step in steps(asked, "COUNT(DISTINCT"))
