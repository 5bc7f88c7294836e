"""The worker: goes on after trouble, and writes nothing about a person anywhere."""

import logging
from datetime import timedelta
from threading import Event

import pytest
from django.db import OperationalError, connection
from django.db.backends.utils import CursorWrapper
from region import NOW, deliver, named, own, start, stop, toewijzing, vot

import builders as b
from ketenwerk.messages.write import write
from ketenwerk.process import handling, intake, worker
from ketenwerk.process.acts import submit
from ketenwerk.process.rebuild import rebuild
from ketenwerk.register.models import Archiefbericht

pytestmark = pytest.mark.django_db

PERSONAL = (b.BSN, "Wit", "Woustraat", "3572WP", "2012-02-14")


def test_deals_with_all_that_waits_and_says_how_many():
    own()
    for number in range(3):
        intake.take_in(write(vot(f"V{number}", f"VOT{number}")), "b.xml", "keten", NOW)
    assert worker.run(Event(), until_idle=True) == 3
    assert not Archiefbericht.objects.filter(direction="in", processed_at=None).exists()


def test_a_message_that_cannot_be_dealt_with_does_not_stop_the_others(monkeypatch, caplog):
    own()
    original = handling.make_reply

    def fails(report, now):
        if report.bericht.header.afzender == b.AANBIEDER:
            raise RuntimeError(f"stroom weg {b.BSN}")
        return original(report, now)

    monkeypatch.setattr(handling, "make_reply", fails)
    for afzender in (b.AANBIEDER, "65656056"):
        intake.take_in(write(named(vot(), "V1", afzender=afzender)), "b.xml", "keten", NOW)
    assert worker.run(Event(), until_idle=True, clock=lambda: NOW + timedelta(seconds=1)) == 1
    assert "RuntimeError in fails:" in caplog.text
    assert b.BSN not in caplog.text


def test_a_database_that_is_busy_is_waited_for(monkeypatch, caplog):
    own()
    intake.take_in(write(vot()), "b.xml", "keten", NOW)
    original, calls = worker.work_one, []

    def busy(now):
        calls.append(now)
        if len(calls) < 3:
            raise OperationalError("database is locked")
        return original(now)

    monkeypatch.setattr(worker, "work_one", busy)
    monkeypatch.setattr(worker.connection, "close", lambda: None)  # the tests hold one connection for their transaction
    assert worker.run(Event(), until_idle=True) == 1
    assert caplog.text.count("wacht op de database") == 2


def test_stops_when_it_is_asked():
    stop_now = Event()
    stop_now.set()
    assert worker.run(stop_now) == 0


def test_nothing_personal_is_logged_or_put_in_a_question_to_the_database(monkeypatch, caplog, tmp_path):
    """The whole way with everything logged, the questions to the database too: those hold no personal value in the clear."""
    asked: list[str] = []

    def noted(run):
        def execute(self, sql, params=None):
            asked.append(f"{sql} {params!r}")
            return run(self, sql, params)

        return execute

    monkeypatch.setattr(CursorWrapper, "execute", noted(CursorWrapper.execute))
    monkeypatch.setattr(CursorWrapper, "executemany", noted(CursorWrapper.executemany))
    with caplog.at_level(logging.DEBUG):
        gemeente = own()
        deliver(vot(), vot("V2"), b"<Bericht>" + b.BSN.encode(), start("S0"))
        submit(toewijzing(referentie_aanbieder="VOT1"), gemeente, NOW)
        deliver(start(), stop(), start("S2"))
        list(rebuild(verify=True))
    assert len(asked) > 50, "the questions must have been seen"
    for text in (caplog.text, *asked):
        for personal in PERSONAL:
            assert personal not in text
    assert Archiefbericht.objects.filter(counts=True).count() == 4


def test_no_column_of_any_table_holds_a_person_in_the_clear():
    gemeente = own()
    deliver(vot(), start("S0"))
    submit(toewijzing(referentie_aanbieder="VOT1"), gemeente, NOW)
    deliver(start(), stop())
    seen = 0
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith("register_"):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
                rows = [[bytes(v) if isinstance(v, memoryview) else v for v in row] for row in cursor.fetchall()]
                seen += len(rows)
                for personal in PERSONAL:
                    assert personal not in repr(rows), table
    assert seen > 15
