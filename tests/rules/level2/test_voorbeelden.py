"""What level 2 says about each official example, reasoned out by hand.

The reasons name the rule that is broken; all other examples follow every rule. JW315 and JW318 do not pass level 1 and are
mended first, so that their content is judged too. Return messages have no rules of level 2.
"""

from pathlib import Path

import pytest
from cases import findings_in, written

import ketenwerk
from outside import examples, shared

LINE = "Declaratie/Clienten/Client[2]/Prestaties/Prestatie"

EXPECTED = {
    # Asked for until 28 February 2024 but from 1 November 2026 on (C-38).
    "ijw/3.2/JW317.xml": ["CS003 Client/Verzoek/NieuweProducten/NieuwProduct[1]/Einddatum"],
    # The second client has RN004 twice (C-38). Its second line claims assignment 10073, 45A04, April 2026, which the first
    # client claims as well; an assignment belongs to one client, so the same care is claimed twice.
    "ijw/3.2/JW323.xml": [f"TR416 {LINE}[2]", f"TR101 {LINE}[3]"],
    # The new product is asked for from 2 April 2023, the Dagtekening itself; it must be later.
    "iwmo/3.2/WMO317.xml": ["TR380 Client/Verzoek/NieuweProducten/NieuwProduct[1]/GewensteIngangsdatum"],
    "iwmo/3.2/WMO317-bijlage-WMO315.xml": ["TR380 Client/Verzoek/NieuweProducten/NieuwProduct[1]/GewensteIngangsdatum"],
}

MENDED = {
    # The day 31 June does not exist (C-38).
    "ijw/3.2/JW315.xml": (b"2027-06-31", b"2027-06-30", 2),
    # A return code stands loose in Verzoek; the others like it stand where they belong.
    "ijw/3.2/JW318.xml": (b"<jw318:RetourCode>9350</jw318:RetourCode>", b"", 1),
}
"""What is wrong, what takes its place, and how often from the beginning."""


def name_of(path: Path) -> str:
    return "/".join(path.parts[-3:])


def content(path: Path) -> bytes:
    data = path.read_bytes()
    if name_of(path) not in MENDED:
        return data
    wrong, right, times = MENDED[name_of(path)]
    assert data.count(wrong) >= times
    return data.replace(wrong, right, times)


@pytest.mark.parametrize("path", examples(), ids=name_of)
def test_official_example(path: Path) -> None:
    bericht = ketenwerk.read(content(path))
    assert [written(finding) for finding in findings_in(bericht)] == EXPECTED.get(name_of(path), [])


def test_the_double_lines_name_the_first_of_the_two() -> None:
    findings = findings_in(ketenwerk.read(shared("standaard", "voorbeelden", "ijw", "3.2", "JW323.xml")))
    assert {finding.rule: (finding.found, finding.expected) for finding in findings} == {
        "TR416": ("ToewijzingNummer 10073", "!= Client[1]/Prestatie[2]"),
        "TR101": ("RN004", "!= Client[2]/Prestatie[2]"),
    }


def test_all_examples_are_tried() -> None:
    shared("standaard", "voorbeelden")
    names = {name_of(path) for path in examples()}
    assert len(names) == 22
    assert EXPECTED.keys() | MENDED.keys() <= names
