"""Replies on levels 3 and 4 (IV028, IV032): a wrong header alone, or all classes with their codes."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from histories import (
    History,
    aanvraag,
    ander,
    case,
    meldt_start,
    meldt_stop,
    start_op,
    stop_op,
    toewijzing,
    vraagt,
    vraagt_wijziging,
    wijst_af,
    wijst_toe,
    wijziging,
)
from lxml import etree

import ketenwerk
from builders import BERICHTEN, contact, dag, message_of, relatie
from ketenwerk.ledger.memory import Register
from ketenwerk.messages.finding import Finding
from ketenwerk.messages.walk import walk
from ketenwerk.rules.judge import Report, judge
from ketenwerk.rules.reply import reply
from ketenwerk.standard.basis import Bericht, Klasse
from ketenwerk.standard.release import MESSAGES
from ketenwerk.standard.types import Wet
from official import official_schema

LAWS: tuple[Wet, ...] = ("jw", "wmo")
ANSWERED = ("301", "305", "307", "315", "317", "319")
TODAY = dag("2026-11-24")
BEFORE = dag("2026-03-31")
"""Before Dagtekening of every message of the builders."""


def answer(report: Report) -> Bericht:
    made = reply(report, identificatie="R0001", dagtekening=TODAY)
    assert made is not None
    return made


def codes(retour: Bericht) -> dict[str, tuple[str, ...]]:
    """The return codes of each class of a return message that has them, by its place below Bericht."""
    found = {path.removeprefix("/Bericht/"): getattr(part, "retour_codes", None) for path, part in walk(retour)}
    return {path: given for path, given in found.items() if given is not None}


def check_form(made: Bericht, incoming: Bericht) -> None:
    """By the official schema, read back equal, and each class as it came."""
    data = ketenwerk.write(made)
    schema = official_schema(message_of(made).name)
    assert schema.validate(etree.fromstring(data)), schema.error_log.last_error
    assert ketenwerk.read(data) == made
    before = dict(walk(incoming))
    for path, part in walk(made):
        if path != "/Bericht" and not path.startswith("/Bericht/Header"):
            for attr in type(before[path]).__struct_fields__:
                value = getattr(before[path], attr)
                assert _composed(value) or getattr(part, attr) == value
    header = {attr: getattr(made.header, attr) for attr in type(incoming.header).__struct_fields__ if attr != "bericht_code"}
    assert header == {attr: getattr(incoming.header, attr) for attr in header}


def _composed(value: object) -> bool:
    return isinstance(value, Klasse) or (isinstance(value, tuple) and any(isinstance(item, Klasse) for item in value))


# A wrong header


@pytest.mark.parametrize("number", ANSWERED)
@pytest.mark.parametrize("wet", LAWS)
def test_a_wrong_header_comes_back_alone_with_its_code(wet: Wet, number: str) -> None:
    bericht = BERICHTEN[number](wet)
    known = Register().known(bericht, message_of(bericht), BEFORE)
    report = judge(bericht, known)
    assert "TR135" in report.counts
    made = answer(report)
    assert codes(made) == {"Header": ("8848",)}
    assert made.header.xslt_versie is None
    check_form(made, bericht)


@pytest.mark.parametrize("number", ANSWERED)
@pytest.mark.parametrize("wet", LAWS)
def test_several_faults_in_a_header_each_have_their_code(wet: Wet, number: str) -> None:
    good = BERICHTEN[number](wet)
    gemeente_sends = MESSAGES[f"{wet.upper()}{number}"].sender == "gemeente"
    bericht = msgspec.structs.replace(
        good, header=msgspec.structs.replace(good.header, **{"afzender" if gemeente_sends else "ontvanger": "0000"})
    )
    known = Register().known(bericht, message_of(bericht), BEFORE)
    made = answer(judge(bericht, msgspec.structs.replace(known, identificatie_bekend=True)))
    assert set(made.header.retour_codes) == {"9056", "8848", "S300"}
    assert len(codes(made)) == 1
    check_form(made, bericht)


# What is wrong below the header

START, STOP = "Client/StartProducten/StartProduct", "Client/StopProducten/StopProduct"
ASKED, ASSIGNED = "Client/AangevraagdeProducten/AangevraagdProduct", "Client/ToegewezenProducten/ToegewezenProduct"
VERZOEK = "Client/Verzoek"

TABLE: list[tuple[History, dict[str, tuple[str, ...]]]] = [
    (
        # The example of IV028.
        case("TR063", "start deleted that is not known", message=meldt_start(start_op(status_aanlevering="3"))),
        {"Client": ("0200",), f"{START}[1]": ("9063",)},
    ),
    (
        case(
            "TR019",
            "one start right, one on an unknown assignment",
            history=[wijst_toe(toewijzing())],
            message=meldt_start(start_op(), start_op(toewijzing_nummer=5)),
        ),
        {"Client": ("0200",), f"{START}[1]": ("0200",), f"{START}[2]": ("9019",)},
    ),
    (
        case("TR382", "stop with two faults", message=meldt_stop(stop_op())),
        {"Client": ("0200",), f"{STOP}[1]": ("9019", "9069")},
    ),
    (
        case(
            "TR332",
            "number of another client",
            history=[wijst_toe(toewijzing(), bsn="999990020")],
            message=wijst_toe(toewijzing(), toewijzing(300202, product=ander), relaties=lambda wet: (relatie(),)),
        ),
        {
            "Client": ("0200",),
            "Client/Relaties/Relatie[1]": ("0200",),
            "Client/Relaties/Relatie[1]/Contact": ("0200",),
            "Client/Contactgegevens/Contact[1]": ("0200",),
            f"{ASSIGNED}[1]": ("9332",),
            f"{ASSIGNED}[2]": ("0200",),
        },
    ),
    (
        case(
            "TR374",
            "a request is still open: the products are not judged, unless they are wrong themselves",
            history=[vraagt(aanvraag("VOT1"))],
            message=vraagt(aanvraag("VOT2"), aanvraag("VOT1", product=ander)),
        ),
        {"Client": ("9374",), f"{ASKED}[1]": ("0233",), f"{ASKED}[2]": ("9347",)},
    ),
    (
        case("TR347", "used before", history=[vraagt(aanvraag("VOT1")), wijst_af("VOT1")], message=vraagt(aanvraag("VOT1"))),
        {"Client": ("0200",), f"{ASKED}[1]": ("9347",)},
    ),
    (
        case(
            "TR349",
            "an assignment is lacking: the request is wrong, what it names was not judged",
            history=[wijst_toe(toewijzing(), toewijzing(300202, product=ander))],
            message=vraagt_wijziging(te_wijzigen=[wijziging(300201)]),
        ),
        {"Client": ("0200",), VERZOEK: ("9349",), f"{VERZOEK}/TeWijzigenProducten/TeWijzigenProduct[1]": ("0233",)},
    ),
    (
        case("TR355", "answer to an unknown request", message=wijst_af("VOT9")),
        {"Antwoord": ("9355",)},
    ),
]


@pytest.mark.parametrize("wet", LAWS)
@pytest.mark.parametrize(("row", "expected"), TABLE, ids=lambda value: value.name if isinstance(value, History) else "")
def test_all_classes_come_back_with_their_codes(row: History, expected: dict[str, tuple[str, ...]], wet: Wet) -> None:
    bericht = row.last(wet)
    made = answer(judge(bericht, row.known(wet)))
    assert codes(made) == {"Header": ("0200",), **expected}
    assert made.header.xslt_versie is None
    check_form(made, bericht)


@pytest.mark.parametrize("wet", LAWS)
def test_a_client_that_is_unknown_leaves_all_below_it_unjudged(wet: Wet) -> None:
    row = case("TR304", "unknown client", message=vraagt_wijziging(te_wijzigen=[wijziging(300201)]))
    found = codes(answer(judge(row.last(wet), row.known(wet))))
    assert found["Header"] == ("0200",)
    assert found["Client"] == ("8187",)
    # Nothing below a rejected class is called fine.
    assert "0200" not in {code for place, given in found.items() if place.startswith("Client/") for code in given}


def test_what_is_found_in_the_message_as_a_whole_is_told_on_the_class_below_the_header() -> None:
    bericht = BERICHTEN["305"]("jw")
    report = Report((Finding(rule="X", level=3, code="9999", path="/Bericht"),), message_of(bericht), bericht)
    assert codes(answer(report)) == {"Header": ("0200",), "Client": ("9999",), f"{START}[1]": ("0233",)}


def test_what_is_found_deeper_is_told_on_the_class_around_it() -> None:
    bericht = BERICHTEN["301"]("jw", contactgegevens=(contact(),))
    places = ("Contactgegevens/Contact[1]/Adres/Huis", "ToegewezenProducten/ToegewezenProduct[1]/Product/Code")
    findings = tuple(Finding(rule="X", level=4, code=f"999{n}", path=f"/Bericht/Client/{p}") for n, p in enumerate(places))
    assert codes(answer(Report(findings, message_of(bericht), bericht))) == {
        "Header": ("0200",),
        "Client": ("0200",),
        "Client/Contactgegevens/Contact[1]": ("9990",),
        f"{ASSIGNED}[1]": ("9991",),
    }


def test_a_code_is_given_once_and_a_signal_gives_none() -> None:
    bericht = BERICHTEN["305"]("jw")
    place = f"/Bericht/{START}[1]"
    twice = (Finding(rule="X", level=3, code="9999", path=place), Finding(rule="Y", level=3, code="9999", path=place))
    signal = Finding(rule="Z", level=3, code="9998", path="/Bericht/Client", signal=True)
    assert codes(answer(Report((*twice, signal), message_of(bericht), bericht)))[f"{START}[1]"] == ("9999",)
    alone = answer(Report((signal,), message_of(bericht), bericht))
    assert (alone.header.retour_codes, alone.client) == ((), None)


def test_a_claim_with_a_wrong_header_is_answered_with_that_code() -> None:
    bericht = BERICHTEN["323"]("jw")
    made = answer(judge(bericht, Register().known(bericht, message_of(bericht), BEFORE)))
    assert (made.header.retour_codes, made.header.xslt_versie, made.declaratie_antwoord) == (("8848",), None, None)


# Every history that the rules themselves are tried with


def histories() -> Iterator[History]:
    for folder in ("level3", "level4"):
        place = Path(__file__).parent / folder
        sys.path.insert(0, str(place))
        try:
            for path in sorted(place.glob("test_*.py")):
                yield from getattr(importlib.import_module(path.stem), "CASES", ())
        finally:
            sys.path.remove(str(place))


ALL = [(row, wet) for row in histories() for wet in row.laws()]


def test_the_reply_to_every_history_of_levels_3_and_4_holds() -> None:
    """Valid, read back equal, unchanged but for the codes; each code stands where its rule found something, and nowhere else."""
    tried = set()
    for row, wet in ALL:
        bericht = row.last(wet)
        message = message_of(bericht)
        if message.number not in ANSWERED:
            continue
        report = judge(bericht, row.known(wet))
        made = answer(report)
        check_form(made, bericht)
        tried.add((message.number, wet, report.verdict))
        given = codes(made)
        if report.verdict == "accepted":
            assert given == {"Header": ()}
            continue
        own = [code for places in given.values() for code in places if code not in ("0001", "0200", "0233")]
        wanted = {finding.code for finding in report.rejecting}
        if len(given) > 1:
            assert set(own) == wanted, row.name
            assert set(given) == {path.removeprefix("/Bericht/") for path, part in walk(bericht) if isinstance(part, Klasse)} - {
                "/Bericht"
            }
        else:
            assert set(own) <= wanted | {"0001"}
    assert {(number, wet) for number, wet, verdict in tried if verdict == "rejected"} == {(n, w) for n in ANSWERED for w in LAWS}
    print(f"replies to {len(ALL)} histories")
