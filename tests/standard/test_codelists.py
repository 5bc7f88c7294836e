"""The code lists: how they are read, what hangs on a code, and whether they are the lists of the standard."""

import csv
import json
import re
import unicodedata
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from ketenwerk.standard.codelists import ALL, CodeList, codelist, load
from outside import SHARED

LAW = {"ijw": "jw", "iwmo": "wmo", "beide": "beide", "": ""}
HEAD = "# Head of a list\ncode,betekenis,standaard,ingangsdatum,expiratiedatum,in_xsd,tijdelijk\n"


def list_of(tmp_path: Path, *rows: str) -> CodeList:
    path = tmp_path / "X.csv"
    path.write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return load("X", path)


# Reading


def test_every_file_is_a_list_and_every_list_a_file() -> None:
    folder = files("ketenwerk.standard") / "codelists"
    assert sorted(entry.name for entry in folder.iterdir()) == sorted(f"{name}.csv" for name in ALL)
    assert len(ALL) == 31


@pytest.mark.parametrize("name", ALL)
def test_list_is_complete_and_names_its_publisher(name: str) -> None:
    found = codelist(name)
    assert found.codes
    assert found.origin.startswith(f"{name} ")
    assert "Publisher: " in found.origin
    for code in found.codes:
        row = found.row(code)
        assert row.betekenis == row.betekenis.strip() != ""
        assert row.standaard in {"jw", "wmo", "beide"}
        assert row.in_xsd in {"jw", "wmo", "beide", ""}


def test_name_outside_the_standard_is_refused() -> None:
    with pytest.raises(KeyError):
        codelist("../rules")


def test_meaning_of_a_known_and_of_an_unknown_code() -> None:
    assert codelist("WMO588").meaning("31") == "Verhuizing naar een andere gemeente"
    assert codelist("JZ588").meaning("31") == "Levering is volgens plan beëindigd"
    assert codelist("JZ588").meaning("19") is None
    with pytest.raises(KeyError):
        codelist("JZ588").row("19")


def test_leading_zero_belongs_to_the_code() -> None:
    assert codelist("CBS").is_known("0321")
    assert not codelist("CBS").is_known("321")


def test_code_is_valid_from_its_first_to_its_last_day(tmp_path: Path) -> None:
    found = list_of(tmp_path, "1,Een,jw,2021-01-01,2022-12-31,jw,nee", "2,Twee,jw,,,jw,nee")
    days = [date(2020, 12, 31), date(2021, 1, 1), date(2022, 12, 31), date(2023, 1, 1)]
    assert [found.is_known("1", day) for day in days] == [False, True, True, False]
    assert found.is_known("1")
    assert all(found.is_known("2", day) for day in days)
    assert not found.is_known("3", days[1])


def test_code_that_came_later_is_not_valid_earlier() -> None:
    assert not codelist("JZ588").is_known("38", date(2022, 3, 31))
    assert codelist("JZ588").is_known("38", date(2022, 4, 1))


def test_codes_in_the_schema_depend_on_the_law() -> None:
    assert codelist("JZ588").in_schema("jw") == codelist("JZ588").codes
    assert codelist("JZ588").in_schema("wmo") == ()
    assert codelist("WJ756").in_schema("jw") == codelist("WJ756").in_schema("wmo") == codelist("WJ756").codes
    assert codelist("CBS").in_schema("jw") == ()


def test_flag_reads_ja_and_nee_and_nothing_else(tmp_path: Path) -> None:
    found = list_of(tmp_path, "1,Een,jw,,,jw,ja", "2,Twee,jw,,,jw,nee", "3,Drie,jw,,,jw,")
    assert found.row("1").flag("tijdelijk")
    assert not found.row("2").flag("tijdelijk")
    with pytest.raises(ValueError, match="neither ja nor nee"):
        found.row("3").flag("tijdelijk")
    assert found.row("3").attribute("tijdelijk") == ""


def test_column_that_the_list_does_not_have_is_an_error() -> None:
    with pytest.raises(KeyError):
        codelist("JZ588").row("20").flag("verwijdert")
    with pytest.raises(KeyError):
        codelist("JZ588").where("verwijdert")
    with pytest.raises(KeyError):
        codelist("JZ588").row("20").attribute("provincie")


def test_code_that_stands_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="code 1 twice"):
        list_of(tmp_path, "1,Een,jw,,,jw,ja", "1,Een,jw,,,jw,nee")


@pytest.mark.parametrize("row", ["1,Een,jw,,,jw", "1,Een,jw,,,jw,ja,ja", "1,Een,jw,01-01-2021,,jw,ja"])
def test_row_that_does_not_fit_the_head_is_refused(tmp_path: Path, row: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the message is that of Python itself
        list_of(tmp_path, row)


def test_list_cannot_be_changed_by_its_reader() -> None:
    found = codelist("JZ588")
    with pytest.raises(AttributeError):
        found.name = "other"  # type: ignore[misc]
    with pytest.raises(TypeError):
        found.rows["99"] = found.row("20")  # type: ignore[index]
    with pytest.raises(TypeError):
        found.row("20").attributes["tijdelijk"] = "nee"  # type: ignore[index]


# What hangs on a code. Each line names the codes for which it holds; the test shows that it holds for those and for no other.

BEHAVIOUR = [
    ("COD032", "binnenland", {"NL"}),
    ("COD043", "credit", {"C"}),
    ("COD170", "dag_onbekend", {"1", "2", "3"}),
    ("COD170", "maand_onbekend", {"2", "3"}),
    ("COD170", "jaar_onbekend", {"3"}),
    ("COD260", "bevestigend", {"1"}),
    ("COD327", "zorgverlener", {"02", "03", "04", "05"}),
    ("COD467", "toegestaan", {"1", "3"}),
    ("COD467", "verwijdert", {"3"}),
    ("COD700", "partner", {"1", "2", "3", "4"}),
    ("COD700", "zonder_partner", {"1", "6"}),
    ("COD700", "client", {"1", "2", "3", "4", "5"}),
    ("COD747", "taal_verplicht", {"1"}),
    ("COD757", "postcode_verplicht", {"01", "03"}),
    ("COD757", "tijdelijk", {"04"}),
    ("COD757", "hoofdadres", {"01", "02", "03"}),
    ("JZ002", "vervallen", {"01"}),
    ("JZ002", "verwijderd", {"13"}),
    ("JZ002", "oprekken", {"04", "12", "14"}),
    ("JZ002", "intrekken", {"02", "03", "05", "06", "07", "08", "09", "10", "11", "12", "14"}),
    ("WMO002", "vervallen", {"01"}),
    ("WMO002", "verwijderd", {"13"}),
    ("WMO002", "oprekken", {"04", "12", "14"}),
    ("WMO002", "intrekken", {"02", "03", "05", "06", "07", "08", "09", "10", "11", "12", "14"}),
    ("JZ020", "vervallen", {"31", "32", "33", "34", "35", "36", "37", "38"}),
    ("JZ020", "stapelen_mag", set()),
    ("WMO020", "vervallen", set()),
    ("WMO020", "stapelen_mag", {"11", "12", "13", "14"}),
    ("JZ588", "tijdelijk", {"20"}),
    ("JZ588", "contact_nodig", {"20", "32", "33", "35"}),
    ("WMO588", "tijdelijk", {"20"}),
    ("WMO588", "initiatief_aanbieder", {"02", "19", "20", "21", "22", "23", "31", "38", "39"}),
    ("WJ001", "goed", {"0200", "8001"}),
    ("WJ001", "niet_beoordeeld", {"0233"}),
    ("WJ001", "niveau2", {"0001"}),
    ("WJ756", "daags_mag", {"01", "04", "82"}),
    ("WJ756", "geld", {"83"}),
    ("WJ759", "vot", {"2", "3", "4", "5", "6", "7", "8", "9"}),
    ("WJ759", "vow", {"1", "2", "3", "4", "5", "6", "7", "9"}),
    ("WJ759", "woonplaatsbeginsel", {"8"}),
    ("WJ760", "reden_verplicht", {"1"}),
    ("WJ760", "onderzoek", {"2"}),
    ("WMO757", "einddatum_verplicht", {"2"}),
]


@pytest.mark.parametrize(("name", "flag", "codes"), BEHAVIOUR, ids=lambda value: value if isinstance(value, str) else "")
def test_flag_holds_for_these_codes_and_no_other(name: str, flag: str, codes: set[str]) -> None:
    assert codelist(name).where(flag) == codes


@pytest.mark.parametrize("name", ["JZ588", "WMO588"])
def test_every_stop_but_the_temporary_one_closes(name: str) -> None:
    reasons = codelist(name)
    assert reasons.where("sluit") == set(reasons.codes) - reasons.where("tijdelijk")


def test_reason_of_woonplaatsbeginsel_exists_in_youth_care_only() -> None:
    reasons = codelist("WJ759")
    assert {code for code in reasons.codes if reasons.row(code).attribute("wet") == "jw"} == {"8"}
    assert {reasons.row(code).attribute("wet") for code in reasons.codes} == {"jw", "beide"}


def test_only_help_in_the_household_has_a_fixed_number_of_weeks_per_period() -> None:
    weeks = {
        (name, code): codelist(name).row(code).attribute("weken_per_periode")
        for name in ("JZ020", "WMO020")
        for code in codelist(name).codes
    }
    assert {place: number for place, number in weeks.items() if number} == {("WMO020", "01"): "6"}


@pytest.mark.parametrize(("changes", "stops"), [("JZ002", "JZ588"), ("WMO002", "WMO588")])
def test_reasons_for_change_and_for_stop_point_at_each_other(changes: str, stops: str) -> None:
    change, stop = codelist(changes), codelist(stops)
    forth = {(code, change.row(code).attribute("reden_beeindiging")) for code in change.codes}
    back = {(reason, code) for code in stop.codes for reason in stop.row(code).attribute("reden_wijziging").split(";")}
    assert {pair for pair in forth if pair[1]} == {pair for pair in back if pair[0]}


@pytest.mark.eis("E034")
def test_units_and_frequencies_with_their_variant_and_length() -> None:
    units, frequencies = codelist("WJ756"), codelist("WMO757")
    assert {code: units.row(code).attribute("variant") for code in units.codes} == {
        "01": "inspanning",
        "04": "inspanning",
        "14": "inspanning",
        "16": "inspanning",
        "82": "output",
        "83": "output",
        "84": "inspanning",
    }
    assert {code: frequencies.row(code).attribute("per") for code in frequencies.codes} == {
        "1": "dag",
        "2": "week",
        "4": "maand",
        "6": "totaal",
    }


def test_only_hours_may_be_claimed_in_another_unit() -> None:
    units = codelist("WJ756")
    instead = {code: units.row(code).attribute("ook_als") for code in units.codes}
    assert {code: other for code, other in instead.items() if other} == {"04": "01"}
    minutes = {code: units.row(code).attribute("minuten") for code in units.codes}
    assert {code: length for code, length in minutes.items() if length} == {"01": "1", "04": "60"}


@pytest.mark.parametrize("name", ["JZ588", "WMO588"])
def test_second_temporary_reason_is_a_row_of_data(name: str, tmp_path: Path) -> None:
    """A new row with `tijdelijk` set gets from the list all that 20 gets: rules ask the list, not the code."""
    text = (files("ketenwerk.standard") / "codelists" / f"{name}.csv").read_text(encoding="utf-8")
    header = text.splitlines()[1].split(",")
    row = next(line for line in csv.DictReader(text.splitlines()[1:]) if line["code"] == "20")
    row |= {"code": "24", "betekenis": "Tweede tijdelijke reden"}
    path = tmp_path / f"{name}.csv"
    path.write_text(text + ",".join(row[column] for column in header) + "\n", encoding="utf-8")
    extended = load(name, path)
    assert codelist(name).where("tijdelijk") == {"20"}
    assert extended.where("tijdelijk") == {"20", "24"}
    assert extended.where("sluit") == codelist(name).where("sluit")
    assert extended.row("24").attributes == extended.row("20").attributes


# The same as the lists of the standard


def outside_list(name: str) -> list[dict[str, str]]:
    if SHARED is None:
        pytest.skip("needs the code lists of the standard in the shared folder")
    with (SHARED / "standaard" / "codelijsten" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def differences(name: str) -> list[str]:
    """What differs in codes, law, validity or place in the schema; all lists have these columns."""
    outside, own = outside_list(name), codelist(name)
    if [row["code"] for row in outside] != list(own.codes):
        return [f"{name}: codes differ"]
    found = []
    for row in outside:
        mine = own.row(row["code"])
        dates = tuple(day.isoformat() if day else "" for day in (mine.ingangsdatum, mine.expiratiedatum))
        theirs = (LAW[row["standaard"]], row["ingangsdatum"], row["expiratiedatum"], LAW[row.get("in_xsd", "")])
        if (mine.standaard, *dates, mine.in_xsd) != theirs:
            found.append(f"{name} {row['code']}: {theirs}")
    return found


def test_lists_are_those_of_the_standard(capsys: pytest.CaptureFixture[str]) -> None:
    names = [row["lijst"] for row in outside_list("index")]
    assert sorted(names) == sorted(ALL)
    found = {name: differences(name) for name in names}
    equal = sum(not differing for differing in found.values())
    with capsys.disabled():
        print(f"\n{equal} of {len(names)} code lists equal those of the standard")
    assert [line for lines in found.values() for line in lines] == []


ATTRIBUTES = [
    ("CBS", "provincie", "provincie"),
    ("CBS", "jeugdzorgregio", "jeugdzorgregio"),
    ("COD002", "bericht", "bericht"),
    ("HULPMIDDELEN-2022", "categorie", "categorie"),
    ("HULPMIDDELEN-2022", "categorie_naam", "categorie_omschrijving"),
    ("HULPMIDDELEN-2022", "hoofdgroep", "hoofdgroep"),
    ("JZ002", "reden_beeindiging", "reden_beeindiging"),
    ("JZ588", "reden_wijziging", "reden_wijziging_toewijzing"),
    ("WJ001", "berichten", "berichten"),
    ("WMO002", "reden_beeindiging", "reden_beeindiging"),
    ("WMO588", "reden_wijziging", "reden_wijziging_toewijzing"),
]


@pytest.mark.parametrize(("name", "own", "theirs"), ATTRIBUTES)
def test_attribute_is_that_of_the_standard(name: str, own: str, theirs: str) -> None:
    expected = {row["code"]: row[theirs].replace("nvt", "") for row in outside_list(name)}
    assert {code: codelist(name).row(code).attribute(own) for code in codelist(name).codes} == expected


def test_message_codes_belong_to_the_law_of_their_message() -> None:
    codes = codelist("COD002")
    for code in codes.codes:
        row = codes.row(code)
        assert row.attribute("wet") == row.standaard
        assert row.attribute("bericht").startswith(row.standaard.upper())


def test_senders_of_a_chain_fault_are_those_of_the_list() -> None:
    expected = {row["code"]: tuple(row["verzender"].split(" / ")) for row in outside_list("IB")}
    assert {code: tuple(codelist("IB").row(code).attribute("verzender").split(";")) for code in codelist("IB").codes} == expected


@pytest.mark.parametrize("name", ["JZ588", "WMO588"])
def test_initiative_of_the_provider_is_that_of_the_standard(name: str) -> None:
    expected = {row["code"] for row in outside_list(name) if row["initiatief_aanbieder"] == "ja"}
    assert codelist(name).where("initiatief_aanbieder") == expected


def test_return_code_names_the_rule_of_the_standard_save_the_one_that_does_not_exist() -> None:
    """The list of the standard ties 9069 to TR069, which no rule is; the rule that gives 9069 is TR382."""
    expected = {row["code"]: row["regel"] for row in outside_list("WJ001")} | {"9069": "TR382"}
    assert {code: codelist("WJ001").row(code).attribute("regel") for code in codelist("WJ001").codes} == expected


def bare(text: str) -> str:
    """Letters and digits only, without accents and capitals: how the schema and the list differ in spelling."""
    plain = unicodedata.normalize("NFD", text.casefold())
    return re.sub(r"[^a-z0-9]", "", plain)


OWN_WORDS = {"WJ001"}  # explained in words of the project; their official text is a sentence
OWN_SPELLING = {"AI": "Anguilla", "AQ": "Antarctica", "FM": "Micronesië", "ST": "São Tomé en Príncipe"}


ENUMERATED = [name for name in ALL if codelist(name).in_schema("jw") or codelist(name).in_schema("wmo")]


@pytest.mark.parametrize("name", [name for name in ENUMERATED if name not in OWN_WORDS])
def test_meaning_of_an_enumerated_code_is_the_official_one(name: str) -> None:
    rows = outside_list(name)
    expected = {row["code"]: bare(OWN_SPELLING.get(row["code"], row["omschrijving_xsd"])) for row in rows}
    assert {code: bare(codelist(name).row(code).betekenis) for code in codelist(name).codes} == expected


@pytest.mark.parametrize("law", ["ijw", "iwmo"])
def test_codes_in_the_schema_are_the_enumerations_of_the_schema(law: str) -> None:
    types = {row["type"]: row["lijst"] for row in outside_list("index") if row["standaard"] in {law, "beide"}}
    assert SHARED
    structure = json.loads((SHARED / "standaard" / "berichten.json").read_text(encoding="utf-8"))
    schema = structure["standaarden"][law]["basisschema"]["typen"]
    enumerated = {name: definition["enumeration"] for name, definition in schema.items() if definition.get("enumeration")}
    assert len(enumerated) == 23
    for name, codes in enumerated.items():
        assert sorted(codelist(types[name]).in_schema(LAW[law])) == sorted(codes), name
