"""Reading: the official examples, what may differ in writing without differing in meaning, and what a message is in Python."""

import re
from pathlib import Path

import msgspec
import pytest
from lxml import etree

import seeded
from ketenwerk.messages.read import NotReadable, read, reading
from ketenwerk.messages.write import write
from ketenwerk.standard.basis import Onderdeel
from ketenwerk.standard.release import MESSAGES
from outside import examples, shared

REFUSED = {
    "JW315": [
        (
            "XSD.datum_bestaat_niet",
            "/Bericht/Client/AangevraagdeProducten/AangevraagdProduct[1]/ToewijzingEinddatum",
            44,
            "2027-06-31",
        ),
        (
            "XSD.datum_bestaat_niet",
            "/Bericht/Client/AangevraagdeProducten/AangevraagdProduct[2]/ToewijzingEinddatum",
            66,
            "2027-06-31",
        ),
    ],
    "JW318": [("XSD.onbekend", "/Bericht/Client/Verzoek/RetourCode", 33, None)],
}
"""The two examples of the standard that are wrong themselves, and where (voorbeelden/README.md)."""


def example(name: str) -> bytes:
    return shared("standaard", "voorbeelden", MESSAGES[name].standard, "3.2", f"{name}.xml").read_bytes()


def test_all_official_examples_but_two_are_read() -> None:
    shared()
    read_well, refused = [], {}
    for path in examples():
        try:
            got = reading(path.read_bytes())
        except NotReadable as error:
            refused[path.stem] = [(finding.key, finding.path, finding.line, finding.found) for finding in error.findings]
        else:
            assert got.message.name == path.stem.partition("-")[0]
            assert got.signals == ()
            assert reading(write(got.bericht)).bericht == got.bericht
            read_well.append(path.stem)
    assert len(read_well) == 20
    assert refused == REFUSED


def test_a_message_is_read_from_a_path_as_from_its_bytes(tmp_path: Path) -> None:
    message = MESSAGES["WMO315"]
    file = tmp_path / "bericht.xml"
    file.write_bytes(write(seeded.full(message)))
    assert read(file) == read(file.read_bytes()) == seeded.full(message)
    with pytest.raises(OSError, match=r"weg\.xml"):
        read(tmp_path / "weg.xml")


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_cannot_be_changed(name: str) -> None:
    bericht = reading(write(seeded.full(MESSAGES[name]))).bericht
    for part in _parts(bericht):
        for attr in part.__struct_fields__:
            assert not isinstance(getattr(part, attr), list | dict | set | bytearray)
            with pytest.raises(AttributeError):
                setattr(part, attr, None)
    assert hash(bericht) == hash(reading(write(bericht)).bericht)


def _parts(part: Onderdeel) -> list[Onderdeel]:
    found = [part]
    for attr in part.__struct_fields__:
        value = getattr(part, attr)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Onderdeel):
                found += _parts(one)
    return found


VARIANTS = {
    "lines": lambda text: text.replace("><", ">\n\t<"),
    "windows lines": lambda text: text.replace("><", ">\r\n    <"),
    "comments": lambda text: text.replace("><", "><!-- opmerking --><"),
    "comment in values": lambda text: re.sub(r">([^<]+)</", r"><!-- a -->\1<!-- b --></", text),
    "comment within a value": lambda text: re.sub(r">(\w)(\w+)</", r">\1<!-- midden -->\2</", text),
    "instructions": lambda text: text.replace("><", "><?elders doe dit?><"),
    "instruction within a value": lambda text: re.sub(r">(\w)(\w+)</", r">\1<?midden x?>\2</", text),
    "cdata": lambda text: re.sub(r">([^<&]+)</", r"><![CDATA[\1]]></", text),
    "cdata in part": lambda text: re.sub(r">(\w)(\w+)</", r">\1<![CDATA[\2]]></", text),
    "character references": lambda text: re.sub(r">(\w)", lambda match: f">&#{ord(match[1])};", text),
    "other prefixes": lambda text: re.sub(r"\b(jw|wmo)\d{3}(?=[:=])", "a", re.sub(r"\bi(jw|wmo)(?=[:=])", "b.c", text)),
    "default namespace": lambda text: re.sub(r"\b(jw|wmo)\d{3}:(?=\w+[ >])", "", re.sub(r"xmlns:(jw|wmo)\d{3}=", "xmlns=", text)),
    "single quotes": lambda text: text.replace('"http', "'http").replace('schema"', "schema'"),
    "blanks in tags": lambda text: re.sub(r"<(/?[\w:]+)>", "<\\1 \n>", text),
    "no declaration": lambda text: text.partition("?>")[2],
    "space around numbers": lambda text: re.sub(
        r"(ToewijzingNummer|Begindatum|Dagtekening|Versie|Volume)>([\d-]+)<", r"\1> \2\t<", text
    ),
    "zeros and plus": lambda text: re.sub(r"(ToewijzingNummer|Volume|Bedrag|Nummer|Volgorde)>(\d+)<", r"\1>+00\2<", text),
    "schema location": lambda text: text.replace(
        "xmlns:", 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:x x.xsd" xmlns:', 1
    ),
    "comment before and after": lambda text: text.replace("?>", "?><!-- voor --><?x y?>", 1) + "<!-- na --><?x y?>\n",
}
"""Other ways to write the same message."""


# The 319 and its return hold no number but those of the release, which are written one way only.
ALL_VARIANTS = [
    (name, variant)
    for name in MESSAGES
    for variant in VARIANTS
    if not (variant == "zeros and plus" and MESSAGES[name].number in ("319", "320"))
]


@pytest.mark.parametrize(("name", "variant"), ALL_VARIANTS)
def test_a_message_written_otherwise_reads_the_same(name: str, variant: str) -> None:
    bericht = _plain(seeded.full(MESSAGES[name]))
    text = write(bericht).decode()
    other = VARIANTS[variant](text)
    assert other != text
    assert reading(other.encode()).bericht == bericht


def _plain(bericht: Onderdeel) -> Onderdeel:
    """The message with texts that the variants above can be made of by plain replacing."""
    changes = {}
    for attr in bericht.__struct_fields__:
        value = getattr(bericht, attr)
        if isinstance(value, Onderdeel):
            changes[attr] = _plain(value)
        elif isinstance(value, tuple):
            changes[attr] = tuple(_plain(one) if isinstance(one, Onderdeel) else one for one in value)
        elif isinstance(value, str) and not value.replace(".", "").replace(":", "").isalnum():
            changes[attr] = "Tekst"[: len(value)]
    return msgspec.structs.replace(bericht, **changes)


ENCODINGS = ("utf-8", "UTF-8", "iso-8859-1", "ISO-8859-15", "windows-1252", "utf-16")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_accents_come_through_in_every_encoding_that_is_read(encoding: str) -> None:
    bericht = seeded.minimal(MESSAGES["JW301"])
    accented = msgspec.structs.replace(
        bericht, client=msgspec.structs.replace(bericht.client, commentaar="Zoë van 't Hóf, ñ ü ß")
    )
    text = write(_with_plain_name(accented)).decode().replace('encoding="UTF-8"', f'encoding="{encoding}"')
    got = reading(text.encode(encoding))
    assert got.bericht == _with_plain_name(accented)
    assert [signal.key for signal in got.signals] == (["XML.bom"] if encoding == "utf-16" else [])


def _with_plain_name(bericht: Onderdeel) -> Onderdeel:
    plain = _plain(bericht)
    return msgspec.structs.replace(plain, client=msgspec.structs.replace(plain.client, commentaar=bericht.client.commentaar))


@pytest.mark.parametrize("name", ["JW301", "WMO323"])
def test_the_exception_shows_no_data_of_the_message(name: str) -> None:
    message = MESSAGES[name]
    tree = seeded.tree(seeded.full(message), message)
    for node in tree.iter(f"{{{message.namespace}}}Bsn"):
        node.text = "geheim-bsn"
    with pytest.raises(NotReadable) as refused:
        reading(etree.tostring(tree))
    assert "geheim" not in str(refused.value)
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__
    finding = refused.value.findings[0]
    assert finding.personal
    assert (finding.found, finding.masked().found) == ("geheim-bsn", "•••")
    assert refused.value.message is message
