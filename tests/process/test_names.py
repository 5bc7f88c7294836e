"""Names that a sender uses once: what we send is compared with all that we sent, what we receive with what we received."""

import pytest
from region import NOW, deliver, named, own, verdicts, vot

import builders as b
from ketenwerk.messages.write import write
from ketenwerk.process.acts import submit
from ketenwerk.process.importing import import_files
from ketenwerk.register.models import Archiefbericht
from ketenwerk.rules.judge import check
from ketenwerk.rules.reply import reply
from ketenwerk.standard.basis import Bericht

pytestmark = pytest.mark.django_db

OTHER_GEMEENTE = "0321"


def to_other(identificatie: str, referentie: str) -> Bericht:
    return named(vot(identificatie, referentie), identificatie, ontvanger=OTHER_GEMEENTE)


@pytest.mark.parametrize(
    ("second", "found"),
    [
        (to_other("V2", "VOT2"), set()),
        (to_other("V1", "VOT2"), {"TR056"}),
        (to_other("V2", "VOT1"), {"TR347"}),
        (to_other("V1", "VOT1"), {"TR056", "TR347"}),
    ],
)
def test_what_we_send_is_compared_with_all_that_we_sent(second: Bericht, found: set[str]) -> None:
    aanbieder = own(b.AANBIEDER)
    assert submit(vot("V1", "VOT1"), aanbieder, NOW).bericht is not None
    outcome = submit(second, aanbieder, NOW)
    assert set(outcome.report.counts) == found
    assert (outcome.bericht is None) is bool(found)
    assert Archiefbericht.objects.count() == (1 if found else 2)


def test_under_the_other_law_the_same_names_are_other_names() -> None:
    assert submit(vot("V1", "VOT1"), own(b.AANBIEDER), NOW).bericht is not None
    assert submit(vot("V1", "VOT1", "wmo"), own(b.AANBIEDER, "wmo"), NOW).bericht is not None


def test_two_municipalities_of_ours_do_not_judge_each_others_messages() -> None:
    own()
    own(OTHER_GEMEENTE)
    assert verdicts(deliver(vot("V1", "VOT1"), to_other("V1", "VOT1"))) == ["accepted", "accepted"]
    assert verdicts(deliver(to_other("V1", "VOT1"))) == ["rejected"]


def test_of_old_messages_to_two_receivers_under_one_name_both_count(tmp_path) -> None:
    """They were approved; that a provider should not have named them so changes nothing about what was agreed."""
    own(b.AANBIEDER)
    for place, bericht in enumerate((vot("V1", "VOT1"), to_other("V1", "VOT2"))):
        approval = reply(check(bericht), identificatie=f"R{place}", dagtekening=b.dag("2026-04-02"))
        assert approval is not None
        (tmp_path / f"{place}.xml").write_bytes(write(bericht))
        (tmp_path / f"{place}-retour.xml").write_bytes(write(approval))
    done = list(import_files(sorted(tmp_path.iterdir()), NOW))
    assert sorted(each.result for each in done) == ["antwoord", "antwoord", "past niet", "telt"]
    assert Archiefbericht.objects.filter(number="315", counts=True).count() == 2
