"""What a party of ours sent with other software: kept, in effect when we hold it right, and decided on by its receiver."""

from datetime import timedelta

import pytest
import region as r

from ketenwerk.messages.finding import Finding
from ketenwerk.messages.write import write
from ketenwerk.process import elsewhere
from ketenwerk.process.rebuild import rebuild
from ketenwerk.register import archive, known
from ketenwerk.register.models import Archiefbericht, Dossier, Richting
from ketenwerk.rules.judge import Report, check
from ketenwerk.rules.reply import reply
from ketenwerk.standard.basis import Bericht

pytestmark = pytest.mark.django_db
LATER = r.NOW + timedelta(days=1)


def send(bericht: Bericht) -> Archiefbericht | None:
    return elsewhere.record(write(bericht), "t.xml", "keten", r.NOW)


def answered(bericht: Bericht, *found: Finding) -> Bericht:
    """What its receiver sends back: an approval, or a rejection with these findings."""
    report = check(write(bericht))
    made = reply(Report(found, report.message_type, report.bericht), identificatie="R1", dagtekening=LATER.date())
    assert made is not None
    return made


def numbers() -> list[int]:
    return [nummer for row in Dossier.objects.select_related("gesprek", "client") for nummer in known.dossier(row).toewijzingen]


def sound() -> bool:
    return all(each.differences == 0 for each in rebuild(verify=True))


def test_a_right_message_is_kept_as_sent_and_takes_effect() -> None:
    r.own()
    row = send(r.toewijzing())
    assert row is not None
    row.refresh_from_db()
    assert (row.direction, row.verdict, row.counts, row.sent_at) == (Richting.UIT, "accepted", True, r.NOW)
    assert archive.payload(row) == write(r.toewijzing())
    assert numbers() == [300201]
    assert sound()


def test_what_is_nobody_of_ours_or_cannot_be_read_is_not_kept() -> None:
    assert send(r.toewijzing()) is None
    r.own()
    assert elsewhere.record(b"<geen bericht", "t.xml", "keten", r.NOW) is None
    assert not Archiefbericht.objects.exists()


def test_a_rejection_takes_it_out_and_an_approval_leaves_it() -> None:
    r.own()
    send(r.toewijzing("T1", 300201))
    send(r.toewijzing("T2", 300202, ingangsdatum=r.NOW.date()))
    place = "/Bericht/Client/ToegewezenProducten/ToegewezenProduct[1]"
    wrong = Finding(rule="TR332", level=3, code="9332", path=place)
    r.deliver(answered(r.toewijzing("T1", 300201), wrong), now=LATER)
    r.deliver(answered(r.toewijzing("T2", 300202, ingangsdatum=r.NOW.date())), now=LATER)
    assert numbers() == [300202]
    assert sound()


def again() -> Bericht:
    """The number of an assignment that is known, for another begin."""
    return r.toewijzing("T2", 300201, ingangsdatum=r.NOW.date(), toewijzingstijd="23:59:00")


def wrong_twice() -> Archiefbericht:
    """A second message that we hold wrong."""
    r.own()
    send(r.toewijzing("T1", 300201))
    row = send(again())
    assert row is not None
    return row


def test_what_we_hold_wrong_is_kept_and_does_not_count() -> None:
    row = wrong_twice()
    assert (row.verdict, row.counts, row.dossier) == ("rejected", False, None)
    assert sound()


def test_the_return_message_on_it_is_no_stranger() -> None:
    row = wrong_twice()
    wrong = Finding(rule="TR332", level=3, code="9332", path="/Bericht/Client/ToegewezenProducten/ToegewezenProduct[1]")
    (kept,) = r.deliver(answered(again(), wrong), now=LATER)
    assert archive.findings(kept.bericht) == []
    assert (kept.bericht.heenbericht, kept.bericht.approves) == (row, False)
    row.refresh_from_db()
    assert row.counts is False
    assert sound()


def test_what_its_receiver_approves_counts_also_where_we_held_it_wrong() -> None:
    row = wrong_twice()
    r.deliver(answered(again()), now=LATER)
    row.refresh_from_db()
    assert row.counts is True
    assert row.dossier is not None
    assert archive.changes(row) != []
    assert sound()


def test_a_name_that_is_used_twice_names_the_first() -> None:
    r.own()
    first = send(r.toewijzing("T1", 300201))
    second = send(r.toewijzing("T1", 300202))
    assert first is not None
    assert second is not None
    assert (first.counts, second.counts) == (True, False)
    (kept,) = r.deliver(answered(r.toewijzing("T1", 300201)), now=LATER)
    assert kept.bericht.heenbericht == first
    assert sound()
