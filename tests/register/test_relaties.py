"""Parties that an own party deals with: what is filled in stays with its day, encrypted, and the newest counts."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from ketenwerk.protocol import formulierbestand
from ketenwerk.protocol.partij import Bereikbaarheid, Partij, PartijSoort
from ketenwerk.register import parties, relaties, rotate
from ketenwerk.register.models import EigenPartij, Opgave, Relatie
from protocol.ingevuld import volledig

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
AGB = "12345678"


@pytest.fixture
def diemen(db: None) -> EigenPartij:
    return parties.add_own("jw", "0384", NOW)


def partij(naam: str = "Praktijk De Linde", **changed: object) -> Partij:
    return Partij(**({"soort": PartijSoort.VRIJGEVESTIGDE, "naam": naam, "code": AGB} | changed))


@pytest.mark.eis("E005")
def test_form_with_all_fields_goes_in_and_out_of_an_empty_database_without_loss(diemen: EigenPartij) -> None:
    document = formulierbestand.write_csv(volledig())
    row = relaties.keep_form(diemen, formulierbestand.read_csv(document), NOW, "test")
    kept = relaties.form(row)
    assert kept == volledig()
    assert formulierbestand.write_csv(kept) == document
    assert formulierbestand.read_toml(formulierbestand.write_toml(kept)) == volledig()


def test_an_earlier_form_stays_and_the_newest_counts(diemen: EigenPartij) -> None:
    row = relaties.keep_form(diemen, volledig(), NOW, "een")
    changed = volledig(iban="NL02ABNA0123456789")
    assert relaties.keep_form(diemen, changed, LATER, "twee") == row
    assert relaties.form(row) == changed
    assert relaties.form(row, at=NOW) == volledig()
    assert relaties.form(row, at=NOW - timedelta(seconds=1)) is None
    assert [each.door for each in relaties.filled_in(row, Opgave.Soort.FORMULIER)] == ["twee", "een"]


def test_the_same_form_again_adds_nothing(diemen: EigenPartij) -> None:
    row = relaties.keep_form(diemen, volledig(), NOW, "test")
    relaties.keep_form(diemen, volledig(), LATER, "test")
    assert relaties.filled_in(row, Opgave.Soort.FORMULIER).count() == 1


def test_nothing_personal_is_readable_in_the_table(diemen: EigenPartij) -> None:
    relaties.keep_form(diemen, volledig(), NOW, "test")
    relaties.keep_party(diemen, partij("Jansen psychologie"), NOW, "test")
    for row in Opgave.objects.all():
        stored = bytes(row.inhoud)
        assert all(word not in stored for word in (b"Jansen", b"ABNA", b"naam"))


def test_what_is_filled_in_moves_to_a_new_key(diemen: EigenPartij, key_file: Path) -> None:
    row = relaties.keep_form(diemen, volledig(), NOW, "test")
    new = rotate.new_key()
    assert sum(rotate.rotate()) == 1
    assert Opgave.objects.get().key_id == new
    rotate.forget_unused()
    assert relaties.form(row) == volledig()


def test_a_party_without_a_code_is_another_each_time_and_one_with_a_code_the_same(diemen: EigenPartij) -> None:
    team = Partij(soort=PartijSoort.TOEGANG, naam="Team")
    assert relaties.keep_party(diemen, team, NOW, "test") != relaties.keep_party(diemen, team, NOW, "test")
    assert relaties.keep_party(diemen, partij(), NOW, "test") == relaties.keep_party(diemen, partij(), LATER, "test")
    assert sorted(Relatie.objects.values_list("kant", "code")) == [("aanbieder", AGB), ("anders", ""), ("anders", "")]


def test_who_a_party_is_on_a_day(diemen: EigenPartij) -> None:
    old = partij("Oud", tot=date(2025, 12, 31), bereikbaarheid=Bereikbaarheid(telefoon="0101234567"))
    new = partij("Nieuw", van=date(2026, 1, 1))
    row = relaties.keep_party(diemen, old, NOW, "test")
    relaties.keep_party(diemen, new, LATER, "test", relatie=row)
    assert relaties.partij(row) == new
    assert relaties.partij(row, date(2025, 12, 31)) == old
    assert relaties.partij(row, date(2026, 1, 1)) == new
    assert relaties.parties_of([row]) == {row.pk: new}


def test_each_own_party_keeps_its_own(diemen: EigenPartij) -> None:
    houten = parties.add_own("jw", "0321", NOW)
    first = relaties.keep_form(diemen, volledig(), NOW, "test")
    second = relaties.keep_form(houten, volledig(btw=""), NOW, "test")
    assert first != second
    assert relaties.form(first) == volledig()
    assert relaties.form(second) == volledig(btw="")


@pytest.mark.parametrize("code", ["331", "12345", "1234567", "123456789", "038a", ""])
def test_a_typed_code_that_is_no_code_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="gemeentecode is vier cijfers"):
        parties.new_own("jw", code, NOW)
    assert not EigenPartij.objects.exists()


def test_a_typed_code_makes_a_party_once_per_law() -> None:
    assert parties.new_own("jw", "0331", NOW) is not None
    assert parties.new_own("jw", "0331", NOW) is None
    assert parties.new_own("wmo", "0331", NOW) is not None
