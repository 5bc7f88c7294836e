"""What we write is valid by the published schema, and two readers get back what went in: our own, and one made by xsdata."""

from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from peer import Peer, generate, our_leaves

import seeded
from ketenwerk.messages.plan import Element, plan
from ketenwerk.messages.read import reading
from ketenwerk.messages.write import NotWritable, type_of, write
from ketenwerk.standard.basis import Bericht
from ketenwerk.standard.release import MESSAGES, MessageType
from official import official_schema
from strategies import messages, searching

DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder with the classes that xsdata makes from the published schemas."""
    folder = tmp_path_factory.mktemp("gepubliceerd")
    generate(folder)
    return folder


def proved(bericht: Bericht, message: MessageType, peer: Peer) -> None:
    """Written, the message is valid, and both readers give it back."""
    data = write(bericht)
    official_schema(message.name).assertValid(etree.fromstring(data))
    got = reading(data)
    assert got.bericht == bericht
    assert got.message is message
    assert got.signals == ()
    assert peer.leaves(data) == our_leaves(bericht, message)
    assert data.startswith(DECLARATION)
    assert data.decode("utf-8") == data.decode("utf-8-sig")
    assert write(got.bericht) == data


@pytest.mark.parametrize("name", MESSAGES)
def test_written_message_is_valid_and_read_back_by_us_and_by_a_peer(name: str, published: Path) -> None:
    message = MESSAGES[name]
    peer = Peer(published, message)

    @searching(30)
    @given(messages(message))
    def search(bericht: Bericht) -> None:
        proved(bericht, message, peer)

    search()
    for bericht in (seeded.full(message), seeded.minimal(message), *(seeded.some(message, seed) for seed in range(5))):
        proved(bericht, message, peer)


@pytest.mark.parametrize("name", MESSAGES)
def test_a_full_message_holds_every_element_of_the_definition(name: str) -> None:
    """What the tests above prove, they prove for all elements."""
    message = MESSAGES[name]
    present = {node.tag for node in seeded.tree(seeded.full(message), message).iter()}
    assert present == set(_tags(plan(message)))


def _tags(spec: Element) -> list[str]:
    return [spec.tag, *(tag for child in spec.children for tag in _tags(child))]


def test_the_peer_notices_a_value_that_was_lost(published: Path) -> None:
    message = MESSAGES["JW307"]
    bericht = seeded.full(message)
    shorter = msgspec.structs.replace(bericht.client, stop_producten=bericht.client.stop_producten[:1])
    lost = msgspec.structs.replace(bericht, client=shorter)
    read_by_peer = Peer(published, message).leaves(write(bericht))
    assert read_by_peer == our_leaves(bericht, message)
    assert set(read_by_peer) - set(our_leaves(lost, message)) == {leaf for leaf in read_by_peer if "StopProduct[2]" in leaf[0]}
    assert Peer(published, message).leaves(write(lost)) == our_leaves(lost, message)


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=30).map(lambda text: text + "x"))
@searching(200)
def test_any_text_that_xml_can_carry_comes_back_as_it_was(text: str) -> None:
    message = MESSAGES["JW301"]
    bericht = seeded.minimal(message)
    changed = msgspec.structs.replace(bericht, client=msgspec.structs.replace(bericht.client, commentaar=text))
    if any((char < " " and char not in "\t\n\r") or char in "\ufffe\uffff" for char in text):
        with pytest.raises(NotWritable):
            write(changed)
    else:
        assert reading(write(changed)).bericht == changed


@pytest.mark.parametrize("char", [0x00, 0x0B, 0x1F, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF])
def test_a_character_outside_xml_is_refused_without_being_shown(char: int) -> None:
    message = MESSAGES["WMO301"]
    bericht = seeded.minimal(message)
    changed = msgspec.structs.replace(bericht, client=msgspec.structs.replace(bericht.client, commentaar=f"geheim{chr(char)}"))
    with pytest.raises(NotWritable) as refused:
        write(changed)
    assert "geheim" not in str(refused.value)


def test_markup_in_a_value_stays_text() -> None:
    message = MESSAGES["JW301"]
    bericht = seeded.minimal(message)
    text = "a & b < c > d ]]> &amp; <jw301:Bsn>1</jw301:Bsn> \"q\" 'q' \r\n\t\r x"
    changed = msgspec.structs.replace(bericht, client=msgspec.structs.replace(bericht.client, commentaar=text))
    data = write(changed)
    assert b"&amp; b &lt; c &gt; d ]]&gt;" in data
    assert b"\r" not in data
    assert reading(data).bericht.client.commentaar == text


def test_the_first_and_the_last_day_of_the_calendar_have_four_digits() -> None:
    message = MESSAGES["JW307"]
    bericht = seeded.minimal(message)
    (stop,) = bericht.client.stop_producten
    days = msgspec.structs.replace(stop, begindatum=date.min, einddatum=date.max)
    data = write(msgspec.structs.replace(bericht, client=msgspec.structs.replace(bericht.client, stop_producten=(days,))))
    assert b"<jw307:Begindatum>0001-01-01</jw307:Begindatum>" in data
    assert b"<jw307:Einddatum>9999-12-31</jw307:Einddatum>" in data


@pytest.mark.parametrize("name", MESSAGES)
def test_the_type_follows_from_the_header(name: str) -> None:
    message = MESSAGES[name]
    assert type_of(seeded.minimal(message)) is message
    assert etree.fromstring(write(seeded.minimal(message))).tag == f"{{{message.namespace}}}Bericht"


@pytest.mark.parametrize("code", ["000", "439", "420"])
def test_a_code_of_another_message_is_refused(code: str) -> None:
    bericht = seeded.minimal(MESSAGES["JW307"])
    wrong = msgspec.structs.replace(bericht, header=msgspec.structs.replace(bericht.header, bericht_code=code))
    if code == "420":
        # The same class under the other law: the code is what tells the two apart.
        assert type_of(wrong) is MESSAGES["WMO307"]
    else:
        with pytest.raises(NotWritable):
            write(wrong)


@pytest.mark.parametrize("name", MESSAGES)
def test_writing_is_stable_from_one_time_to_the_next(name: str) -> None:
    message = MESSAGES[name]
    assert write(seeded.full(message, seed=7)) == write(seeded.full(message, seed=7))
    assert write(seeded.full(message, seed=7)) != write(seeded.full(message, seed=8))


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_without_a_mandatory_part_is_not_written_and_says_which(name: str) -> None:
    """Each class below the header in turn; what may be absent may be absent."""
    message = MESSAGES[name]
    bericht = seeded.full(message)
    for spec in plan(message).children:
        if spec.name == "Header":
            continue
        without = msgspec.structs.replace(bericht, **{spec.attr: None})
        if not spec.required:
            assert write(without)
            continue
        with pytest.raises(NotWritable, match=f"^/Bericht/{spec.name} ontbreekt"):
            write(without)


def test_a_mandatory_value_deep_in_a_message_is_named_by_its_place() -> None:
    bericht = seeded.full(MESSAGES["JW307"])
    first, *rest = bericht.client.stop_producten
    for attr, element in (("begindatum", "Begindatum"), ("reden_beeindiging", "RedenBeeindiging")):
        broken = (first, msgspec.structs.replace(first, **{attr: None}), *rest)
        wrong = msgspec.structs.replace(bericht, client=msgspec.structs.replace(bericht.client, stop_producten=broken))
        with pytest.raises(NotWritable) as refused:
            write(wrong)
        assert str(refused.value).startswith(f"/Bericht/Client/StopProducten/StopProduct[2]/{element} ontbreekt")


def test_a_value_of_another_kind_is_refused_without_saying_it() -> None:
    bericht = seeded.minimal(MESSAGES["JW307"])
    (stop, *_) = bericht.client.stop_producten
    wrong = msgspec.structs.replace(stop, begindatum="1 april 2026")
    with pytest.raises(NotWritable) as refused:
        write(msgspec.structs.replace(bericht, client=msgspec.structs.replace(bericht.client, stop_producten=(wrong,))))
    assert "april" not in str(refused.value)
    assert "ontbreekt" not in str(refused.value)
