"""Playing messages in order: what each leaves behind for the next, and what a return message changes of it."""

import random
from collections.abc import Iterable

import msgspec
import pytest

import ketenwerk
from builders import (
    BERICHTEN,
    aangevraagd,
    bericht301,
    bericht305,
    bericht307,
    bericht315,
    bericht319,
    dag,
    message_of,
    start,
    stop,
    toegewezen,
)
from ketenwerk.ledger.facts import Gesprek
from ketenwerk.messages.finding import Finding
from ketenwerk.rules.judge import Report, check
from ketenwerk.rules.replay import Played, Replay
from ketenwerk.rules.replay.play import is_approval
from ketenwerk.rules.reply import reply
from ketenwerk.standard.basis import Bericht
from ketenwerk.standard.types import Wet

TODAY = dag("2026-11-24")
LAWS: tuple[Wet, ...] = ("jw", "wmo")


def numbered(bericht: Bericht, identificatie: str) -> Bericht:
    kenmerk = msgspec.structs.replace(bericht.header.bericht_identificatie, identificatie=identificatie)
    return msgspec.structs.replace(bericht, header=msgspec.structs.replace(bericht.header, bericht_identificatie=kenmerk))


def retour(bericht: Bericht, *codes: str, place: str = "/Bericht/Client") -> Bericht:
    """The return message of its receiver: approval, or these codes on the client."""
    findings = tuple(Finding(rule="X", level=3, code=code, path=place) for code in codes)
    made = reply(Report(findings, message_of(bericht), bericht), identificatie="X1", dagtekening=TODAY)
    assert made is not None
    return made


def play(*berichten: Bericht, replay: Replay | None = None) -> list[Played]:
    replay = replay or Replay(TODAY)
    return [replay.play(check(bericht)) for bericht in berichten]


def rules(played: Iterable[Played]) -> list[list[str]]:
    return [[finding.rule for finding in each.report.findings] for each in played]


def assigned(wet: Wet) -> Bericht:
    return numbered(bericht301(wet), "A1")


def started(wet: Wet, identificatie: str = "S1") -> Bericht:
    return numbered(bericht305(wet), identificatie)


def stopped(wet: Wet, identificatie: str = "E1") -> Bericht:
    return numbered(bericht307(wet), identificatie)


@pytest.mark.parametrize("wet", LAWS)
def test_each_message_is_judged_beside_those_before_it(wet: Wet) -> None:
    story = play(assigned(wet), started(wet), stopped(wet))
    assert rules(story) == [[], [], []]
    assert rules(play(started(wet), assigned(wet), stopped(wet))) == [["TR019"], [], ["TR382"]]


@pytest.mark.parametrize("wet", LAWS)
def test_what_is_rejected_counts_as_not_sent(wet: Wet) -> None:
    """The second start is rejected, so its stop has nothing to stop; its Identificatie is free again (C-14)."""
    later = numbered(bericht305(wet, start(wet, begindatum=dag("2026-05-01"))), "S2")
    its_stop = numbered(bericht307(wet, stop(wet, begindatum=dag("2026-05-01"))), "E2")
    again = numbered(bericht305(wet, start(wet, begindatum=dag("2026-08-01"))), "S2")
    assert rules(play(assigned(wet), started(wet), later, its_stop, stopped(wet), again)) == [
        [],
        [],
        ["TR326"],
        ["TR382"],
        [],
        [],
    ]


@pytest.mark.parametrize("wet", LAWS)
def test_laws_municipalities_and_providers_are_kept_apart(wet: Wet) -> None:
    other: Wet = "wmo" if wet == "jw" else "jw"
    elsewhere = started(wet)
    elsewhere = msgspec.structs.replace(elsewhere, header=msgspec.structs.replace(elsewhere.header, ontvanger="0363"))
    assert rules(play(assigned(wet), started(other), elsewhere, started(wet))) == [[], ["TR019"], ["TR019"], []]


@pytest.mark.eis("E027")
@pytest.mark.parametrize("wet", LAWS)
def test_the_return_message_decides_whether_a_message_counts(wet: Wet) -> None:
    start_ = started(wet)
    ours_right = [assigned(wet), start_]
    # We hold it right and its receiver rejects it: the stop has nothing to stop.
    assert rules(play(*ours_right, retour(start_, "9019"), stopped(wet))) == [[], [], [], ["TR382"]]
    # We hold it wrong (no assignment known) and its receiver approves it: the stop finds its start.
    assert rules(play(start_, retour(start_), stopped(wet))) == [["TR019"], [], ["TR019"]]
    # Both agree: nothing changes.
    assert rules(play(*ours_right, retour(start_), stopped(wet))) == [[], [], [], []]
    assert rules(play(start_, retour(start_, "9019"), assigned(wet), stopped(wet)))[-1] == ["TR382"]


@pytest.mark.parametrize("wet", LAWS)
def test_what_level_2_rejects_counts_too_when_its_receiver_approves_it(wet: Wet) -> None:
    wrong = stopped(wet, "E9")
    wrong = msgspec.structs.replace(
        wrong, client=msgspec.structs.replace(wrong.client, stop_producten=(stop(wet, einddatum=dag("2026-04-02")),))
    )
    story = (assigned(wet), started(wet), wrong)
    assert rules(play(*story, stopped(wet))) == [[], [], ["TR018"], []]
    assert rules(play(*story, retour(wrong), stopped(wet))) == [[], [], ["TR018"], [], ["TR382", "TR415"]]


@pytest.mark.eis("E030")
@pytest.mark.parametrize("wet", LAWS)
def test_an_approved_request_is_no_assignment(wet: Wet) -> None:
    request = numbered(bericht315(wet), "V1")
    replay = Replay(TODAY)
    play(request, retour(request), replay=replay)
    dossier = replay.register.dossiers[(Gesprek(wet, "0384", "65656055"), "999990019")]
    assert dossier.verzoeken["VOT1"].staat == "ingediend"
    assert dossier.toewijzingen == {}
    assert rules(play(started(wet), replay=replay)) == [["TR019"]]


@pytest.mark.eis("E027")
@pytest.mark.parametrize("wet", LAWS)
def test_a_return_message_without_its_message_is_a_signal(wet: Wet) -> None:
    unknown = retour(started(wet, "S9"))
    (found,) = play(unknown)
    (finding,) = found.report.findings
    assert (finding.rule, finding.signal, finding.code, finding.level) == ("LOK001", True, None, 3)
    assert finding.path == "/Bericht/Header/BerichtIdentificatie/Identificatie"
    assert finding.found == "S9"
    assert (found.report.verdict, found.reply) == ("accepted", None)
    # Another type of message with the same Identificatie is another message.
    assert rules(play(assigned(wet), numbered(started(wet), "S9"), retour(stopped(wet, "S9"))))[-1] == ["LOK001"]


@pytest.mark.eis("E027")
@pytest.mark.parametrize("wet", LAWS)
def test_a_second_return_message_is_reported_and_changes_nothing(wet: Wet) -> None:
    start_ = started(wet, "B-0001")
    approved, rejected = retour(start_), retour(start_, "9019")
    story = play(assigned(wet), start_, approved, rejected, stopped(wet))
    assert rules(story) == [[], [], [], ["LOK002"], []]
    assert story[3].report.verdict == "accepted"
    assert rules(play(assigned(wet), start_, rejected, approved, stopped(wet)))[3:] == [["LOK002"], ["TR382"]]
    assert rules(play(assigned(wet), start_, approved, approved))[3] == ["LOK002"]


@pytest.mark.parametrize("wet", LAWS)
def test_messages_with_one_name_each_have_their_return_message(wet: Wet) -> None:
    """The same file came twice: the first is approved, the second rejected as known (TR056). The first keeps counting."""
    start_ = started(wet)
    twice = (assigned(wet), start_, start_)
    assert rules(play(*twice, retour(start_), retour(start_, "9056"), stopped(wet)))[2:] == [
        ["TR056", "TR074", "TR326"],
        [],
        [],
        [],
    ]
    assert rules(play(*twice, retour(start_, "9056"), retour(start_), stopped(wet)))[3:] == [[], [], []]
    assert rules(play(*twice, retour(start_, "9056"), stopped(wet)))[3:] == [[], []]
    assert rules(play(*twice, retour(start_), retour(start_, "9056"), retour(start_), stopped(wet)))[5:] == [["LOK002"], []]


@pytest.mark.parametrize("wet", LAWS)
def test_a_return_message_on_what_was_sent_again_leaves_the_first_rejected(wet: Wet) -> None:
    """The Identificatie was used again; approval is of the message that we approve too, not of the one we rejected."""
    unknown = numbered(bericht305(wet, start(wet, toewijzing_nummer=5)), "S1")
    its_stop = numbered(bericht307(wet, stop(wet, toewijzing_nummer=5)), "E5")
    story = play(assigned(wet), unknown, started(wet), retour(started(wet)), its_stop, stopped(wet))
    assert rules(story) == [[], ["TR019"], [], [], ["TR019", "TR382"], []]


@pytest.mark.parametrize("wet", LAWS)
def test_approval_of_what_counts_already_enters_nothing_twice(wet: Wet) -> None:
    replay = Replay(TODAY)
    looked_into = numbered(bericht319(wet, verzoek_antwoord="2", reden_afwijzing_verzoek=None), "W1")
    play(numbered(bericht315(wet), "V1"), looked_into, retour(looked_into), replay=replay)
    assert replay.register.dossiers[(Gesprek(wet, "0384", "65656055"), "999990019")].verzoeken["VOT1"].antwoorden == ("2",)


@pytest.mark.parametrize("wet", LAWS)
def test_a_rejected_return_message_settles_nothing(wet: Wet) -> None:
    """One that level 1 refuses cannot be used."""
    start_ = started(wet)
    replay = Replay(TODAY)
    play(assigned(wet), start_, replay=replay)
    data = ketenwerk.write(retour(start_, "9019")).replace(b">0384<", b">384<")
    assert replay.play(check(data)).report.verdict == "refused"
    assert rules(play(stopped(wet), replay=replay)) == [[]]


@pytest.mark.parametrize("wet", LAWS)
def test_a_refused_message_does_not_stop_the_story(wet: Wet) -> None:
    replay = Replay(TODAY)
    for data in (b"", b"geen xml", b"<Bericht/>", ketenwerk.write(started(wet)).replace(b">65656055<", b">656<")):
        played = replay.play(check(data))
        assert (played.report.verdict, played.reply) == ("refused", None)
    assert rules(play(assigned(wet), started(wet), replay=replay)) == [[], []]


@pytest.mark.parametrize("wet", LAWS)
def test_the_reply_is_that_of_all_four_levels(wet: Wet) -> None:
    wrong, right = play(started(wet), assigned(wet))
    assert wrong.reply is not None
    assert wrong.reply.header.retour_codes == ("0200",)
    assert wrong.reply.client.start_producten[0].retour_codes == ("9019",)
    assert right.reply is not None
    assert (right.reply.header.retour_codes, right.reply.client) == ((), None)
    assert wrong.reply.header.dagtekening_retour == TODAY
    # Each reply has an Identificatie of its own.
    assert wrong.reply.header.identificatie_retour != right.reply.header.identificatie_retour


@pytest.mark.parametrize(
    ("codes", "approved"), [((), True), (("0200",), True), (("0233",), False), (("9019",), False), (("0200", "9019"), False)]
)
def test_what_approves(codes: tuple[str, ...], approved: bool) -> None:
    lowest = "/Bericht/Client/StartProducten/StartProduct[1]"
    assert is_approval(retour(started("jw"), *codes, place=lowest)) is approved


@pytest.mark.parametrize("code", ["0001", "8848"])
def test_a_code_in_the_header_rejects(code: str) -> None:
    made = retour(started("jw"))
    assert not is_approval(msgspec.structs.replace(made, header=msgspec.structs.replace(made.header, retour_codes=(code,))))


def test_an_answer_to_a_request_that_was_taken_out_is_of_no_consequence() -> None:
    """The 315 is rejected by its return message after the 319 came: the dossier is made anew without it."""
    request, answer = numbered(bericht315("jw"), "V1"), numbered(bericht319("jw"), "W1")
    story = play(request, answer, retour(request, "9374"), numbered(bericht319("jw"), "W2"))
    assert rules(story) == [[], [], [], ["TR355"]]
    # And one that we hold wrong, but its receiver does not.
    assert rules(play(answer, retour(answer), request)) == [["TR355"], [], []]


@pytest.mark.parametrize("seed", range(60))
def test_any_order_of_messages_and_return_messages_can_be_played(seed: int) -> None:
    """Whatever receivers approve or reject against our judgement, every message gets a verdict."""
    chance = random.Random(seed)
    wet = chance.choice(LAWS)
    pool: list[Bericht] = [
        bericht301(wet),
        bericht301(wet, toegewezen(wet, referentie_aanbieder="VOT1")),
        bericht301(wet, toegewezen(wet, einddatum=dag("2026-04-01"), reden_wijziging="13", toewijzingsdatum=dag("2026-04-09"))),
        bericht315(wet),
        bericht315(wet, aangevraagd(wet, referentie_aanbieder="VOT2")),
        BERICHTEN["317"](wet),
        bericht319(wet),
        bericht319(wet, verzoek_antwoord="2", reden_afwijzing_verzoek=None),
        *(
            bericht305(wet, start(wet, status_aanlevering=s, begindatum=dag(d)))
            for s in "13"
            for d in ("2026-04-03", "2026-05-01")
        ),
        *(bericht307(wet, stop(wet, status_aanlevering=s, reden_beeindiging=r)) for s in "13" for r in ("20", "31")),
    ]
    played: list[Bericht] = []
    replay = Replay(TODAY)
    for _ in range(80):
        if played and chance.random() < 0.4:
            answered = chance.choice(played)
            place = "/Bericht/Antwoord" if hasattr(answered, "antwoord") else "/Bericht/Client"
            bericht = retour(answered, *(["9999"] if chance.random() < 0.5 else []), place=place)
        else:
            bericht = numbered(chance.choice(pool), f"B{chance.randrange(30)}")
            played.append(bericht)
        made = replay.play(Report((), message_of(bericht), bericht))
        assert made.report.verdict in ("accepted", "rejected")
