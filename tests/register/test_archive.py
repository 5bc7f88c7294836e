"""The archive: judged once, answered, kept whole or not at all, nothing doubled silently."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection

from builders import AANBIEDER, BSN, GEMEENTE, bericht301, bericht305, bericht307, bericht323, dag, stop
from ketenwerk.messages.read import read
from ketenwerk.messages.write import write
from ketenwerk.process import handling, intake
from ketenwerk.register import archive
from ketenwerk.register.crypto import KeyProblem, new_key
from ketenwerk.register.models import Archiefbericht, Kenmerk, Zending
from ketenwerk.rules.judge import check
from ketenwerk.rules.reply import reply

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)


def receive(data: bytes, name: str = "bericht.xml", now: datetime = NOW) -> intake.Ontvangst:
    return intake.receive(data, name, "upload", now)


def good() -> bytes:
    return write(bericht307("jw"))


def rejected() -> bytes:
    return write(bericht307("jw", stop("jw", einddatum=dag("2019-01-01"))))


def test_keeps_the_bytes_as_they_came():
    row = receive(good()).bericht
    row.refresh_from_db()
    assert archive.payload(row) == good()
    assert (row.type_name, row.wet, row.number) == ("JW307", "jw", "307")
    assert (row.sender, row.receiver, row.verdict) == (AANBIEDER, GEMEENTE, "accepted")
    assert (row.direction, row.size, row.source) == ("in", len(good()), "upload")


def test_keeps_every_finding_as_the_rules_gave_it():
    row = receive(rejected()).bericht
    assert row.verdict == "rejected"
    assert archive.findings(row) == list(check(rejected()).findings)
    assert row.findings_count == len(archive.findings(row)) > 0
    assert archive.kern(row).first == archive.findings(row)[0]


@pytest.mark.parametrize("number", ["301", "305", "307", "323"])
@pytest.mark.parametrize("wet", ["jw", "wmo"])
def test_makes_the_reply_that_the_standard_demands(wet, number):
    builder = {"301": bericht301, "305": bericht305, "307": bericht307, "323": bericht323}[number]
    answer = receive(write(builder(wet))).antwoord
    assert answer is not None
    assert answer.direction == "uit"
    assert answer.verdict == "accepted"
    made = read(archive.payload(answer))
    expected = {"301": "302", "305": "306", "307": "308", "323": "325"}[number]
    assert answer.type_name == f"{wet.upper()}{expected}"
    assert answer.answers.type_name == f"{wet.upper()}{number}"
    assert type(made) is type(reply(check(write(builder(wet))), identificatie="X", dagtekening=date(2026, 1, 1)))


def test_reply_is_dated_on_the_dutch_day_and_numbered_apart():
    first, second = (read(archive.payload(receive(good()).antwoord)).header for _ in range(2))
    assert first.dagtekening_retour == date(2026, 11, 25)  # half past midnight in Amsterdam
    assert first.identificatie_retour != second.identificatie_retour
    assert len(first.identificatie_retour) <= 12


@pytest.mark.eis("E027")
def test_a_reply_names_the_message_that_it_answers():
    kept = receive(good())
    assert read(archive.payload(kept.antwoord)).header.bericht_identificatie == bericht307("jw").header.bericht_identificatie
    assert Archiefbericht.objects.get(answers=kept.bericht) == kept.antwoord


def test_sender_of_a_return_message_is_who_sends_it():
    answer = receive(good()).antwoord
    row = receive(archive.payload(answer)).bericht
    assert row.type_name == "JW308"
    assert (row.sender, row.receiver) == (GEMEENTE, AANBIEDER)


def test_parties_of_a_refused_message_are_known_where_its_header_can_be_made_out():
    row = receive(good().replace(b"StatusAanlevering>1<", b"StatusAanlevering>7<")).bericht
    assert (row.verdict, row.sender, row.receiver) == ("refused", AANBIEDER, GEMEENTE)
    answer = archive.payload(receive(good()).antwoord)
    row = receive(answer.replace(b"BerichtVersie>3<", b"BerichtVersie>x<")).bericht
    assert (row.verdict, row.sender, row.receiver) == ("refused", GEMEENTE, AANBIEDER)
    row = receive(good()[:300]).bericht
    assert (row.verdict, row.sender, row.receiver) == ("refused", "", "")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4", b"<Bericht>", b"\x00\xff" * 40, good()[:300]])
def test_what_is_refused_is_kept_and_not_answered(data):
    kept = receive(data)
    assert kept.bericht.verdict == "refused"
    assert kept.antwoord is None
    assert archive.payload(kept.bericht) == data
    assert archive.findings(kept.bericht)


def test_the_same_bytes_again_are_a_row_of_their_own_that_points_at_the_first():
    first = receive(good(), "a.xml").bericht
    second = receive(good(), "b.xml").bericht
    third = receive(good(), "c.xml").bericht
    assert first.duplicate_of is None
    assert [second.duplicate_of_id, third.duplicate_of_id] == [first.pk, first.pk]
    assert Archiefbericht.objects.filter(direction="in").count() == 3


def test_our_own_reply_is_no_earlier_receipt():
    answer = receive(good()).antwoord
    assert receive(archive.payload(answer)).bericht.duplicate_of is None


def test_what_cannot_be_answered_is_kept_and_stays_waiting(monkeypatch: pytest.MonkeyPatch):
    def fails(*_: object) -> None:
        raise RuntimeError("stroom weg")

    monkeypatch.setattr(handling, "make_reply", fails)
    with pytest.raises(RuntimeError):
        receive(good())
    row = Archiefbericht.objects.get()
    assert row.verdict == "waiting"
    assert archive.payload(row) == good()
    assert archive.findings(row) == []


def test_no_column_holds_personal_data_in_the_clear():
    zending = archive.open_zending([archive.Overgeslagen("T de Wit.pdf", "geen-xml")], NOW)
    intake.receive(rejected(), f"T de Wit {BSN}.xml", "upload", NOW, zending)
    with connection.cursor() as cursor:
        for model in (Archiefbericht, Zending, Kenmerk):
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")
            kept = repr([[bytes(v) if isinstance(v, memoryview) else v for v in row] for row in cursor.fetchall()])
            for personal in (BSN, "Wit", "2012-02-14"):
                assert personal not in kept
    assert archive.skipped(zending) == [archive.Overgeslagen("T de Wit.pdf", "geen-xml")]


def test_a_blob_moved_to_another_row_does_not_open():
    first, second = receive(good()).bericht, receive(rejected()).bericht
    first.payload = second.payload
    with pytest.raises(KeyProblem):
        archive.payload(first)


def test_rows_of_an_old_key_stay_readable_after_a_new_one(key_file):
    row = receive(good()).bericht
    key_file.write_text(new_key() + "\n" + key_file.read_text())
    later = receive(rejected()).bericht
    assert row.key_id != later.key_id
    assert archive.payload(row) == good()


def test_a_file_name_is_shown_without_what_may_be_a_bsn():
    assert archive.Kern(name=f"start {BSN} tijdelijk.xml").shown_name == "start •••••0019 tijdelijk.xml"


def test_an_unknown_source_is_refused():
    with pytest.raises(ValueError, match="fax"):
        intake.receive(good(), "a.xml", "fax", NOW)
