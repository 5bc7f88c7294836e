"""No message costs more because the register is larger: no question reads through all that a party or conversation has.

SQLite says per step of a question which index it uses, and on which columns. It has no figures of the tables, so what it chooses
here it chooses in a register of years too.
"""

import re

import pytest
import region as r
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ketenwerk.messages.write import write
from ketenwerk.process import elsewhere
from ketenwerk.protocol.afspraken import Afspraak, Afspraken
from ketenwerk.register import afspraken
from ketenwerk.rules.judge import check
from ketenwerk.rules.reply import reply
from ketenwerk.standard.basis import Bericht

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
