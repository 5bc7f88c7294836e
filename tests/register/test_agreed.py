"""Agreements in the database: taken over whole, replaced from their first day on, and asked for one conversation in one query."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
import pytest

from ketenwerk.protocol import afsprakenbestand, productlijstbestand
from ketenwerk.protocol.afspraken import Afspraak, Afspraken
from ketenwerk.protocol.productlijst import Productlijst, Productregel, Versie
from ketenwerk.register import afspraken, parties, productlijsten
from ketenwerk.register.models import Afspraakrij, EigenPartij, Gesprek, Overname, Relatie

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
DIEMEN, HOUTEN, AANBIEDER, OTHER = "0384", "0321", "65656055", "65656056"
PRODUCT = ("45", "45A04")


def regel(**changed: Any) -> Afspraak:
    values: dict[str, Any] = {
        "wet": "jw", "gemeente": DIEMEN, "aanbieder": AANBIEDER, "categorie": "45", "code": "45A04", "eenheid": "04",
        "variant": "inspanning", "tarief": 8724, "van": date(2025, 1, 1), "tot": None,
    }  # fmt: skip
    return Afspraak(**(values | changed))


def own(code: str = DIEMEN, wet: str = "jw") -> EigenPartij:
    return parties.add_own(wet, code, NOW)


def take(*regels: Afspraak, now: datetime = NOW) -> afspraken.Overgenomen:
    return afspraken.take_over(Afspraken(regels), EigenPartij.objects.all(), now, "test")


def gesprek(party: EigenPartij, gemeente: str = DIEMEN, aanbieder: str = AANBIEDER) -> Gesprek:
    return Gesprek.objects.get_or_create(party=party, gemeente=gemeente, aanbieder=aanbieder, defaults={"wet": party.wet})[0]


def standing() -> set[Afspraak]:
    return set(afspraken.export(EigenPartij.objects.all()).regels)


def test_a_conversation_gets_its_own_and_the_general_agreements_in_one_query(django_assert_num_queries: Any) -> None:
    party = own()
    mine, general = regel(), regel(aanbieder=None, code="45A48")
    take(mine, general, regel(aanbieder=OTHER), regel(gemeente=DIEMEN, aanbieder=OTHER, code="45A49"))
    with django_assert_num_queries(1):
        found = afspraken.agreed(Gesprek(party=party, wet="jw", gemeente=DIEMEN, aanbieder=AANBIEDER))
    assert found is not None
    assert set(found.regels) == {mine, general}


def test_none_where_nothing_was_agreed_and_not_where_it_only_ended() -> None:
    party = own()
    assert afspraken.agreed(gesprek(party)) is None
    take(regel(aanbieder=OTHER))
    assert afspraken.agreed(gesprek(party)) is None
    take(regel(tot=date(2025, 1, 31)))
    found = afspraken.agreed(gesprek(party))
    assert found is not None
    assert found.producten("jw", DIEMEN, AANBIEDER, date(2026, 1, 1)) == ()


def test_what_ended_before_the_file_begins_stays_and_what_runs_into_it_ends_the_day_before() -> None:
    party = own()
    ended, running = regel(tot=date(2025, 6, 30)), regel(van=date(2025, 7, 1), tarief=9000)
    take(ended, running)
    new = regel(van=date(2026, 1, 1), tarief=9500)
    assert take(new, now=LATER) == afspraken.Overgenomen(nieuw=1, beeindigd=1)
    assert standing() == {ended, msgspec.structs.replace(running, tot=date(2025, 12, 31)), new}
    found = afspraken.agreed(gesprek(party))
    assert found is not None
    days = (date(2025, 6, 30), date(2025, 12, 31), date(2026, 1, 1))
    assert [found.tarief("jw", DIEMEN, AANBIEDER, PRODUCT, "04", day) for day in days] == [8724, 9000, 9500]


def test_a_row_that_begins_on_the_first_day_of_the_file_is_replaced_and_kept_as_history() -> None:
    own()
    old = regel(van=date(2026, 1, 1))
    take(old)
    assert take(regel(van=date(2026, 1, 1), tarief=9000), now=LATER) == afspraken.Overgenomen(nieuw=1, vervangen=1)
    assert [each.tarief for each in standing()] == [9000]
    gone = Afspraakrij.objects.get(vervangen_door__isnull=False)
    assert afspraken.value(gone) == old
    assert gone.vervangen_door is not None
    assert gone.vervangen_door.at == LATER


def test_a_file_about_one_provider_leaves_the_others_and_the_general_ones_alone() -> None:
    own()
    others = {regel(aanbieder=OTHER), regel(aanbieder=None), regel(gemeente=DIEMEN, aanbieder=OTHER, code="45A48")}
    take(*others, regel())
    take(regel(tarief=9000), now=LATER)
    assert others <= standing()
    assert {each.tarief for each in standing() if each.aanbieder == AANBIEDER} == {9000}


def test_what_a_file_no_longer_names_ends_where_the_file_begins() -> None:
    own()
    take(regel(), regel(code="45A48"))
    take(regel(van=date(2026, 1, 1)), now=LATER)
    assert {each.tot for each in standing() if each.code == "45A48"} == {date(2025, 12, 31)}


def test_the_same_file_again_changes_nothing() -> None:
    own()
    take(regel(), regel(van=date(2026, 1, 1), code="45A48"))
    before = list(Afspraakrij.objects.values_list("pk", flat=True))
    assert take(regel(), regel(van=date(2026, 1, 1), code="45A48"), now=LATER) == afspraken.Overgenomen()
    assert list(Afspraakrij.objects.values_list("pk", flat=True)) == before
    assert Overname.objects.count() == 1


def test_each_own_party_keeps_what_concerns_it_and_no_other() -> None:
    diemen, provider, wmo, houten = own(), own(AANBIEDER), own(AANBIEDER, "wmo"), own(HOUTEN)
    take(regel(), regel(aanbieder=None, code="45A48"), regel(aanbieder=OTHER, code="45A49"))
    codes = {party.pk: {row.code for row in afspraken.kept([party])} for party in (diemen, provider, wmo, houten)}
    assert codes == {diemen.pk: {"45A04", "45A48", "45A49"}, provider.pk: {"45A04", "45A48"}, wmo.pk: set(), houten.pk: set()}


def test_an_agreement_of_others_is_named() -> None:
    party = own()
    strange = regel(gemeente=HOUTEN)
    assert afspraken.foreign(Afspraken([regel(), strange, regel(wet="wmo", categorie="01")]), [party])[0] == strange
    assert len(afspraken.foreign(Afspraken([regel(), strange, regel(wet="wmo", categorie="01")]), [party])) == 2
    assert afspraken.foreign(Afspraken([regel(), regel(aanbieder=None)]), [party]) == []


def test_export_names_each_agreement_once_and_can_be_taken_over_again() -> None:
    own()
    own(AANBIEDER)
    take(regel(), regel(aanbieder=None, code="45A48", eenheid="83", tarief=None, variant="output"))
    found = afspraken.export(EigenPartij.objects.all())
    assert len(found.regels) == 2
    assert afsprakenbestand.read_toml(afsprakenbestand.write_toml(found)) == found
    assert afsprakenbestand.read_csv(afsprakenbestand.write_csv(found)) == found
    assert take(*found.regels, now=LATER) == afspraken.Overgenomen()


def test_export_has_no_overlap_where_two_own_parties_kept_different_ones() -> None:
    """A provider took another file over than its municipality: that of the municipality is the one that is given out."""
    diemen, provider = own(), own(AANBIEDER)
    afspraken.take_over(Afspraken([regel(tarief=9000)]), [diemen], NOW, "test")
    afspraken.take_over(Afspraken([regel(tarief=8000)]), [provider], LATER, "test")
    found = afspraken.export([diemen, provider])
    assert [each.tarief for each in found.regels] == [9000]
    assert afsprakenbestand.read_csv(afsprakenbestand.write_csv(found)) == found
    assert [each.tarief for each in afspraken.export([provider]).regels] == [8000]


def test_the_parties_of_an_agreement_become_known() -> None:
    diemen, provider = own(), own(AANBIEDER)
    take(regel(), regel(aanbieder=None, code="45A48"))
    assert set(Relatie.objects.values_list("party", "code", "kant")) == {
        (diemen.pk, AANBIEDER, "aanbieder"),
        (provider.pk, DIEMEN, "gemeente"),
    }


def lijst(*versies: tuple[str, date, int]) -> Productlijst:
    return Productlijst(
        naam="Regio",
        wet="jw",
        gemeenten=(DIEMEN,),
        versies=tuple(
            Versie(
                naam=naam,
                van=van,
                regels=(Productregel(categorie="45", code="45A48", omschrijving="Begeleiding", eenheid="04", tarief=tarief),),
            )
            for naam, van, tarief in versies
        ),
    )


def test_a_product_list_is_kept_with_its_versions_and_the_latest_counts() -> None:
    first = lijst(("2024-01", date(2024, 1, 1), 8724))
    both = lijst(("2024-01", date(2024, 1, 1), 8724), ("2024-07", date(2024, 7, 1), 9000))
    assert productlijsten.keep(first, NOW, "test")
    assert not productlijsten.keep(first, LATER, "test")
    assert productlijsten.keep(both, LATER, "test")
    assert productlijsten.newest("Regio", "jw") == both
    assert productlijsten.newest("Regio", "wmo") is None
    assert productlijsten.all_lists() == [both]
    tariffs = [both.product("45A48", date(2024, month, 15))[0].tarief for month in (6, 7)]
    assert tariffs == [8724, 9000]
    assert productlijstbestand.read(productlijstbestand.write(both)) == both
