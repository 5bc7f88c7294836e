"""How rules are run: on which classes, in which order, and what becomes of what they find."""

from collections.abc import Iterator

import pytest
from cases import findings_in

from builders import (
    BERICHTEN,
    bericht301,
    bericht305,
    bericht307,
    bericht323,
    client323,
    contact,
    dag,
    geboren,
    message_of,
    naam,
    prestatie,
    referentie,
    relatie,
    start,
    stop,
    telefoon,
    toegewezen,
)
from ketenwerk.rules import engine
from ketenwerk.rules.engine import level2, rules_of
from ketenwerk.rules.registry import RULES, Hit, Rule, both, finding, rule
from ketenwerk.standard import m301, m305, m307
from ketenwerk.standard.basis import Bericht, ClientKort
from ketenwerk.standard.derive import return_message
from ketenwerk.standard.release import MESSAGES, MessageType
from ketenwerk.standard.types import Wet


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Rule]]:
    """An empty registry, to try rules in that do not exist; the engine forgets what it worked out."""
    rules: dict[str, Rule] = {}
    monkeypatch.setattr("ketenwerk.rules.registry.RULES", rules)
    monkeypatch.setattr(engine, "RULES", rules)
    engine._tree.cache_clear()
    yield rules
    engine._tree.cache_clear()


@pytest.mark.parametrize("number", BERICHTEN)
@pytest.mark.parametrize("wet", ["jw", "wmo"])
def test_the_messages_of_the_builders_are_right(wet: Wet, number: str) -> None:
    assert findings_in(BERICHTEN[number](wet)) == ()


def test_findings_come_in_the_order_of_the_message_and_then_of_the_rules() -> None:
    wrong = toegewezen("jw", reden_wijziging="01", einddatum=dag("2026-03-31"))
    bericht = bericht301(
        "jw",
        toegewezen("jw", toewijzing_nummer=1, ingangsdatum=dag("2027-01-01"), einddatum=dag("2026-12-31")),
        wrong,
        bsn="123456789",
        geboortedatum=geboren("1900-02-02", "2"),
        relaties=(relatie(contact=contact(adres=None, telefoon=telefoon())), relatie(nummer="2", naam=naam(naam_gebruik="5"))),
        contactgegevens=(contact(soort="04"),),
    )
    assert [(found.rule, found.path.removeprefix("/Bericht/Client/")) for found in findings_in(bericht)] == [
        ("CS002", "Bsn"),
        ("CS139", "Geboortedatum/Datum"),
        ("TR002", "Geboortedatum/Datum"),
        ("TR061", "Contactgegevens"),
        ("CD034", "Relaties/Relatie[1]/Contact/Adres/Postcode"),
        ("CS050", "Relaties/Relatie[2]/Naam/NaamGebruik"),
        ("CS003", "ToegewezenProducten/ToegewezenProduct[1]/Einddatum"),
        ("CS003", "ToegewezenProducten/ToegewezenProduct[2]/Einddatum"),
        ("CS336", "ToegewezenProducten/ToegewezenProduct[2]/RedenWijziging"),
    ]


def test_a_finding_carries_what_the_standard_says() -> None:
    (found,) = findings_in(bericht307("wmo", stop("wmo", begindatum=dag("2026-04-03"), einddatum=dag("2026-04-02"))))
    assert found.rule == found.key == "TR018"
    assert (found.level, found.code, found.signal, found.line, found.personal) == (2, "0001", False, None, False)
    assert found.path == "/Bericht/Client/StopProducten/StopProduct[1]/Einddatum"
    assert (found.found, found.expected) == ("2026-04-02", ">= 2026-04-03")
    assert found.element == "Einddatum"


def test_every_rule_looks_at_every_message_it_is_for() -> None:
    """A rule that names a message but no class of it would never be asked."""
    deaf = [
        (name, message)
        for name, registered in RULES.items()
        for message in registered.on
        if registered not in _asked(MESSAGES[message], registered.level)
    ]
    assert deaf == []


def _asked(message: MessageType, level: int) -> list[Rule]:
    """Those in the tree, and for a claim those that judge its lines one after another."""
    return [
        *_in_tree(engine._tree(message, (level,))),
        *(rule for rule, _ in engine._line_rules(message, (level,))),
        *engine._kind_rules(message, (level,)),
    ]


def _in_tree(branch: engine.Branch) -> list[Rule]:
    return [*branch.rules, *(found for _, _, below in branch.steps for found in _in_tree(below))]


@pytest.mark.parametrize("message", [message for message in MESSAGES.values() if message.answers and message.number != "325"])
def test_return_messages_have_no_rules_of_level_2(message: object) -> None:
    assert rules_of(message) == ()  # type: ignore[arg-type]


def test_a_return_message_with_wrong_content_is_not_judged_again() -> None:
    """A 306 returns a start as it was: its faults are those of the 305."""
    message = MESSAGES["JW306"]
    assert return_message(m305.Bericht).__struct_fields__ == message.root.__struct_fields__
    wrong = bericht305("jw", start("jw", status_aanlevering="2"))
    assert [found.rule for found in level2(wrong, MESSAGES["JW305"])] == ["CS058"]
    assert level2(wrong, message) == ()


def test_a_rule_sees_each_class_of_its_union_and_those_made_from_it(registry: dict[str, Rule]) -> None:
    @rule("X1", level=2, code="0001", on=both("301", "305", "307"))
    def every(part: ClientKort | m301.Client | m307.StopProduct) -> Iterator[Hit]:
        yield finding(part, found=type(part).__name__)

    assert list(registry) == ["X1"]
    assert [found.path for found in findings_in(bericht301("jw"))] == ["/Bericht/Client"]
    assert [found.path for found in findings_in(bericht305("wmo"))] == ["/Bericht/Client"]
    assert [found.path for found in findings_in(bericht307("jw", stop("jw"), stop("jw")))] == [
        "/Bericht/Client",
        "/Bericht/Client/StopProducten/StopProduct[1]",
        "/Bericht/Client/StopProducten/StopProduct[2]",
    ]


def test_a_rule_gets_what_it_names(registry: dict[str, Rule]) -> None:
    @rule("X2", level=2, code="0001", on=both("305"))
    def asks(part: m305.StartProduct, wet: Wet, bericht: Bericht, header: m305.HeaderVanAanbieder) -> Iterator[Hit]:
        yield finding(part, "begindatum", found=f"{wet} {bericht.header is header} {header.afzender}", expected=1, signal=True)

    (found,) = findings_in(bericht305("wmo"))
    assert registry["X2"].extras == ("wet", "bericht", "header")
    assert (found.found, found.expected, found.signal) == ("wmo True 65656055", "1", True)


def test_a_rule_of_another_level_or_message_is_not_asked(registry: dict[str, Rule]) -> None:
    @rule("X3", level=3, code="9999", on=both("305"))
    def later(part: m305.StartProduct) -> Iterator[Hit]:
        yield finding(part)

    @rule("X4", level=2, code="0001", on=frozenset({"JW305"}))
    def youth(part: m305.StartProduct) -> Iterator[Hit]:
        yield finding(part)

    assert len(registry) == 2
    assert [found.rule for found in findings_in(bericht305("jw"))] == ["X4"]
    assert findings_in(bericht305("wmo")) == ()


def test_a_place_is_personal_when_a_person_is_described_there() -> None:
    places = {
        attr: engine._place(m301.Client, attr)
        for attr in ("bsn", "geboortedatum", "geboortedatum.datum", "naam.naam_gebruik", "")
    }
    assert places == {
        "bsn": ("/Bsn", True),
        "geboortedatum": ("/Geboortedatum", True),
        "geboortedatum.datum": ("/Geboortedatum/Datum", True),
        "naam.naam_gebruik": ("/Naam/NaamGebruik", False),
        "": ("", False),
    }
    assert engine._place(m301.Contact, "adres.huis") == ("/Adres/Huis", True)
    assert engine._place(m301.ToegewezenProduct, "omvang") == ("/Omvang", False)
    assert engine._place(m301.ToegewezenProduct, "product.code") == ("/Product/Code", False)


def test_a_claim_with_a_fault_in_every_line_names_every_line() -> None:
    lines = [
        prestatie("jw", product_referentie=referentie(f"RN{n}"), toewijzing_nummer=n, product_tarief=None, eenheid="04")
        for n in range(1000)
    ]
    bericht = bericht323("jw", client323(*lines))
    findings = level2(bericht, message_of(bericht))
    assert [found.rule for found in findings] == ["CD087"] * 1000
    assert [found.path.split("/")[-2] for found in findings] == [f"Prestatie[{n}]" for n in range(1, 1001)]
