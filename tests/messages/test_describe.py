"""What a message says in plain Dutch: nothing is dropped, everything is told in words, and personal data can be covered."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec
import pytest

import builders as b
from filled import filled
from ketenwerk.messages.describe import Block, Line, as_text, count, describe, labels
from ketenwerk.messages.plan import Element, plan
from ketenwerk.messages.read import NotReadable, read
from ketenwerk.messages.walk import paths
from ketenwerk.standard.basis import Bericht
from ketenwerk.standard.codelists import codelist
from ketenwerk.standard.fields import classes, fields
from ketenwerk.standard.release import BY_CODE, MESSAGES
from ketenwerk.standard.types import Simple, Wet
from outside import examples, lacking

MONTHS = ("januari februari maart april mei juni juli augustus september oktober november december").split()  # noqa: SIM905
LAWS: tuple[Wet, ...] = ("jw", "wmo")


def every_line(block: Block) -> Iterator[Line]:
    yield from block.lines
    for inner in block.blocks:
        yield from every_line(inner)


def blocks(block: Block) -> Iterator[Block]:
    yield block
    for inner in block.blocks:
        yield from blocks(inner)


def told(bericht: Bericht, path_end: str, **options: Any) -> list[str]:
    """The values of the lines whose path ends so."""
    return [line.value for line in every_line(describe(bericht, **options)) if line.path.endswith(path_end)]


def leaves(part: Any, spec: Element, within: str = "") -> Iterator[tuple[str, Simple, Any]]:
    """(name of the class, type, value) of every simple value that is there."""
    if spec.simple:
        yield within, spec.simple, part
        return
    for child in spec.children:
        value = getattr(part, child.attr)
        if value is None:
            continue
        for item in value if child.collects else (value,):
            yield from leaves(item, child.children[0] if child.collects else child, spec.cls.__name__ if spec.cls else "")


def in_words(within: str, simple: Simple, value: Any, wet: Wet) -> str:
    """How a reader recognises the value; a rendering of its own, not that of the code under test."""
    if simple.name == "LDT_DebetCredit":
        return "credit" if value == "C" else "debet"
    if simple.name == "LDT_Eenheid":
        return f"eenheid {value}"
    if simple.name == "LDT_Frequentie":
        return f"frequentie {value}"
    if simple.name == "LDT_ProductCategorie":
        return f"{codelist(simple.codelist(wet) or '').meaning(value)} (categorie {value})"
    if simple.name == "LDT_DatumGebruik":
        return f"datumgebruik {value}"
    if listed := simple.codelist(wet):
        meaning = (
            codelist(listed).meaning(value) if (listed, value) != ("COD467", "3") else "Verwijdering van een eerdere aanlevering"
        )
        return f"{meaning} ({value})"
    if isinstance(value, date):
        unknown_day = within == "Geboortedatum"
        return f"{'' if unknown_day else f'{value.day} '}{MONTHS[value.month - 1]} {value.year}"
    if simple.base == "time":
        hours, minutes, seconds = value.split(":")
        return f"{hours}.{minutes}.{seconds.replace('.', ',')} uur"
    if simple.name in ("LDT_Bedrag", "LDT_TotaalBedrag", "LDT_Budget"):
        whole, cents = f"{value // 100:,}".replace(",", "."), f"{value % 100:02d}"
        return f"€ {whole},{cents}"
    if simple.name == "LDT_Volume":
        return f"{value:,}".replace(",", ".")
    return str(value)


@pytest.mark.parametrize("name", MESSAGES)
def test_nothing_of_a_full_message_is_dropped(name: str) -> None:
    bericht = filled(name)
    text = "\n".join(line.value for line in every_line(describe(bericht)))
    wanted = Counter(in_words(*leaf, MESSAGES[name].wet) for leaf in leaves(bericht, plan(MESSAGES[name])))
    lacking = {words: number for words, number in wanted.items() if text.count(words) < number}
    assert sum(wanted.values()) >= 12, "the message is not full, so this proves nothing"
    assert lacking == {}


@pytest.mark.parametrize("name", MESSAGES)
def test_every_path_is_one_that_a_finding_can_have(name: str) -> None:
    bericht = filled(name)
    of_classes = set(paths(bericht).values())
    block = describe(bericht)
    assert {inner.path for inner in blocks(block)} <= of_classes
    for line in every_line(block):
        parent = re.sub(r"/[^/]+$", "", line.path.removesuffix("/RetourCodes")) if "/RetourCodes/" not in line.path else ""
        assert (
            line.path in of_classes or parent in of_classes or "/RetourCodes/RetourCode[" in line.path or "/Clienten" in line.path
        )


def test_there_are_words_for_every_element_and_class() -> None:
    """A new element would be told under its own name; this release must not need that."""
    composed = {"GeslotenPeriode", "OpenPeriode", "Geboortedatum", "BedragMetDC", "TotaalBedragMetDC", "Omvang", "Product"}
    composed |= {"Achternaam", "Adres", "Huis", "Telefoon", "BerichtIdentificatie", "XsdVersie", "Communicatie"}
    told_with_another = {"bericht_subversie", "product_code", "toewijzingstijd", "voornamen", "eenheid"}
    for message in MESSAGES.values():
        for cls in classes(message.root):
            if cls.__name__ in composed or cls is message.root:
                continue
            for field in fields(cls):
                own_title = not isinstance(field.kind, Simple) and (field.many or labels.has_title(field.kind.__name__))
                inlined = field.attr in ("naam", "telefoon", "product_referentie", "verwijzer")
                known = labels.known(cls.__name__, field.attr) or own_title or inlined or field.attr in told_with_another
                assert known, f"{cls.__name__}.{field.attr}"


# Words


@pytest.mark.eis("E033")
def test_unit_and_frequency_together_make_one_phrase() -> None:
    product = b.toegewezen("jw", omvang=b.omvang(3, "14", "2"))
    assert told(b.bericht301("jw", product), "/Omvang") == ["3 etmalen per week (eenheid 14, frequentie 2)"]


@pytest.mark.parametrize(
    ("volume", "unit", "frequency", "words"),
    [
        (4, "04", "2", "4 uur per week (eenheid 04, frequentie 2)"),
        (1, "01", "1", "1 minuut per dag (eenheid 01, frequentie 1)"),
        (1250, "01", "4", "1.250 minuten per maand (eenheid 01, frequentie 4)"),
        (1, "14", "4", "1 etmaal per maand (eenheid 14, frequentie 4)"),
        (2, "16", "2", "2 dagdelen per week (eenheid 16: 4 uur, frequentie 2)"),
        (3, "82", "6", "3 stuks in totaal over de hele toewijzing (eenheid 82: output, frequentie 6)"),
        (1, "84", "4", "1 stuk per maand (eenheid 84: inspanning, frequentie 4)"),
        (123456, "83", "4", "€ 1.234,56 per maand (eenheid 83, frequentie 4)"),
    ],
)
def test_every_unit_and_frequency_has_words(volume: int, unit: str, frequency: str, words: str) -> None:
    product = b.toegewezen("jw", omvang=b.omvang(volume, unit, frequency))
    assert told(b.bericht301("jw", product), "/Omvang") == [words]


def test_a_volume_in_euros_on_a_claim_is_money_and_has_no_tariff_per_euro() -> None:
    line = b.prestatie("jw", geleverd_volume=14000, eenheid="83", product_tarief=100, ingediend_bedrag=b.bedrag(-14000))
    bericht = b.bericht323("jw", b.client323(line))
    assert told(bericht, "/GeleverdVolume") == ["€ 140,00 (eenheid 83)"]
    assert told(bericht, "/ProductTarief") == ["€ 1,00"]
    assert told(bericht, "/IngediendBedrag") == ["€ 140,00 credit"]


@pytest.mark.parametrize(
    ("begin", "end", "words"),
    [
        ("2025-03-01", "2025-03-31", "1 – 31 maart 2025"),
        ("2025-03-03", "2025-03-03", "3 maart 2025"),
        ("2025-03-01", "2025-04-30", "1 maart – 30 april 2025"),
        ("2024-12-30", "2025-01-05", "30 december 2024 – 5 januari 2025"),
        ("2025-03-31", "2025-03-01", "31 maart 2025 – 1 maart 2025"),
    ],
)
def test_a_period_says_once_what_both_ends_share_unless_it_is_wrong(begin: str, end: str, words: str) -> None:
    bericht = b.bericht323("jw", b.client323(b.prestatie("jw", product_periode=b.periode(begin, end))))
    assert told(bericht, "/ProductPeriode") == [words]


@pytest.mark.parametrize(
    ("begin", "end", "words"),
    [
        ("2018-02-03", None, "vanaf 3 februari 2018"),
        (None, "2018-02-03", "tot en met 3 februari 2018"),
        (None, None, "zonder begindatum en einddatum"),
    ],
)
def test_an_open_period_says_which_end_is_open(begin: str | None, end: str | None, words: str) -> None:
    from ketenwerk.standard.basis import OpenPeriode

    period = OpenPeriode(begindatum=b.dag(begin) if begin else None, einddatum=b.dag(end) if end else None)
    assert told(b.bericht301("jw", contactgegevens=(b.contact(periode=period),)), "/Periode") == [words]


@pytest.mark.parametrize(
    ("use", "words"),
    [
        (None, "14 februari 2012"),
        ("1", "februari 2012 (dag onbekend, datumgebruik 1)"),
        ("2", "2012 (dag en maand onbekend, datumgebruik 2)"),
        ("3", "onbekend (datumgebruik 3)"),
    ],
)
def test_an_unknown_part_of_a_birth_date_is_not_shown_as_if_it_were_known(use: str | None, words: str) -> None:
    assert told(b.bericht305("jw", geboortedatum=b.geboren("2012-02-14", use)), "/Geboortedatum") == [words]


@pytest.mark.parametrize(
    ("clock", "words"),
    [
        ("16:06:00", "16.06 uur"),
        ("12:34:56", "12.34.56 uur"),
        ("12:34:56.1234567", "12.34.56,1234567 uur"),
        ("24:00:00", "24.00 uur"),
    ],
)
def test_a_time_shows_seconds_only_when_there_are_any(clock: str, words: str) -> None:
    assert told(b.bericht301("jw", b.toegewezen("jw", toewijzingstijd=clock)), "/Toewijzingsdatum") == [f"1 april 2026, {words}"]


@pytest.mark.parametrize("wet", LAWS)
def test_a_product_is_told_by_code_and_category_of_its_own_law(wet: Wet) -> None:
    listed = {"jw": "JZ020", "wmo": "WMO020"}[wet]
    meaning = codelist(listed).meaning(b.CATEGORIE[wet])
    assert told(b.bericht305(wet), "/Product") == [f"{b.CODE[wet]} {meaning} (categorie {b.CATEGORIE[wet]})"]
    only = b.bericht305(wet, b.start(wet, product=b.product(wet, code=None)))
    assert told(only, "/Product") == [f"{meaning} (categorie {b.CATEGORIE[wet]})"]


def test_a_code_outside_the_list_stays_visible() -> None:
    """A message made here may hold anything before it is judged."""
    assert told(b.bericht307("jw", b.stop("jw", reden_beeindiging="77")), "/RedenBeeindiging") == ["onbekende code 77"]
    assert told(b.bericht305("jw", b.start("jw", product=b.product("jw", categorie="99"))), "/Product") == [
        "45A04 (onbekende categorie 99)"
    ]
    assert "onbekende eenheid 99" in told(b.bericht301("jw", b.toegewezen("jw", omvang=b.omvang(1, "99"))), "/Omvang")[0]


# Who says what


def who(bericht: Bericht) -> str:
    return next(line.value for line in describe(bericht).lines if line.label == "Wie")


G, A = "emeente Diemen (0384)", "anbieder 65656055"
REMOVAL = {"status_aanlevering": "3"}


@pytest.mark.parametrize(
    ("bericht", "sentence"),
    [
        (b.bericht301("jw"), f"G{G} wijst hulp toe aan een cliënt, te leveren door a{A}."),
        (b.bericht301("wmo"), f"G{G} wijst ondersteuning toe aan een cliënt, te leveren door a{A}."),
        (b.bericht305("jw"), f"A{A} meldt aan g{G} dat de hulp is begonnen."),
        (b.bericht305("jw", b.start("jw", **REMOVAL)), f"A{A} verwijdert bij g{G} een eerder startbericht."),
        (b.bericht307("jw"), f"A{A} meldt aan g{G} dat de hulp is gestopt."),
        (b.bericht307("jw", b.stop("jw", reden_beeindiging="20")), f"A{A} meldt aan g{G} dat de hulp tijdelijk is gestopt."),
        (b.bericht307("wmo", b.stop("wmo", **REMOVAL)), f"A{A} verwijdert bij g{G} een eerder stopbericht."),
        (b.bericht315("jw"), f"A{A} vraagt g{G} om hulp toe te wijzen."),
        (b.bericht317("wmo"), f"A{A} vraagt g{G} om lopende ondersteuning te wijzigen."),
        (b.bericht319("jw"), f"G{G} wijst een verzoek van a{A} af."),
        (b.bericht319("jw", verzoek_antwoord="2"), f"G{G} laat a{A} weten dat een verzoek wordt onderzocht."),
        (b.bericht323("jw"), f"A{A} dient een declaratie in bij g{G}."),
        (b.bericht325("jw"), f"G{G} antwoordt op de declaratie (323) van a{A}."),
    ],
)
def test_the_first_sentence_says_who_tells_whom_what(bericht: Bericht, sentence: str) -> None:
    assert who(bericht) == sentence


def test_a_mixed_message_is_not_called_a_removal() -> None:
    mixed = b.bericht305("jw", b.start("jw"), b.start("jw", status_aanlevering="3", toewijzing_nummer=300202))
    assert "is begonnen" in who(mixed)


@pytest.mark.parametrize("name", [name for name, message in MESSAGES.items() if message.answers])
def test_in_a_return_message_the_answering_party_speaks(name: str) -> None:
    """Afzender and Ontvanger are still those of the message that is answered."""
    message = MESSAGES[name]
    sentence = who(filled(name)).lower()
    speaker, answered = re.fullmatch(r"(gemeente|aanbieder) .* antwoordt op (.*) van .*\.", sentence).groups()  # type: ignore[union-attr]
    assert speaker == message.sender
    assert answered.endswith(f"({message.answers})")


def test_status_three_is_a_removal_in_words() -> None:
    bericht = b.bericht305("jw", b.start("jw", status_aanlevering="3"))
    assert told(bericht, "/StatusAanlevering") == ["Verwijdering van een eerdere aanlevering (3)"]


# Return codes


@pytest.mark.eis("E031")
def test_a_return_code_stands_with_its_meaning_at_the_product_that_it_is_about() -> None:
    bericht = filled("JW316")
    product = bericht.client.aangevraagde_producten[1]  # type: ignore[attr-defined]
    block = next(inner for inner in blocks(describe(bericht)) if inner.path.endswith("/AangevraagdProduct[2]"))
    shown = [line.value for line in block.lines if line.label == "Retourcode"]
    assert shown == [f"{codelist('WJ001').meaning(code)} ({code})" for code in product.retour_codes]
    assert len(shown) == 2


def test_a_return_message_without_any_code_says_that_all_is_well() -> None:
    full = filled("JW306")
    header = msgspec.structs.replace(full.header, retour_codes=())
    bericht = type(full)(header=header, client=None)  # type: ignore[call-arg]
    assert "Geheel goedgekeurd: er zijn geen retourcodes." in as_text(describe(bericht))
    rejected = type(full)(header=msgspec.structs.replace(header, retour_codes=("0001",)), client=None)  # type: ignore[call-arg]
    text = as_text(describe(rejected))
    assert "Geheel goedgekeurd" not in text
    assert "Bericht om een technische reden afgekeurd (0001)" in text


# Personal data


@pytest.mark.parametrize("name", MESSAGES)
def test_masking_covers_every_personal_value_and_nothing_else(name: str) -> None:
    bericht, wet = filled(name), MESSAGES[name].wet
    plain, masked = list(every_line(describe(bericht))), list(every_line(describe(bericht, mask=True)))
    assert [line.path for line in plain] == [line.path for line in masked]
    for before, after in zip(plain, masked, strict=True):
        assert before.personal == after.personal
        assert (before.value == after.value) != after.personal, before.path
    text = as_text(describe(bericht, mask=True))
    visible = [
        in_words("", simple, value, wet) for _, simple, value in leaves(bericht, plan(MESSAGES[name])) if not simple.personal
    ]
    for within, simple, value in leaves(bericht, plan(MESSAGES[name])):
        words = in_words(within, simple, value, wet)
        if (simple.personal or within == "Geboortedatum") and len(words) > 2 and not any(words in other for other in visible):
            assert words not in text, f"{within} {simple.name}"


def test_of_a_masked_bsn_the_last_four_digits_stay() -> None:
    assert told(b.bericht305("jw"), "/Bsn", mask=True) == ["•••••0019"]
    assert told(b.bericht305("jw", bsn="12345"), "/Bsn", mask=True) == ["•••"]


# Long messages


def long_claim(clients: int, lines: int) -> Bericht:
    made = [
        b.client323(
            *(b.prestatie("jw", product_referentie=b.referentie(f"R{client}-{line}")) for line in range(lines)),
            bsn=f"{100000000 + client}",
        )
        for client in range(clients)
    ]
    return b.bericht323("jw", *made)


def shown_rows(block: Block) -> list[str]:
    return [line.value for line in every_line(block) if line.path.endswith("/ReferentieNummer")]


@pytest.mark.parametrize(("clients", "lines"), [(1, 23), (23, 1), (4, 6)])
def test_pages_together_show_every_row_once(clients: int, lines: int) -> None:
    bericht = long_claim(clients, lines)
    assert count(bericht) == clients * lines
    everything = shown_rows(describe(bericht))
    assert len(everything) == clients * lines
    pages = [shown_rows(describe(bericht, first=first, limit=5)) for first in range(0, count(bericht), 5)]
    assert [row for page in pages for row in page] == everything
    assert all(len(page) == 5 for page in pages[:-1])


def test_a_page_keeps_positions_paths_and_what_stands_around_its_rows() -> None:
    bericht = long_claim(4, 6)
    page = describe(bericht, first=7, limit=2)
    clients = [block for block in blocks(page) if block.path.endswith("]") and "/Prestaties/" not in block.path]
    assert [block.path for block in clients] == ["/Bericht/Declaratie/Clienten/Client[2]"]
    assert [block.title for block in clients[0].blocks] == ["Prestatie 2", "Prestatie 3"]
    assert "24 prestaties voor 4 cliënten" in as_text(page)
    assert "BSN" in as_text(page)


def test_beyond_the_end_a_page_has_no_rows() -> None:
    assert shown_rows(describe(long_claim(1, 3), first=3, limit=5)) == []
    with pytest.raises(ValueError, match="first and limit"):
        describe(long_claim(1, 1), first=-1)


def test_a_page_of_twenty_thousand_lines_does_not_build_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    from ketenwerk.messages.describe import build

    bericht = long_claim(1, 20_000)
    made = Counter[str]()
    original = build._Scribe._block

    def counting(self: Any, part: Any, *rest: Any) -> Block:
        made[type(part).__name__] += 1
        return original(self, part, *rest)

    monkeypatch.setattr(build._Scribe, "_block", counting)
    assert len(shown_rows(describe(bericht, first=10_000, limit=50))) == 50
    assert made["Prestatie"] == 50


# As text


def test_text_stays_within_the_page_and_indents_what_is_inside() -> None:
    text = as_text(describe(b.bericht301("jw", b.toegewezen("jw", commentaar="woord " * 60))))
    assert max(len(line) for line in text.splitlines()) <= 92
    assert text.startswith("Toewijzing (JW301)\n==================\n")
    assert "\n  Toegewezen product\n    Toewijzing " in text
    assert not any(line.endswith(" ") for line in text.splitlines())


def test_line_breaks_in_a_comment_stay_line_breaks() -> None:
    text = as_text(describe(b.bericht301("jw", commentaar="eerste regel\ntweede regel")))
    first = next(line for line in text.splitlines() if "eerste regel" in line)
    second = next(line for line in text.splitlines() if "tweede regel" in line)
    assert first.index("eerste") == second.index("tweede")


def test_every_readable_official_example_becomes_text() -> None:
    found = examples()
    if not found:
        lacking("needs the official examples in the shared folder")
    told_names = set()
    for path in found:
        try:
            bericht = read(path)
        except NotReadable:
            continue
        message = BY_CODE[bericht.header.bericht_code]
        text = as_text(describe(bericht))
        told_names.add(message.name)
        text = " ".join(text.split())
        for leaf in leaves(bericht, plan(message)):
            words = in_words(*leaf, message.wet) if leaf[0] != "Geboortedatum" else str(leaf[2].year)
            assert words in text or _shortened(leaf[2], text), (path.name, words)
    assert len(told_names) >= 19
    print(f"{len(told_names)} types of official examples told in words")


def _shortened(value: Any, text: str) -> bool:
    """The begin of a period inside one month or year, and a time in whole minutes, are told shorter."""
    if isinstance(value, date):
        return re.search(rf"\b{value.day}( {MONTHS[value.month - 1]})? – \d+ \w+ {value.year}", text) is not None
    return False
