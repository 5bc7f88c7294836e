"""Old messages: any order of files gives the same register; what was answered then holds; what does not fit is told."""

import itertools
from pathlib import Path

import msgspec
import pytest
from region import NOW, named, own, start, stop, toewijzing, vot

import builders as b
from ketenwerk.messages.finding import Finding
from ketenwerk.messages.write import write
from ketenwerk.process.importing import Imported, import_files
from ketenwerk.process.rebuild import rebuild
from ketenwerk.register import archive, clients, known
from ketenwerk.register.models import Archiefbericht, Dossier, Gesprek, Verzonden
from ketenwerk.rules.judge import Report, check
from ketenwerk.rules.reply import reply
from ketenwerk.standard.basis import Bericht

pytestmark = pytest.mark.django_db


def retour(bericht: Bericht, *, good: bool = True, identificatie: str = "R1") -> Bericht:
    report = check(bericht)
    if not good:
        wrong = Finding(rule="TR063", level=3, code="9063", path="/Bericht/Client")
        report = Report((wrong,), report.message_type, report.bericht)
    day = bericht.header.bericht_identificatie.dagtekening
    made = reply(report, identificatie=identificatie, dagtekening=day)
    assert made is not None
    return made


def history() -> list[Bericht]:
    return [vot(), retour(vot()), toewijzing(referentie_aanbieder="VOT1"), start(), retour(start()), stop()]


def feed(folder: Path, berichten: list[Bericht | bytes]) -> list[Imported]:
    folder.mkdir(exist_ok=True)
    for place, bericht in enumerate(berichten):
        (folder / f"{place}.xml").write_bytes(bericht if isinstance(bericht, bytes) else write(bericht))
    return list(import_files(sorted(folder.glob("*.xml")), NOW))


def stand():
    row = clients.find(Gesprek.objects.get(), b.BSN)
    assert row is not None
    return known.dossier(row)


def facts(dossier) -> str:
    """A dossier without the numbers of the rows that it follows from."""
    plain = msgspec.to_builtins([list(dossier.toewijzingen.values()), list(dossier.verzoeken.values())])
    starts = [list(map(str, key)) for key in (*dossier.starts, *dossier.stops)]
    return repr(_without(plain, "bericht")) + repr(starts)


def _without(value, name: str):
    if isinstance(value, dict):
        return {key: _without(each, name) for key, each in value.items() if key != name}
    return [_without(each, name) for each in value] if isinstance(value, list) else value


ORDERS = list(itertools.permutations(range(6)))[::60]


@pytest.mark.parametrize("order", ORDERS, ids=str)
def test_any_order_of_files_gives_the_same_register(order: tuple[int, ...], tmp_path: Path):
    own()
    told = history()
    results = feed(tmp_path / "oud", [told[place] for place in order])
    assert sorted(each.result for each in results) == ["antwoord", "antwoord", "telt", "telt", "telt", "telt"]
    dossier = stand()
    assert dossier.verzoeken["VOT1"].staat == "toegekend"
    assert (list(dossier.toewijzingen), len(dossier.starts), len(dossier.stops)) == ([300201], 1, 1)
    assert sum(each.differences for each in rebuild(verify=True)) == 0


def test_a_correction_of_the_same_day_is_put_in_order_by_what_it_says(tmp_path: Path):
    own()
    deleted, wrong = start("S1", "3"), start("S2")
    right = start("S3", begindatum=b.dag("2026-04-04"))
    results = feed(tmp_path, [right, deleted, wrong, toewijzing()])
    assert {each.result for each in results} == {"telt"}
    assert [key.begindatum for key in stand().starts] == [b.dag("2026-04-04")]


def test_the_same_files_again_change_nothing(tmp_path: Path):
    own()
    feed(tmp_path, list(history()))
    before = (Archiefbericht.objects.count(), facts(stand()))
    assert {each.result for each in feed(tmp_path, list(history()))} == {"was er al"}
    assert (Archiefbericht.objects.count(), facts(stand())) == before


def test_what_the_receiver_rejected_then_does_not_count(tmp_path: Path):
    own()
    results = feed(tmp_path, [toewijzing(), start(), retour(start(), good=False)])
    assert {each.name: each.result for each in results} == {"0.xml": "telt", "1.xml": "telt niet", "2.xml": "past niet"}
    assert not stand().starts


def test_what_was_approved_then_counts_though_we_find_something_now(tmp_path: Path):
    own()
    (result, answer) = feed(tmp_path, [start(), retour(start())])
    assert result.result == "past niet"
    assert result.rules == tuple(finding.rule for finding in archive.findings(Archiefbericht.objects.get(number="305")))
    assert answer.result == "antwoord"
    assert stand().starts


def test_what_does_not_fit_is_kept_told_and_does_not_count(tmp_path: Path):
    own()
    (result,) = feed(tmp_path, [start()])
    assert result.result == "past niet"
    assert result.rules
    row = Archiefbericht.objects.get()
    assert (row.counts, row.verdict) == (False, "rejected")
    assert [finding.rule for finding in archive.findings(row)] == list(result.rules)


def test_nothing_old_is_answered_or_sent(tmp_path: Path):
    own()
    own(b.AANBIEDER)
    feed(tmp_path, list(history()))
    assert not Archiefbericht.objects.filter(to_send=True).exists()
    assert not Archiefbericht.objects.exclude(answers=None).exists()
    assert Archiefbericht.objects.count() == 12, "each message for both parties"
    assert Dossier.objects.count() == 2


def test_two_messages_under_one_name_do_not_both_count(tmp_path: Path):
    own()
    results = feed(tmp_path, [vot("V1"), vot("V1", "VOT2")])
    assert sorted(each.result for each in results) == ["past niet", "telt"]
    assert Verzonden.objects.count() == 1


def test_files_that_are_nobodys_or_no_message_are_told_apart(tmp_path: Path):
    own()
    other = named(vot(), "V1", ontvanger="0999")
    results = feed(tmp_path, [b"<geen/>", other])
    assert {each.name: each.result for each in results} == {"0.xml": "onleesbaar", "1.xml": "niet van ons"}
    assert not Archiefbericht.objects.exists()


def test_return_messages_found_later_still_decide(tmp_path: Path):
    own()
    feed(tmp_path / "eerst", [toewijzing()])
    assert stand().toewijzingen
    (result,) = feed(tmp_path / "later", [retour(toewijzing(), good=False)])
    assert result.result == "antwoord"
    assert not stand().toewijzingen
    assert sum(each.differences for each in rebuild(verify=True)) == 0
