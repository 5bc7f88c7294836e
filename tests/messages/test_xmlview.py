"""The source of a message as people see it: laid out, findable, and without personal data unless that is asked for."""

import re
from typing import Any

import pytest

import ketenwerk
from filled import filled
from ketenwerk.messages.plan import Element, plan
from ketenwerk.messages.xmlview import XmlView, xml_lines
from ketenwerk.standard.release import BY_CODE, MESSAGES
from outside import examples, lacking


def source(view: XmlView) -> str:
    return "\n".join(line.text for line in view.lines)


def personal_values(part: Any, spec: Element, within: str = "") -> list[str]:
    if spec.simple:
        return [str(part)] if spec.simple.personal or within == "Geboortedatum" else []
    found = []
    for child in spec.children:
        value = getattr(part, child.attr)
        for item in () if value is None else value if child.collects else (value,):
            found += personal_values(item, child.children[0] if child.collects else child, spec.name)
    return found


# Layout


def test_each_element_has_its_line_without_prefix() -> None:
    data = ketenwerk.write(filled("JW305"))
    lines = [line.text for line in xml_lines(data, mask=False).lines]
    assert lines[:4] == [
        '<?xml version="1.0" encoding="UTF-8"?>',
        "<Bericht>",
        "  <Header>",
        "    <BerichtCode>438</BerichtCode>",
    ]
    assert lines[-1] == "</Bericht>"
    assert not any(":" in re.sub(r">.*<", "", line) for line in lines[1:])


@pytest.mark.parametrize("name", MESSAGES)
def test_without_mask_the_source_is_the_message(name: str) -> None:
    """Read back with its namespaces restored, what is shown is the same message: nothing is left out or changed."""
    bericht = filled(name)
    message = MESSAGES[name]
    shown = source(xml_lines(ketenwerk.write(bericht), mask=False)).encode()
    assert ketenwerk.read(_with_namespaces(shown, plan(message))) == bericht


def _with_namespaces(shown: bytes, spec: Element) -> bytes:
    from lxml import etree

    def renew(node: Any, spec: Element) -> None:
        node.tag = spec.tag
        by_name = {child.name: child for child in spec.children}
        for child in node:
            renew(child, by_name[child.tag])

    root = etree.fromstring(shown)
    renew(root, spec)
    return etree.tostring(root)


@pytest.mark.parametrize("name", MESSAGES)
def test_lines_carry_the_paths_that_findings_have(name: str) -> None:
    bericht = filled(name)
    view = xml_lines(ketenwerk.write(bericht), mask=False)
    from ketenwerk.messages.walk import walk

    shown = {line.path for line in view.lines}
    assert {path for path, _ in walk(bericht)} <= shown
    paths = [line.path for line in view.lines if line.path]
    assert len(paths) == len(set(paths))


def test_a_finding_can_be_marked_at_its_line() -> None:
    data = ketenwerk.write(filled("JW323")).replace(b"<jw323:Bsn>", b"<jw323:Bsn>x", 1)
    report = ketenwerk.check(data)
    assert [finding.path for finding in report.findings] == ["/Bericht/Declaratie/Clienten/Client[1]/Bsn"]
    marked = [line.text.strip() for line in xml_lines(data, mask=False).lines if line.path == report.findings[0].path]
    assert len(marked) == 1
    assert marked[0].startswith("<Bsn>x")


def test_text_attributes_and_comments_outside_the_standard_are_shown() -> None:
    shown = source(xml_lines(b'<!--a--><a x="1">los<b>&lt;&amp;</b>meer<!--c--><?p q?></a>', mask=False))
    assert shown.splitlines()[1:] == [
        "<!-- a -->",
        '<a x="1">',
        "  los",
        "  <b>&lt;&amp;</b>",
        "  meer",
        "  <!-- c -->",
        "  <?p q?>",
        "</a>",
    ]


# Mask


@pytest.mark.parametrize("name", MESSAGES)
def test_masking_covers_every_personal_value_and_only_those(name: str) -> None:
    bericht = filled(name)
    data = ketenwerk.write(bericht)
    plain, masked = xml_lines(data, mask=False), xml_lines(data, mask=True)
    covered = [
        re.sub(r"\s*<[^>]*>", "", before.text)
        for before, after in zip(plain.lines, masked.lines, strict=True)
        if before.text != after.text
    ]
    assert sorted(covered) == sorted(personal_values(bericht, plan(MESSAGES[name])))
    assert all("•" in after.text for before, after in zip(plain.lines, masked.lines, strict=True) if before.text != after.text)


def test_a_covered_value_keeps_its_form_and_not_its_length() -> None:
    def masked(name: str, text: str) -> str:
        return xml_lines(f"<Client><{name}>{text}</{name}></Client>".encode(), mask=True).lines[2].text.strip()

    assert masked("Bsn", "999990019") == "<Bsn>•••••0019</Bsn>"
    assert masked("Bsn", "99999001") == "<Bsn>••••••••</Bsn>"
    assert masked("Geslacht", "1") == "<Geslacht>•</Geslacht>"
    assert masked("Commentaar", "kort") == masked("Commentaar", "een lange tekst over iemand")


@pytest.mark.parametrize(
    "data",
    [
        b"<Client><Roepnaam>Jansen</Roepnaam></Client>",
        b"<Client>Jansen</Client>",
        b"<Client><!-- Jansen --><Bsn/></Client>",
        b"<Client><?wie Jansen?><Bsn/></Client>",
        b'<Client naam="Jansen"/>',
        b"<Client><bsn>Jansen</bsn></Client>",
        b"<Onbekend><Soort>Jansen</Soort></Onbekend>",
    ],
)
def test_what_the_standard_does_not_know_is_covered_too(data: bytes) -> None:
    """A message that is wrong may hold a name anywhere."""
    assert "Jansen" in source(xml_lines(data, mask=False))
    assert "Jansen" not in source(xml_lines(data, mask=True))


# What is not well-formed


@pytest.mark.parametrize(
    "data",
    [
        b"<Client><Naam>Jansen</Naam><Bsn>123456782</Bsn>",
        b'<Client naam="Jansen"><Bsn>123456782',
        b"<Client><!-- Jansen <Bsn>123456782</Bsn>",
        b"<Client></Bsn> Jansen 123456782 <",
        b'<!DOCTYPE x [<!ENTITY wie "Jansen 123456782">]><Client>&wie;</Client>',
        "<?xml version='1.0' encoding='UTF-16'?><Client>Jansen 123456782".encode("utf-16"),
        "<?xml version='1.0' encoding='iso-8859-1'?><Client>Jansen é 123456782".encode("latin-1"),
    ],
)
def test_what_is_not_well_formed_is_shown_as_it_came_and_covered_by_guess(data: bytes) -> None:
    plain, masked = xml_lines(data, mask=False), xml_lines(data, mask=True)
    assert not plain.wellformed
    assert not masked.wellformed
    assert "Jansen" in source(plain)
    assert "123456782" in source(plain)
    assert "Jansen" not in source(masked)
    assert "123456782" not in source(masked)
    assert {line.path for line in masked.lines} == {""}


def test_numbers_of_nine_digits_are_covered_in_plain_text_but_longer_ones_are_not() -> None:
    assert source(xml_lines(b"Bsn 123456782, bestand 1234567890", mask=True)) == "Bsn •••••6782, bestand 1234567890"


def test_no_entity_is_expanded_and_nothing_is_loaded(tmp_path: Any) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("geheim")
    data = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]><a>&x;</a>'.encode()
    for given in (data, data.decode().encode("utf-16")):
        view = xml_lines(given, mask=False)
        assert not view.wellformed
        assert "geheim" not in source(view)


@pytest.mark.parametrize(
    "data",
    [b"", b"\x00", b"\xff\xfe", b"PK\x03\x04\x00\xff", b"<", b"<a", b'<?xml version="1.0" encoding="rot13"?><a', b"<a>" * 5000],
)
def test_any_bytes_give_a_view(data: bytes) -> None:
    view = xml_lines(data, mask=True, limit=10)
    assert not view.wellformed
    assert len(view.lines) == min(view.total, 10)
    assert all(len(line.text) <= 2000 for line in view.lines)
    assert not re.search(r"[\x00-\x08\x0e-\x1f]", source(view))


def test_deep_nesting_is_shown_without_growing_across_the_page() -> None:
    view = xml_lines(b"<a>" * 1500 + b"</a>" * 1500, mask=True)
    assert view.wellformed
    assert view.total == 1 + 2 * 1499 + 1
    assert max(len(line.text) for line in view.lines) < 100


# Pages


@pytest.mark.parametrize("name", ["JW301", "WMO323", "JW325", "JW318"])
@pytest.mark.parametrize("size", [1, 7, 50])
def test_pages_together_are_the_whole(name: str, size: int) -> None:
    data = b"<!--voor-->" + ketenwerk.write(filled(name)).partition(b"?>")[2].lstrip() + b"<!--na-->"
    whole = xml_lines(data, mask=True)
    assert whole.total == len(whole.lines)
    pages = [xml_lines(data, mask=True, start=start, limit=size) for start in range(0, whole.total, size)]
    assert [line for page in pages for line in page.lines] == list(whole.lines)
    assert {page.total for page in pages} == {whole.total}


def test_beyond_the_end_there_are_no_lines() -> None:
    view = xml_lines(b"<a/>", mask=True, start=10, limit=5)
    assert view.lines == ()
    assert view.total == 2


def test_official_examples_show_no_personal_value_when_covered() -> None:
    found = examples()
    if not found:
        lacking("needs the official examples in the shared folder")
    for path in found:
        data = path.read_bytes()
        try:
            bericht = ketenwerk.read(data)
        except ketenwerk.NotReadable:
            continue
        masked = source(xml_lines(data, mask=True))
        for value in personal_values(bericht, plan(BY_CODE[bericht.header.bericht_code])):
            if len(value) > 4:
                assert f">{value}<" not in masked, (path.name, value)
