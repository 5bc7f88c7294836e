"""The messages of a release: which there are, who sends them, what answers them. The next release, and what came before."""

from typing import Annotated

import msgspec
import pytest
from lxml import etree

import seeded
from ketenwerk.messages.level1 import explain
from ketenwerk.messages.read import NotReadable, builder, parser, reading
from ketenwerk.messages.schema import base_schema, compiled, message_schema
from ketenwerk.messages.values import Dates
from ketenwerk.messages.write import NotWritable, write
from ketenwerk.standard import m307
from ketenwerk.standard import types as t
from ketenwerk.standard.basis import Achternaam, Bericht
from ketenwerk.standard.derive import replace
from ketenwerk.standard.release import BY_CODE, BY_NAMESPACE, KINDS, MESSAGES, RELEASE_3_2, RETIRED, MessageType
from outside import shared

PAIRS = {"301": "302", "305": "306", "307": "308", "315": "316", "317": "318", "319": "320", "323": "325"}
BY_MUNICIPALITY = {"301", "306", "308", "316", "318", "319", "325"}
BY_PROVIDER = {"302", "305", "307", "315", "317", "320", "323"}
CODES = {
    "jw": dict(
        zip(
            sorted({*PAIRS, *PAIRS.values()}), (436, 437, 438, 439, 440, 441, 446, 447, 486, 487, 488, 489, 490, 491), strict=True
        )
    ),
    "wmo": dict(
        zip(
            sorted({*PAIRS, *PAIRS.values()}), (414, 415, 418, 419, 420, 421, 444, 445, 480, 481, 482, 483, 484, 485), strict=True
        )
    ),
}


@pytest.mark.eis("E024")
@pytest.mark.parametrize("wet", ["jw", "wmo"])
def test_fourteen_types_per_law_with_direction_and_return_type(wet: str) -> None:
    of_law = {message.number: message for message in MESSAGES.values() if message.wet == wet}
    assert set(of_law) == BY_MUNICIPALITY | BY_PROVIDER
    assert len(of_law) == 14
    for number, message in of_law.items():
        assert message.name == f"{wet.upper()}{number}"
        assert message.sender == ("gemeente" if number in BY_MUNICIPALITY else "aanbieder")
        assert message.returns == (f"{wet.upper()}{PAIRS[number]}" if number in PAIRS else None)
        if message.returns:
            assert MESSAGES[message.returns].answers == number
            assert MESSAGES[message.returns].sender != message.sender
        assert message.code == str(CODES[wet][number])
        assert message.title


def test_no_code_and_no_namespace_occurs_twice() -> None:
    assert len(BY_CODE) == len(BY_NAMESPACE) == len(MESSAGES) == 28


@pytest.mark.eis("E026")
@pytest.mark.parametrize("name", MESSAGES)
def test_the_sender_has_the_number_of_its_role(name: str) -> None:
    """A return message keeps sender and receiver of what it returns (IV028); a party of the other kind is refused in each."""
    message = MESSAGES[name]
    bericht = seeded.minimal(message)
    original = message.number if message.number == "325" or not message.answers else message.answers
    municipality_named = original in BY_MUNICIPALITY
    assert len(bericht.header.afzender) == (4 if municipality_named else 8)
    swapped = msgspec.structs.replace(bericht.header, afzender=bericht.header.ontvanger, ontvanger=bericht.header.afzender)
    with pytest.raises(NotReadable) as refused:
        reading(write(msgspec.structs.replace(bericht, header=swapped)))
    assert {(finding.element, finding.key) for finding in refused.value.findings} == {
        ("Afzender", "XSD.vorm.gemeente" if municipality_named else "XSD.vorm.agb"),
        ("Ontvanger", "XSD.vorm.agb" if municipality_named else "XSD.vorm.gemeente"),
    }


# The next release, said as its differences alone: one element more, one longer, one code list less strict.


class StopProductPlus(m307.StopProduct, kw_only=True):
    toelichting: Annotated[str, t.Simple("LDT_Toelichting", "string", min_length=1, max_length=10)] | None = None


class LangeNaam(Achternaam, kw_only=True):
    achternaam: Annotated[str, t.Simple("LDT_Naam", "string", min_length=1, max_length=300, pattern=r"[ \t]*\S.*", personal=True)]


NEXT = RELEASE_3_2.next("3.3", {"307": replace(m307.Bericht, {m307.StopProduct: StopProductPlus, Achternaam: LangeNaam})})
NEXT_MESSAGES = NEXT.messages()


def in_next(data: bytes, message: MessageType) -> Bericht:
    return builder(message)(etree.fromstring(data, parser(message)), Dates(), int)


@pytest.mark.parametrize("name", ["JW307", "JW308", "WMO307", "WMO308"])
def test_next_release_as_a_set_of_differences_reads_writes_and_has_a_schema(name: str) -> None:
    message = NEXT_MESSAGES[name]
    bericht = seeded.full(message)
    (stop, *_) = bericht.client.stop_producten
    names = msgspec.structs.replace(bericht.client.naam.geslachtsnaam, achternaam="x" * 300)
    client = msgspec.structs.replace(bericht.client, naam=msgspec.structs.replace(bericht.client.naam, geslachtsnaam=names))
    bericht = msgspec.structs.replace(bericht, client=client)
    assert 1 <= len(stop.toelichting) <= 10
    data = write(bericht, message)
    assert b"/3_3/" in data
    assert b"/3_2/" not in data
    assert b"Subversie>3<" in data
    assert in_next(data, message) == bericht
    # The return message follows from the message: it has the new element too, and the return codes after it.
    assert (b"Toelichting><" + f"{message.prefix}:RetourCodes".encode() in data.replace(b"</", b"")) or not message.answers
    assert "LDT_Naam" in base_schema(message)
    assert 'maxLength value="300"' in message_schema(message) + base_schema(message)
    spoilt = data.replace(b"x" * 300, b"x" * 301)
    assert not compiled(message).validate(etree.fromstring(spoilt))
    assert [finding.key for finding in explain(etree.fromstring(spoilt), message)] == ["XSD.lang"]


@pytest.mark.parametrize("name", ["JW307", "WMO308"])
def test_next_release_leaves_this_one_as_it_is(name: str) -> None:
    now, then = MESSAGES[name], NEXT_MESSAGES[name]
    assert now.root is RELEASE_3_2.roots[now.number]
    assert now.root is not then.root
    assert "Toelichting" not in message_schema(now)
    assert 'maxLength value="300"' not in message_schema(now) + base_schema(now)
    bericht = seeded.full(now)
    assert reading(write(bericht)).bericht == bericht
    with pytest.raises(NotReadable) as refused:
        reading(write(seeded.full(then), then))
    assert [(finding.key, finding.found) for finding in refused.value.findings] == [("RELEASE.andere", f"{name}, release 3.3")]
    with pytest.raises(NotWritable):
        write(seeded.full(then))


def test_next_release_keeps_what_it_does_not_change() -> None:
    assert len(NEXT_MESSAGES) == 28
    changed = {number for number in KINDS if NEXT.roots[number] is not RELEASE_3_2.roots[number]}
    # The other return messages are made anew from the same originals: equal in all but identity.
    assert changed - set(PAIRS.values()) == {"307"}
    for name in ("JW301", "JW302", "WMO320", "JW323", "WMO325"):
        of_next = message_schema(NEXT_MESSAGES[name]).replace("/3_3/", "/3_2/")
        assert _without_subversion(of_next) == _without_subversion(message_schema(MESSAGES[name]))


def _without_subversion(schema: str) -> str:
    start = schema.index('<xs:element name="BerichtSubversie">')
    return schema[:start] + schema[schema.index('<xs:element name="Afzender"') :]


def refusal(namespace: str, root: str = "Bericht") -> tuple[str, str | None, str | None, str]:
    """Key, what was found, what is expected, and the Dutch words of the one finding."""
    declared = f' xmlns="{namespace}"' if namespace else ""
    with pytest.raises(NotReadable) as refused:
        reading(f"<{root}{declared}><Header/></{root}>".encode())
    (finding,) = refused.value.findings
    words = finding.words("nl")
    return finding.key, finding.found, finding.expected, f"{words.what} {words.now}"


@pytest.mark.parametrize(
    ("label", "release", "instead"),
    [
        ("JW303", "3_1", "323"),
        ("WMO303", "2_4", "323"),
        ("JW304", "3_0", "325"),
        ("WMO304", "3_1", "325"),
        ("JW311", "2_3", "315"),
        ("JW321", "2_2", "323"),
        ("JW322", "2_2", "325"),
        ("JW303", "3_2", "323"),
    ],
)
def test_a_message_that_no_longer_exists_is_known_by_name_with_what_replaces_it(label: str, release: str, instead: str) -> None:
    law = "ijw" if label.startswith("JW") else "iwmo"
    key, found, expected, words = refusal(f"http://www.istandaarden.nl/{law}/{release}/{label.lower()}/schema")
    assert key == "RELEASE.vervallen"
    assert found == f"{label}, release {release.replace('_', '.')}"
    assert expected == instead
    assert f"gebruik {instead}" in words
    assert set(RETIRED) == {"303", "304", "311", "321", "322"}


@pytest.mark.parametrize("release", ["2_0", "2_3", "2_4", "3_0", "3_1", "3_3"])
@pytest.mark.parametrize("name", ["JW301", "WMO307", "JW323"])
def test_a_message_of_another_release_is_known_by_name(name: str, release: str) -> None:
    law = "ijw" if name.startswith("JW") else "iwmo"
    for ending in ("schema", "schema/2_1_0"):
        key, found, expected, words = refusal(f"http://www.istandaarden.nl/{law}/{release}/{name.lower()}/{ending}")
        assert (key, found, expected) == ("RELEASE.andere", f"{name}, release {release.replace('_', '.')}", "release 3.2")
        assert name in words


@pytest.mark.parametrize(
    ("namespace", "found"),
    [
        ("", "Bericht"),
        ("urn:iets", "Bericht"),
        ("http://www.istandaarden.nl/ijw/3_2/jw399/schema", "JW399"),
        ("http://www.istandaarden.nl/ijw/3_1/jw399/schema", "JW399"),
        ("http://www.istandaarden.nl/iwlz/3_2/aw33/schema", "Bericht"),
        ("http://www.istandaarden.nl/ijw/3_2/basisschema/schema", "Bericht"),
        # The right number under the wrong law, and one character too many.
        ("http://www.istandaarden.nl/iwmo/3_2/jw301/schema", "http://www.istandaarden.nl/iwmo/3_2/jw301/schema"),
        ("http://www.istandaarden.nl/ijw/3_2/jw301/schema/", "http://www.istandaarden.nl/ijw/3_2/jw301/schema/"),
    ],
)
def test_what_is_no_message_of_the_standard_is_refused_by_name(namespace: str, found: str) -> None:
    key, got, _, words = refusal(namespace)
    assert (key, got) == ("TYPE.onbekend", found)
    assert found in words


def test_a_part_of_a_message_is_refused_as_such() -> None:
    key, found, expected, _ = refusal(MESSAGES["JW301"].namespace, "Client")
    assert (key, found, expected) == ("TYPE.wortel", "Client", "Bericht")


def test_an_envelope_is_told_from_the_message_in_it() -> None:
    envelopes = sorted(path for path in shared("standaard", "envelop").rglob("*.xml"))
    for path in envelopes:
        with pytest.raises(NotReadable) as refused:
            reading(path.read_bytes())
        (finding,) = refused.value.findings
        # One published example is no XML: a stray quotation mark stands in its first tag.
        malformed = path.parent.parent.name == "ggk0310" and path.name == "envelopRetourbericht-ggk_Du01-v21.xml"
        assert (finding.key, finding.line) == (("XML.fout", 2) if malformed else ("TYPE.envelop", None)), path.name
        assert malformed or "Haal het bericht uit de envelop" in finding.words("nl").now
    assert len(envelopes) == 8
