"""One message through the pipeline: judged beside all before it, entered, answered; all of it or nothing; in order; once."""

from datetime import timedelta

import pytest
from region import NOW, OTHER_AANBIEDER, deliver, named, own, start, stop, toewijzing, verdicts, vot

import builders as b
from ketenwerk.ledger.known import question
from ketenwerk.messages.read import read
from ketenwerk.messages.write import write
from ketenwerk.process import handling, intake, pipeline
from ketenwerk.process.acts import NotOurs, submit
from ketenwerk.register import archive, clients, known
from ketenwerk.register.archive import Envelope, Wijziging
from ketenwerk.register.models import Archiefbericht, Client, Dossier, Gesprek, Verzoek, Voorval
from ketenwerk.rules.judge import check
from ketenwerk.rules.reply import reply

pytestmark = pytest.mark.django_db


def codes(row: Archiefbericht) -> list[str]:
    return [finding.rule for finding in archive.findings(row)]


def stand(gesprek: Gesprek | None = None):
    """The dossier of the client of the builders."""
    row = clients.find(gesprek or Gesprek.objects.get(), b.BSN)
    assert row is not None
    return known.dossier(row)


def returned(bericht, *, good: bool, identificatie: str = "R1"):
    """The return message of the other side on a message of ours."""
    report = check(bericht)
    if not good:
        report = check(named(bericht, bericht.header.bericht_identificatie.identificatie))
        finding = archive.Finding(rule="TR332", level=3, code="9332", path="/Bericht/Client", key="TR332")
        report = type(report)((finding,), report.message_type, report.bericht)
    made = reply(report, identificatie=identificatie, dagtekening=NOW.date())
    assert made is not None
    return made


# Judged beside what came before


def test_a_request_is_entered_and_answered():
    own()
    (kept,) = deliver(vot())
    assert (kept.bericht.verdict, kept.bericht.counts) == ("accepted", True)
    assert kept.antwoord is not None
    assert (kept.antwoord.type_name, kept.antwoord.to_send) == ("JW316", True)
    assert stand().verzoeken["VOT1"].staat == "ingediend"
    assert archive.changes(kept.bericht) == [Wijziging("VerzoekGedaan", "VOT1")]


def test_what_came_before_decides():
    own()
    first, second = deliver(vot("V1"), vot("V2"))
    assert first.bericht.verdict == "accepted"
    assert second.bericht.verdict == "rejected"
    assert codes(second.bericht) == ["TR374", "TR347"]
    assert second.bericht.counts is False
    assert archive.changes(second.bericht) == []
    answer = read(archive.payload(second.antwoord))
    assert answer.header.retour_codes == ("0200",)
    assert answer.client.retour_codes == ("9374",)


def test_the_same_identificatie_in_a_new_delivery_is_judged():
    own()
    _, again = deliver(vot("V1"), vot("V1", "VOT2"))
    assert "TR056" in codes(again.bericht)
    assert again.bericht.verdict == "rejected"


def test_the_name_of_a_rejected_message_is_free_again():
    own()
    wrong = b.bericht307("jw", b.stop("jw", einddatum=b.dag("2019-01-01")))
    submit(toewijzing(), own(), NOW)
    _, bad, right = deliver(start(), named(wrong, "P1"), stop("P1"))
    assert (bad.bericht.verdict, right.bericht.verdict) == ("rejected", "accepted")


def test_a_whole_history_of_one_client():
    gemeente = own()
    deliver(vot())
    outcome = submit(toewijzing(referentie_aanbieder="VOT1"), gemeente, NOW)
    assert outcome.bericht is not None
    assert verdicts(deliver(start(), stop())) == ["accepted", "accepted"]
    dossier = stand()
    assert dossier.verzoeken["VOT1"].staat == "toegekend"
    assert list(dossier.toewijzingen) == [300201]
    assert len(dossier.starts) == len(dossier.stops) == 1
    assert verdicts(deliver(start("S2", "3"))) == ["rejected"]  # TR071: there is a stop


def test_a_message_for_nobody_of_ours_is_judged_on_its_own_and_enters_nothing():
    own("0999")
    (kept,) = deliver(start())
    assert (kept.bericht.verdict, kept.bericht.party, kept.bericht.counts) == ("accepted", None, False)
    assert kept.antwoord is not None
    assert kept.antwoord.to_send is False
    assert not Dossier.objects.exists()


def test_the_laws_are_apart():
    own(wet="jw")
    own(wet="wmo")
    deliver(vot(wet="jw"), vot(wet="wmo"))
    assert {gesprek.wet: list(stand(gesprek).verzoeken) for gesprek in Gesprek.objects.all()} == {"jw": ["VOT1"], "wmo": ["VOT1"]}


def test_each_party_has_its_own_register():
    gemeente, aanbieder = own(), own(b.AANBIEDER)
    submit(vot(), aanbieder, NOW)
    assert [row.party for row in Verzoek.objects.all()] == [aanbieder]
    deliver(vot())
    assert {row.party for row in Verzoek.objects.all()} == {aanbieder, gemeente}
    assert Client.objects.count() == 2


def test_numbers_given_out_to_another_provider_are_known():
    gemeente = own()
    elders = named(toewijzing("T1"), "T1", ontvanger=OTHER_AANBIEDER)
    assert submit(elders, gemeente, NOW).bericht is not None
    assert [finding.rule for finding in submit(toewijzing("T2"), gemeente, NOW).report.rejecting] == ["TR332"]


# Return messages


def test_a_return_message_that_rejects_takes_the_message_out():
    gemeente = own()
    sent = submit(toewijzing(), gemeente, NOW).bericht
    assert stand().toewijzingen
    (kept,) = deliver(returned(toewijzing(), good=False))
    assert (kept.bericht.verdict, kept.bericht.approves, kept.bericht.heenbericht) == ("accepted", False, sent)
    assert not stand().toewijzingen
    assert sent.voorvallen.get().soort == Voorval.Soort.VERVALLEN
    sent.refresh_from_db()
    assert sent.counts is True, "what was written is not updated away"
    assert submit(toewijzing(), gemeente, NOW).bericht is not None, "its name is free again"


@pytest.mark.eis("E027")
def test_a_second_return_message_is_reported_and_changes_nothing():
    gemeente = own()
    submit(toewijzing(), gemeente, NOW)
    good, late = deliver(returned(toewijzing(), good=True), returned(toewijzing(), good=False, identificatie="R2"))
    assert good.bericht.approves
    assert codes(late.bericht) == ["LOK002"]
    assert stand().toewijzingen


def test_a_return_message_on_nothing_is_reported():
    own()
    (kept,) = deliver(returned(toewijzing(), good=True))
    assert codes(kept.bericht) == ["LOK001"]
    assert kept.bericht.heenbericht is None


def test_what_follows_a_message_that_is_taken_out_stays():
    gemeente = own()
    submit(toewijzing("T1"), gemeente, NOW)
    submit(
        toewijzing("T2", 300202, product=b.product("jw", categorie=b.OTHER_CATEGORIE["jw"], code=b.OTHER_CODE["jw"])),
        gemeente,
        NOW,
    )
    deliver(returned(toewijzing("T1"), good=False))
    assert list(stand().toewijzingen) == [300202]


# Our own acts


def test_what_our_own_rules_reject_is_not_made():
    gemeente = own()
    submit(toewijzing("T1"), gemeente, NOW)
    before = Archiefbericht.objects.count()
    outcome = submit(toewijzing("T1", 300299), gemeente, NOW)
    assert outcome.bericht is None
    assert "TR056" in [finding.rule for finding in outcome.report.rejecting]
    assert Archiefbericht.objects.count() == before


def test_an_act_first_deals_with_what_came_in():
    gemeente = own()
    intake.take_in(write(vot()), "b.xml", "keten", NOW)
    submit(toewijzing(referentie_aanbieder="VOT1"), gemeente, NOW)
    assert stand().verzoeken["VOT1"].staat == "toegekend"


def test_an_act_is_not_for_another_party_and_no_return_message():
    with pytest.raises(NotOurs):
        submit(toewijzing(), own("0999"), NOW)
    with pytest.raises(NotOurs):
        submit(returned(toewijzing(), good=True), own(b.AANBIEDER), NOW)
    assert not Archiefbericht.objects.exists()


# Once


def test_the_same_delivery_is_acknowledged_and_not_processed_again():
    own()
    envelope = Envelope("ggk", "zending-1")
    first = intake.receive(write(vot()), "b.xml", "keten", NOW, envelope=envelope)
    again = intake.receive(write(vot()), "b.xml", "keten", NOW, envelope=envelope)
    assert (again.again, again.bericht, again.antwoord) == (True, first.bericht, first.antwoord)
    assert Archiefbericht.objects.count() == 2
    assert first.bericht.voorvallen.get().soort == Voorval.Soort.NOGMAALS


def test_other_bytes_under_the_same_delivery_are_another_message():
    own()
    envelope = Envelope("ggk", "zending-1")
    for bericht in (vot("V1"), vot("V2", "VOT2")):
        intake.receive(write(bericht), "b.xml", "keten", NOW, envelope=envelope)
    assert Archiefbericht.objects.filter(direction="in").count() == 2


def test_the_same_bytes_in_a_delivery_of_its_own_are_judged():
    own()
    _, again = [intake.receive(write(vot()), "b.xml", "keten", NOW, envelope=Envelope("ggk", number)) for number in ("1", "2")]
    assert again.bericht.duplicate_of is not None
    assert "TR056" in codes(again.bericht)


# All or nothing, and in order


def fail_at(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    def fails(*_: object, **__: object) -> None:
        raise RuntimeError(f"stroom weg {b.BSN}")

    monkeypatch.setattr(handling, name, fails)


@pytest.mark.parametrize("step", ["look_up", "judge", "take_effect", "enter", "make_reply"])
def test_what_fails_halfway_leaves_the_message_waiting_and_nothing_else(step, monkeypatch):
    own()
    with monkeypatch.context() as broken:
        fail_at(broken, step)
        with pytest.raises(RuntimeError):
            deliver(vot())
    row = Archiefbericht.objects.get()
    assert (row.verdict, row.processed_at, row.counts) == ("waiting", None, None)
    assert not Dossier.objects.exists()
    assert pipeline.work_one(NOW + timedelta(seconds=1)) is None, "not at once"
    assert pipeline.work_one(NOW + timedelta(seconds=3)) == row
    row.refresh_from_db()
    assert row.verdict == "accepted"
    assert row.antwoord.type_name == "JW316"


def test_a_failure_is_kept_without_the_data_in_it(monkeypatch):
    own()
    with monkeypatch.context() as broken:
        fail_at(broken, "make_reply")
        with pytest.raises(RuntimeError):
            deliver(vot())
    note = Voorval.objects.get()
    assert note.soort == Voorval.Soort.POGING
    assert note.note.startswith("RuntimeError in fails:")
    assert b.BSN not in note.note


def test_nothing_overtakes_a_message_that_cannot_be_dealt_with_but_other_conversations_go_on(monkeypatch):
    own()
    with monkeypatch.context() as broken:
        fail_at(broken, "make_reply")
        with pytest.raises(RuntimeError):
            deliver(vot("V1"))
    (held,) = deliver(vot("V2", "VOT2"))
    assert held.bericht.verdict == "waiting"
    (other,) = deliver(named(vot("V3"), "V3", afzender=OTHER_AANBIEDER))
    assert other.bericht.verdict == "accepted"
    (third,) = deliver(vot("V4", "VOT4"), now=NOW + timedelta(minutes=1))
    assert third.bericht.processed_at is not None
    order = Archiefbericht.objects.filter(direction="in", sender=b.AANBIEDER).order_by("processed_nr")
    assert [row.sequence for row in order] == sorted(row.sequence for row in order)


def test_each_failure_waits_longer(monkeypatch):
    own()
    intake.take_in(write(vot()), "b.xml", "keten", NOW)
    fail_at(monkeypatch, "make_reply")
    moment, pauses = NOW, []
    for _ in range(4):
        with pytest.raises(RuntimeError):
            pipeline.work_one(moment)
        row = Archiefbericht.objects.get()
        pauses.append((row.retry_at - moment).total_seconds())
        moment = row.retry_at
    assert pauses == [2, 4, 8, 16]


def test_a_message_whose_first_bytes_mislead_goes_to_the_line_where_it_belongs():
    own()
    data = write(vot())
    head, body = data.split(b"<", 2)[1:]
    decoy = b"<!-- " + b"x" * 9000 + b" -->"
    misleading = b"<" + head + decoy + b"<" + body
    (kept,) = deliver(misleading)
    assert kept.bericht.verdict == "accepted"
    assert kept.bericht.gesprek == Gesprek.objects.get()
    assert stand().verzoeken


def test_known_is_loaded_in_a_fixed_number_of_queries(django_assert_max_num_queries):
    gemeente = own()
    deliver(vot())
    assert submit(toewijzing(referentie_aanbieder="VOT1"), gemeente, NOW).bericht is not None
    deliver(start(), stop())
    gesprek = Gesprek.objects.get()
    asked = question(toewijzing(referentie_aanbieder="VOT1"), b.message_of(toewijzing()))
    with django_assert_max_num_queries(known.QUERIES) as spent:
        known.known(gesprek, asked, NOW.date())
    assert len(spent) == known.QUERIES
