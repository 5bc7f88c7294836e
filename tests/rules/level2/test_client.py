"""The client and the relations: Bsn, birth date, name, interpreter."""

import pytest
from cases import Case, case, expand, findings_in

from builders import (
    BERICHTEN,
    afgewezen,
    bericht301,
    bericht305,
    bericht307,
    bericht315,
    bericht317,
    bericht323,
    bericht325,
    client323,
    client325,
    geboren,
    naam,
    prestatie,
    relatie,
)
from ketenwerk.rules.level2.client import passes_elfproef
from ketenwerk.standard.basis import Achternaam, Communicatie
from ketenwerk.standard.types import Wet

PARTNER = Achternaam(achternaam="Bakker")

CASES = [
    # CS002: 999990019 passes; one digit further does not.
    case(
        "CS002",
        "301",
        lambda wet: bericht301(wet, bsn="999990018"),
        finds=["CS002 Client/Bsn"],
        found="999990018",
        expected="elfproef",
    ),
    case("CS002", "305", lambda wet: bericht305(wet, bsn="999990018"), finds=["CS002 Client/Bsn"]),
    case("CS002", "307", lambda wet: bericht307(wet, bsn="999990018"), finds=["CS002 Client/Bsn"]),
    case("CS002", "315", lambda wet: bericht315(wet, bsn="999990018"), finds=["CS002 Client/Bsn"]),
    case("CS002", "317", lambda wet: bericht317(wet, bsn="999990018"), finds=["CS002 Client/Bsn"]),
    case(
        "CS002",
        "323, second client",
        lambda wet: bericht323(wet, client323(prestatie(wet)), client323(prestatie(wet, toewijzing_nummer=2), bsn="999990018")),
        finds=["CS002 Declaratie/Clienten/Client[2]/Bsn"],
    ),
    case(
        "CS002",
        "325",
        lambda wet: bericht325(wet, client325(afgewezen(wet), bsn="999990018")),
        finds=["CS002 DeclaratieAntwoord/Clienten/Client[1]/Bsn"],
    ),
    case("CS002", "nine zeros", lambda wet: bericht301(wet, bsn="000000000"), finds=["CS002 Client/Bsn"]),
    case("CS002", "two digits swapped", lambda wet: bericht301(wet, bsn="999990091"), finds=["CS002 Client/Bsn"]),
    case("CS002", "leading zero passes", lambda wet: bericht301(wet, bsn="012345672")),
    case("CS002", "301 passes", lambda wet: bericht301(wet, bsn="999990020")),
    case("CS002", "323 passes", lambda wet: bericht323(wet, client323(prestatie(wet), bsn="999990020"))),
    # CD007
    case(
        "CD007",
        "spoken language without Taal",
        lambda wet: bericht301(wet, communicatie=Communicatie(vorm="1")),
        finds=["CD007 Client/Communicatie/Taal"],
    ),
    case(
        "CD007",
        "sign language with Taal",
        lambda wet: bericht301(wet, communicatie=Communicatie(vorm="2", taal="Zweeds")),
        finds=["CD007 Client/Communicatie/Taal"],
        found="Zweeds",
    ),
    case(
        "CD007",
        "deafblind with Taal",
        lambda wet: bericht301(wet, communicatie=Communicatie(vorm="3", taal="Zweeds")),
        finds=["CD007 Client/Communicatie/Taal"],
    ),
    case("CD007", "spoken with Taal", lambda wet: bericht301(wet, communicatie=Communicatie(vorm="1", taal="Zweeds"))),
    case("CD007", "sign without Taal", lambda wet: bericht301(wet, communicatie=Communicatie(vorm="2"))),
    case("CD007", "no interpreter", lambda wet: bericht301(wet, communicatie=None)),
    # CS050 and CS318
    *(
        case(
            "CS050",
            f"partner, usage {usage}",
            lambda wet, u=usage: bericht301(wet, naam=naam(partnernaam=PARTNER, naam_gebruik=u)),
        )
        for usage in "1234"
    ),
    case(
        "CS050",
        "partner, pseudonym",
        lambda wet: bericht301(wet, naam=naam(partnernaam=PARTNER, naam_gebruik="5")),
        finds=["CS050 Client/Naam/NaamGebruik"],
        found="5",
        expected="1, 2, 3, 4",
    ),
    *(
        case(
            "CS050",
            f"no partner, usage {usage}",
            lambda wet, u=usage: bericht301(wet, naam=naam(naam_gebruik=u)),
            finds=["CS050 Client/Naam/NaamGebruik"],
            found=usage,
            expected="1, 6",
        )
        for usage in "2345"
    ),
    case(
        "CS050",
        "relation, no partner, usage 2",
        lambda wet: bericht301(wet, relaties=(relatie(), relatie(nummer="2", naam=naam(naam_gebruik="2")))),
        finds=["CS050 Client/Relaties/Relatie[2]/Naam/NaamGebruik"],
    ),
    case(
        "CS050",
        "relation with partner, organisation",
        lambda wet: bericht301(wet, relaties=(relatie(naam=naam(partnernaam=PARTNER, naam_gebruik="6")),)),
        finds=["CS050 Client/Relaties/Relatie[1]/Naam/NaamGebruik"],
    ),
    case("CS050", "relation is an organisation", lambda wet: bericht301(wet, relaties=(relatie(naam=naam(naam_gebruik="6")),))),
    case(
        "CS318",
        "client is an organisation",
        lambda wet: bericht301(wet, naam=naam(naam_gebruik="6")),
        finds=["CS318 Client/Naam/NaamGebruik"],
        found="6",
        expected="!= 6",
    ),
    case("CS318", "relation is an organisation", lambda wet: bericht301(wet, relaties=(relatie(naam=naam(naam_gebruik="6")),))),
    case("CS318", "client with own name", lambda wet: bericht301(wet, naam=naam(naam_gebruik="1"))),
    # CS139
    case(
        "CS139",
        "day unknown, filled",
        lambda wet: bericht305(wet, geboortedatum=geboren("2012-02-14", "1")),
        finds=["CS139 Client/Geboortedatum/Datum"],
        found="2012-02-14",
        expected="jjjj-mm-01",
    ),
    case("CS139", "day unknown, first of the month", lambda wet: bericht305(wet, geboortedatum=geboren("2012-02-01", "1"))),
    case(
        "CS139",
        "month unknown, first of February",
        lambda wet: bericht307(wet, geboortedatum=geboren("2012-02-01", "2")),
        finds=["CS139 Client/Geboortedatum/Datum"],
        found="2012-02-01",
        expected="jjjj-01-01",
    ),
    case(
        "CS139",
        "month unknown, second of January",
        lambda wet: bericht307(wet, geboortedatum=geboren("2012-01-02", "2")),
        finds=["CS139 Client/Geboortedatum/Datum"],
    ),
    case("CS139", "month unknown, first of January", lambda wet: bericht307(wet, geboortedatum=geboren("2012-01-01", "2"))),
    case(
        "CS139",
        "year unknown, 1901",
        lambda wet: bericht315(wet, geboortedatum=geboren("1990-01-01", "3")),
        finds=["CS139 Client/Geboortedatum/Datum"],
        found="1990-01-01",
        expected="1900-01-01",
    ),
    case("CS139", "year unknown, 1900", lambda wet: bericht315(wet, geboortedatum=geboren("1900-01-01", "3"))),
    case("CS139", "complete date", lambda wet: bericht301(wet, geboortedatum=geboren("2012-02-14"))),
    case(
        "CS139",
        "relation",
        lambda wet: bericht301(
            wet, geboortedatum=geboren("2012-02-01", "1"), relaties=(relatie(geboortedatum=geboren("1980-05-02", "1")),)
        ),
        finds=["CS139 Client/Relaties/Relatie[1]/Geboortedatum/Datum"],
    ),
    # TR002: 120 years before Dagtekening is the last day that passes.
    *(
        case(
            "TR002",
            f"{number}, a day more than 120 years",
            lambda wet, n=number: BERICHTEN[n](wet, dagtekening="2026-08-01", geboortedatum=geboren("1906-07-31")),
            finds=["TR002 Client/Geboortedatum/Datum"],
            found="1906-07-31",
            expected=">= 1906-08-01",
        )
        for number in ("301", "305", "307", "315")
    ),
    *(
        case(
            "TR002",
            f"{number}, exactly 120 years",
            lambda wet, n=number: BERICHTEN[n](wet, dagtekening="2026-08-01", geboortedatum=geboren("1906-08-01")),
        )
        for number in ("301", "305", "307", "315")
    ),
    case(
        "TR002",
        "relation",
        lambda wet: bericht301(wet, relaties=(relatie(geboortedatum=geboren("1906-03-31")),)),
        finds=["TR002 Client/Relaties/Relatie[1]/Geboortedatum/Datum"],
    ),
    case("TR002", "relation without birth date", lambda wet: bericht301(wet, relaties=(relatie(geboortedatum=None),))),
    case("TR002", "unknown birth date", lambda wet: bericht305(wet, geboortedatum=geboren("1900-01-01", "3"))),
    case(
        "TR002",
        "1900-01-01 with only the day unknown",
        lambda wet: bericht305(wet, geboortedatum=geboren("1900-01-01", "1")),
        finds=["TR002 Client/Geboortedatum/Datum"],
    ),
    case(
        "TR002",
        "unknown but not 1900-01-01",
        lambda wet: bericht305(wet, geboortedatum=geboren("1900-01-02", "3")),
        finds=["CS139 Client/Geboortedatum/Datum", "TR002 Client/Geboortedatum/Datum"],
    ),
    case(
        "TR002",
        "Dagtekening 29 February, 28 February 120 years before",
        lambda wet: bericht305(wet, dagtekening="2020-02-29", geboortedatum=geboren("1900-02-28")),
    ),
    case(
        "TR002",
        "Dagtekening 29 February, 27 February 120 years before",
        lambda wet: bericht305(wet, dagtekening="2020-02-29", geboortedatum=geboren("1900-02-27")),
        finds=["TR002 Client/Geboortedatum/Datum"],
        found="1900-02-27",
        expected=">= 1900-02-28",
    ),
    case(
        "TR002",
        "Dagtekening in the first century",
        lambda wet: bericht305(wet, dagtekening="0100-01-01", geboortedatum=geboren("0001-01-01")),
    ),
]


@pytest.mark.parametrize(("row", "wet"), expand(CASES))
def test_client(row: Case, wet: Wet) -> None:
    row.check(wet)


@pytest.mark.parametrize("bsn", ["999990019", "999990020", "999900006", "999900018", "111222333", "012345672"])
def test_elfproef_passes(bsn: str) -> None:
    assert passes_elfproef(bsn)


@pytest.mark.parametrize("bsn", ["000000000", "999990018", "99999001", "9999900190", "99999001x", "a99990016", "٩٩٩٩٩٠٠١٩", ""])
def test_elfproef_refuses_without_stumbling(bsn: str) -> None:
    assert not passes_elfproef(bsn)


def test_every_single_wrong_digit_is_seen() -> None:
    right = "999990019"
    wrong = [right[:place] + digit + right[place + 1 :] for place in range(9) for digit in "0123456789" if digit != right[place]]
    assert len(wrong) == 81
    assert [bsn for bsn in wrong if passes_elfproef(bsn)] == []


def test_what_is_found_about_a_person_is_marked_as_personal() -> None:
    findings = findings_in(
        bericht301("jw", bsn="999990018", geboortedatum=geboren("1900-02-14", "1"), naam=naam(naam_gebruik="6"))
    )
    marked = {finding.rule: (finding.personal, finding.masked().found) for finding in findings}
    assert marked["CS002"] == (True, "•••")
    assert marked["CS139"] == (True, "•••")
    assert marked["TR002"] == (True, "•••")
    assert marked["CS318"] == (False, "6")
