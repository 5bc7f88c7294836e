"""Whatever the bytes, reading gives a message or findings, never another exception: cut anywhere, and changed at random."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import seeded
from ketenwerk.messages.read import NotReadable, reading
from ketenwerk.messages.write import write
from ketenwerk.standard.release import MESSAGES
from strategies import searching

SMALL = write(seeded.minimal(MESSAGES["WMO319"]))
FULL = {name: write(seeded.full(MESSAGES[name])) for name in ("JW301", "JW308", "WMO317", "JW323", "WMO325")}


def outcome(data: bytes) -> str:
    """`read`, or the key of the first finding; each finding has words and a place."""
    try:
        reading(data)
    except NotReadable as refused:
        findings = refused.findings
    else:
        return "read"
    assert findings
    for finding in findings:
        assert finding.words("nl").what
        assert finding.words("en").now
        assert finding.path.startswith("/")
        assert finding.line is None or finding.line >= 1
        assert len(finding.found or "") <= 80
    return findings[0].key


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_cut_at_any_byte_is_refused(encoding: str) -> None:
    data = SMALL.decode().encode(encoding)
    last = len(data) - len("\n".encode(encoding.removesuffix("-sig") if encoding != "utf-16" else "utf-16-le"))
    keys = [outcome(data[:length]) for length in range(last)]
    assert "read" not in keys
    root = (
        data.index(">".encode("utf-16-le"), data.index("Bericht".encode("utf-16-le")))
        if encoding == "utf-16"
        else data.index(b">", 60)
    )
    # From the end of the root's own tag on, the message is known and so is what ails it.
    known = set(keys[root + 2 :])
    assert known == ({"XML.einde", "XML.tekenset"} if encoding == "utf-16" else {"XML.einde"})
    assert {"XML.leeg", "XML.fout"} <= set(keys)
    assert outcome(data[:last]) == outcome(data) == "read"


def test_a_file_that_lacks_any_byte_gives_findings_or_a_message() -> None:
    keys = [outcome(SMALL[:at] + SMALL[at + 1 :]) for at in range(len(SMALL))]
    # Some bytes carry nothing: a line end, one letter of a text.
    assert 0 < keys.count("read") < len(keys) // 4
    assert {"XML.tags", "XSD.onbekend", "XSD.ontbreekt", "TYPE.wortel", "TYPE.onbekend", "RELEASE.andere"} & set(keys)


@given(st.binary(max_size=300))
@example(b"<a")
@example(b"<\xff/>")
@example(b"<:/>")
@example(b"<a:b/>")
@example(b"<?xml version='1.0' encoding='utf-8'?><a")
@searching(400)
def test_random_bytes(data: bytes) -> None:
    assert outcome(data) != "read"


_MARKUP = st.sampled_from(
    [
        "<",
        ">",
        "/",
        "?",
        "!",
        "--",
        "[CDATA[",
        "]]",
        "=",
        '"',
        "'",
        "&",
        "&#",
        ";",
        "xml",
        "xmlns",
        ":",
        "a",
        " ",
        "\n",
        "é",
        "\0",
    ]
)


@given(st.lists(_MARKUP, max_size=30).map("".join), st.sampled_from(["utf-8", "latin-1", "utf-16"]))
@searching(400)
def test_random_markup(text: str, encoding: str) -> None:
    assert outcome(("<" + text).encode(encoding)) != "read"


@given(
    st.sampled_from(sorted(FULL)),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 4), st.binary(max_size=6)), min_size=1, max_size=3),
)
@searching(500)
def test_random_edits_of_the_bytes_of_a_message(name: str, edits: list[tuple[float, int, bytes]]) -> None:
    data = FULL[name]
    for place, removed, added in edits:
        at = int(place * len(data))
        data = data[:at] + added + data[at + removed :]
    outcome(data)


@given(st.sampled_from(sorted(FULL)), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
@searching(300)
def test_a_piece_moved_within_a_message(name: str, start: float, end: float, to: float) -> None:
    data = FULL[name]
    first, last = sorted((int(start * len(data)), int(end * len(data))))
    piece, rest = data[first:last], data[:first] + data[last:]
    at = int(to * len(rest))
    outcome(rest[:at] + piece + rest[at:])
    outcome(data[:first] + piece + data[first:])
