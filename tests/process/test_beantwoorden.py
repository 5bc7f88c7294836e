"""A request on its way: the four ways in which it ends, and what the municipality cannot answer."""

from typing import Any

import pytest
from region import NOW, deliver, named, own, toewijzing, vot

import builders as b
from ketenwerk.ledger.facts import Verzoek
from ketenwerk.ledger.uitkomst import Uitkomst, outcome
from ketenwerk.messages.read import NotReadable, read
from ketenwerk.messages.write import write
from ketenwerk.process.acts import submit
from ketenwerk.register import clients, known
from ketenwerk.register.models import Archiefbericht, EigenPartij, Gesprek
from ketenwerk.standard import m319
from ketenwerk.standard.basis import Bericht
from ketenwerk.standard.codelists import codelist
from ketenwerk.standard.types import Wet

pytestmark = pytest.mark.django_db

LAWS: tuple[Wet, ...] = ("jw", "wmo")
GRANTED, REFUSED, LOOKED_INTO = "301", "1", "2"


def verzoek(referentie: str) -> Verzoek:
    row = clients.find(Gesprek.objects.get(), b.BSN)
    assert row is not None
    return known.dossier(row).verzoeken[referentie]


def antwoord(wet: Wet, identificatie: str, referentie: str, given: str, **changes: Any) -> Bericht:
    reden = changes.pop("reden", "4" if given == REFUSED else None)
    said = {"referentie_aanbieder": referentie, "verzoek_antwoord": given, "reden_afwijzing_verzoek": reden, **changes}
    return named(b.bericht319(wet, **said), identificatie)


def rejects(bericht: Bericht, party: EigenPartij) -> list[str]:
    """The rules by which a message of ours is not sent; it leaves nothing behind."""
    before = Archiefbericht.objects.count()
    tried = submit(bericht, party, NOW)
    assert (tried.bericht is None) == bool(tried.report.rejecting)
    assert Archiefbericht.objects.count() == before + (tried.bericht is not None)
    return [finding.rule for finding in tried.report.rejecting]


def vow(wet: Wet) -> Bericht:
    """Twice as much from May on, of both assignments."""
    changed = (b.te_wijzigen(toewijzing_nummer=nummer, omvang=b.omvang(8)) for nummer in (300201, 300202))
    parts = {"ongewijzigde_producten": (), "nieuwe_producten": (), "te_wijzigen_producten": tuple(changed)}
    return named(b.bericht317(wet, **parts), "W1")


def ander(wet: Wet) -> dict[str, Any]:
    return {"product": b.product(wet, categorie=b.OTHER_CATEGORIE[wet], code=b.OTHER_CODE[wet])}


def assigned_two(wet: Wet) -> EigenPartij:
    """A municipality that assigned two products, with a request to change both."""
    gemeente = own(wet=wet)
    both = (b.toegewezen(wet), b.toegewezen(wet, toewijzing_nummer=300202, **ander(wet)))
    assert not rejects(named(b.bericht301(wet, *both), "T0"), gemeente)
    (kept,) = deliver(vow(wet))
    assert kept.bericht.verdict == "accepted"
    return gemeente


def granted(wet: Wet, *nummers: int) -> Bericht:
    """These of the two changed as asked: ended, and given out anew under a number 10 higher."""
    products = []
    for nummer in nummers:
        what = ander(wet) if nummer == 300202 else {}
        decided = {"referentie_aanbieder": "VOW1", "toewijzingsdatum": b.dag("2026-04-10"), **what}
        products += [
            b.toegewezen(wet, toewijzing_nummer=nummer, einddatum=b.dag("2026-04-30"), reden_wijziging="12", **decided),
            b.toegewezen(wet, toewijzing_nummer=nummer + 10, ingangsdatum=b.dag("2026-05-01"), omvang=b.omvang(8), **decided),
        ]
    return named(b.bericht301(wet, *products, dagtekening="2026-04-10"), f"T{nummers[0]}")


# The four outcomes


@pytest.mark.eis("E115")
@pytest.mark.parametrize("wet", LAWS)
@pytest.mark.parametrize(
    ("decisions", "reached"),
    [
        ([GRANTED], Uitkomst.TOEGEKEND),
        ([LOOKED_INTO, GRANTED], Uitkomst.TOEGEKEND_NA_ONDERZOEK),
        ([REFUSED], Uitkomst.AFGEWEZEN),
        ([LOOKED_INTO, REFUSED], Uitkomst.AFGEWEZEN_NA_ONDERZOEK),
    ],
)
def test_a_request_for_change_ends_in_one_of_four_ways(wet: Wet, decisions: list[str], reached: Uitkomst):
    gemeente = assigned_two(wet)
    for position, decision in enumerate(decisions):
        assert outcome(verzoek("VOW1")) is None
        made = granted(wet, 300201, 300202) if decision == GRANTED else antwoord(wet, f"A{position}", "VOW1", decision)
        assert rejects(made, gemeente) == []
    assert outcome(verzoek("VOW1")) is reached


@pytest.mark.eis("E115")
@pytest.mark.parametrize("wet", LAWS)
def test_a_second_investigation_of_one_request_is_not_sent(wet: Wet):
    gemeente = assigned_two(wet)
    assert rejects(antwoord(wet, "A1", "VOW1", LOOKED_INTO), gemeente) == []
    assert rejects(antwoord(wet, "A2", "VOW1", LOOKED_INTO), gemeente) == ["TR360"]
    assert verzoek("VOW1").staat == "in onderzoek"


# As a whole, or per product


@pytest.mark.eis("E124")
@pytest.mark.parametrize("wet", LAWS)
def test_a_request_for_change_has_one_answer_for_all_its_products(wet: Wet):
    """An answer names the request and no product; once one product of it is granted, nothing is left to refuse."""
    gemeente = assigned_two(wet)
    assert not any("product" in name or "toewijzing" in name for name in m319.Antwoord.__struct_fields__)
    assert rejects(granted(wet, 300201), gemeente) == []
    assert outcome(verzoek("VOW1")) is Uitkomst.TOEGEKEND
    assert rejects(antwoord(wet, "A1", "VOW1", REFUSED), gemeente) == ["TR359"]
    assert set(rejects(granted(wet, 300202), gemeente)) == {"TR379"}


@pytest.mark.eis("E124")
@pytest.mark.parametrize("wet", LAWS)
def test_a_request_for_change_that_was_refused_is_refused_whole(wet: Wet):
    gemeente = assigned_two(wet)
    assert rejects(antwoord(wet, "A1", "VOW1", REFUSED), gemeente) == []
    assert set(rejects(granted(wet, 300202), gemeente)) == {"TR379"}


@pytest.mark.parametrize("wet", LAWS)
def test_a_request_for_assignment_is_answered_per_product(wet: Wet):
    gemeente = own(wet=wet)
    two = (b.aangevraagd(wet), b.aangevraagd(wet, referentie_aanbieder="VOT2", **ander(wet)))
    deliver(named(b.bericht315(wet, *two), "V1"))
    assert rejects(toewijzing(wet=wet, referentie_aanbieder="VOT1"), gemeente) == []
    assert rejects(antwoord(wet, "A1", "VOT2", REFUSED), gemeente) == []
    assert (outcome(verzoek("VOT1")), outcome(verzoek("VOT2"))) == (Uitkomst.TOEGEKEND, Uitkomst.AFGEWEZEN)


# What an answer may say


@pytest.mark.eis("E112")
@pytest.mark.parametrize("wet", LAWS)
def test_an_answer_refuses_or_says_that_it_is_looked_into_and_nothing_else(wet: Wet):
    assert {row.code: row.betekenis for row in codelist("WJ760").rows.values()} == {
        "1": "Verzoek afgewezen",
        "2": "Aanvraag in onderzoek",
    }
    for given in ("1", "2"):
        assert read(write(antwoord(wet, "A1", "VOT1", given))).antwoord.verzoek_antwoord == given
    for given in ("0", "3", "01"):
        made = antwoord(wet, "A1", "VOT1", given)
        with pytest.raises(NotReadable) as refused:
            read(write(made))
        assert {finding.element for finding in refused.value.findings} == {"VerzoekAntwoord"}
        gemeente = own(wet=wet)
        tried = submit(made, gemeente, NOW)
        assert (tried.report.verdict, tried.bericht) == ("refused", None)


@pytest.mark.eis("E116")
@pytest.mark.parametrize("wet", LAWS)
def test_a_refusal_has_the_code_of_its_reason(wet: Wet):
    gemeente = own(wet=wet)
    deliver(vot(wet=wet))
    assert rejects(antwoord(wet, "A1", "VOT1", REFUSED, reden=None), gemeente) == ["CD085"]
    assert rejects(antwoord(wet, "A1", "VOT1", LOOKED_INTO, reden="6"), gemeente) == ["CD086"]
    meanings = {code: codelist("WJ759").meaning(code) for code in ("3", "6", "8")}
    assert meanings == {"3": "Geen contract", "6": "Stapeling", "8": "Woonplaatsbeginsel"}
    assert rejects(antwoord(wet, "A1", "VOT1", REFUSED, reden="6"), gemeente) == []


@pytest.mark.eis("E116")
def test_the_residence_principle_names_the_municipality_that_is_responsible():
    gemeente = own()
    deliver(vot())
    juiste = m319.Woonplaatsbeginsel(gemeente="1916")
    assert rejects(antwoord("jw", "A1", "VOT1", REFUSED, reden="8"), gemeente) == ["TR377"]
    assert rejects(antwoord("jw", "A1", "VOT1", REFUSED, reden="6", woonplaatsbeginsel=juiste), gemeente) == ["TR409"]
    assert rejects(antwoord("jw", "A1", "VOT1", REFUSED, reden="8", woonplaatsbeginsel=juiste), gemeente) == []
