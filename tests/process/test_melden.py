"""Starts and stops on their way: what is corrected, what a message that is no message leads to, what a return message names."""

import re

import pytest
from region import NOW, deliver, own, start, stop, toewijzing, verdicts

import builders as b
from ketenwerk.messages.read import NotReadable, read
from ketenwerk.messages.write import NotWritable, write
from ketenwerk.process.acts import submit
from ketenwerk.process.outbox import unsent
from ketenwerk.register import archive, clients, known
from ketenwerk.register.archive import Wijziging
from ketenwerk.register.models import Archiefbericht, Dossier, EigenPartij, Gesprek
from ketenwerk.rules.judge import check
from ketenwerk.rules.reply import reply
from ketenwerk.standard.types import Wet

pytestmark = pytest.mark.django_db

LAWS: tuple[Wet, ...] = ("jw", "wmo")


def begins() -> list[str]:
    """The days of the starts that stand."""
    row = clients.find(Gesprek.objects.get(), b.BSN)
    assert row is not None
    return [str(sleutel.begindatum) for sleutel in known.dossier(row).starts]


def assigned(wet: Wet) -> EigenPartij:
    gemeente = own(wet=wet)
    assert submit(toewijzing(wet=wet), gemeente, NOW).bericht is not None
    return gemeente


# Corrections


@pytest.mark.eis("E156")
@pytest.mark.parametrize("wet", LAWS)
def test_a_corrected_start_is_the_only_one_that_stands_and_history_shows_both(wet: Wet):
    assigned(wet)
    wrong, removed, right = deliver(
        start("S1", wet=wet, begindatum=b.dag("2026-04-03")),
        start("S2", "3", wet=wet, begindatum=b.dag("2026-04-03")),
        start("S3", wet=wet, begindatum=b.dag("2026-04-04")),
    )
    assert verdicts([wrong, removed, right]) == ["accepted"] * 3
    assert begins() == ["2026-04-04"]
    rows = Dossier.objects.get().berichten.filter(number="305").order_by("processed_nr")
    assert [[(change.soort, change.sleutel.split()[-1]) for change in archive.changes(row)] for row in rows] == [
        [("StartGemeld", "2026-04-03")],
        [("StartVerwijderd", "2026-04-03")],
        [("StartGemeld", "2026-04-04")],
    ]


@pytest.mark.parametrize("wet", LAWS)
def test_a_start_is_not_corrected_by_a_second_one_alone(wet: Wet):
    assigned(wet)
    first, second = deliver(start("S1", wet=wet), start("S2", wet=wet, begindatum=b.dag("2026-04-04")))
    assert verdicts([first, second]) == ["accepted", "rejected"]
    assert begins() == ["2026-04-03"]
    assert archive.changes(second.bericht) == []


@pytest.mark.parametrize("wet", LAWS)
def test_a_stop_that_was_removed_can_be_sent_with_another_reason(wet: Wet):
    assigned(wet)
    paused, ended = {"reden_beeindiging": "20"}, {"reden_beeindiging": "39"}
    kept = deliver(
        start(wet=wet),
        stop("P1", wet, **paused),
        stop("P2", wet, **paused, status_aanlevering="3"),
        stop("P3", wet, **ended),
    )
    assert verdicts(kept) == ["accepted"] * 4
    assert [change.soort for change in archive.changes(kept[2].bericht)] == ["StopVerwijderd"]


# The schema, before sending and upon receipt


def without(data: bytes, element: str) -> bytes:
    spoilt, found = re.subn(rf"<(\w+:){element}>.*?</\1{element}>".encode(), b"", data, flags=re.DOTALL)
    assert found == 1
    return spoilt


@pytest.mark.eis("E038")
@pytest.mark.parametrize("wet", LAWS)
@pytest.mark.parametrize(
    ("lacking", "said"), [("begindatum", "Begindatum ontbreekt"), ("toewijzing_nummer", ""), ("begindatum_text", "andere soort")]
)
def test_a_start_that_lacks_a_mandatory_element_is_not_sent(wet: Wet, lacking: str, said: str):
    """Refused here, in words of our own; nothing is in the outbox or in the archive. What may be absent may be absent."""
    aanbieder = own(b.AANBIEDER, wet)
    changes = {"begindatum": "3 april"} if lacking == "begindatum_text" else {lacking: None}
    if not said:
        assert submit(start(wet=wet, **changes), aanbieder, NOW).report.verdict != "refused"
        return
    with pytest.raises(NotWritable, match=said):
        submit(start(wet=wet, **changes), aanbieder, NOW)
    assert not unsent().exists()
    assert not Archiefbericht.objects.exists()


@pytest.mark.eis("E038")
@pytest.mark.parametrize("wet", LAWS)
def test_a_start_that_does_not_fit_the_schema_is_not_sent(wet: Wet):
    """Its form alone: the schema allows no status of two digits."""
    aanbieder = own(b.AANBIEDER, wet)
    tried = submit(start(wet=wet, status="12"), aanbieder, NOW)
    assert (tried.report.verdict, tried.bericht) == ("refused", None)
    assert [(finding.rule, finding.level) for finding in tried.report.findings] == [("XSD", 1)]
    assert not Archiefbericht.objects.exists()


@pytest.mark.eis("E038")
@pytest.mark.parametrize("wet", LAWS)
@pytest.mark.parametrize("lacking", ["Begindatum", "StatusAanlevering"])
def test_a_start_that_lacks_a_mandatory_element_is_kept_and_not_processed(wet: Wet, lacking: str):
    assigned(wet)
    sent = unsent().count()
    spoilt, whole = deliver(without(write(start(wet=wet)), lacking), write(start(wet=wet)))
    assert (spoilt.bericht.verdict, spoilt.bericht.counts, spoilt.antwoord) == ("refused", False, None)
    assert [finding.rule for finding in archive.findings(spoilt.bericht)] == ["XSD"]
    assert archive.changes(spoilt.bericht) == []
    assert (whole.bericht.verdict, archive.changes(whole.bericht)[0].soort) == ("accepted", "StartGemeld")
    assert unsent().count() == sent + 1, "the whole one alone is answered"


@pytest.mark.parametrize("wet", LAWS)
def test_what_may_be_absent_may_be_absent(wet: Wet):
    assigned(wet)
    (kept,) = deliver(start(wet=wet, toewijzing_ingangsdatum=None))
    assert archive.changes(kept.bericht) == [Wijziging("StartGemeld", archive.changes(kept.bericht)[0].sleutel)]


# What a return message answers


@pytest.mark.parametrize("wet", LAWS)
def test_a_return_message_that_names_no_message_is_refused(wet: Wet):
    """The reference cannot be left out: whoever makes one gets it from the message, and a file without it is no 306."""
    aanbieder = own(b.AANBIEDER, wet)
    deliver(toewijzing(wet=wet))
    sent = submit(start(wet=wet), aanbieder, NOW)
    assert sent.bericht is not None
    made = reply(check(start(wet=wet)), identificatie="R1", dagtekening=NOW.date())
    assert made is not None
    assert made.header.bericht_identificatie == start(wet=wet).header.bericht_identificatie
    with pytest.raises(NotReadable) as refused:
        read(without(write(made), "BerichtIdentificatie"))
    assert [(finding.key, finding.element) for finding in refused.value.findings] == [("XSD.ontbreekt", "BerichtIdentificatie")]
    (without_name, named) = deliver(without(write(made), "BerichtIdentificatie"), write(made))
    assert (without_name.bericht.verdict, without_name.bericht.heenbericht) == ("refused", None)
    assert (named.bericht.verdict, named.bericht.heenbericht) == ("accepted", sent.bericht)
