"""Texts that tell a right type from one that differs in a single facet: right ones, wrong ones, and the edges."""

from collections.abc import Iterator

from ketenwerk.standard.codelists import codelist
from ketenwerk.standard.types import Simple, Wet

STRINGS = ("", " ", "\t", "\n", "\r", "\u00a0", "x", " x", "x ", "\tx", "a\nb", "a\rb", "\nx", "x\n", "é", "🙂", "x" * 5000)
INTEGERS = (
    "-1",
    "-0",
    "+0",
    "+5",
    "007",
    " 7 ",
    "\n7\t",
    "7.0",
    "7,0",
    "1e3",
    "0x7",
    "７",
    "٣",
    "7 7",
    "+-7",
    "+",
    "-",
    "9" * 30,
    "0" * 5000 + "1",
)
DATES = (
    "2026-02-30",
    "2026-06-31",
    "2024-02-29",
    "2023-02-29",
    "1900-02-29",
    "2026-13-01",
    "2026-00-10",
    "2026-01-00",
    "2026-1-01",
    "26-01-01",
    "20260101",
    "01-01-2026",
    "2026/01/01",
    "2026-01-01Z",
    "2026-01-01+01:00",
    "2026-01-01-05:00",
    "2026-01-01T00:00:00",
    " 2026-01-01\n",
    "+2026-01-01",
    "2026-01-01x",
    "２０２６-01-01",
    "0001-01-01",
    "9999-12-31",
    "-2026-01-01",
    "0000-01-01",
    "12026-01-01",
    "012026-01-01",
    "9999999999-01-01",
)
ODD_TIMES = (
    "24:00:00",
    "24:00:01",
    "24:00:00.0",
    "24:00:00.1",
    "23:59:60",
    "10:60:00",
    "25:00:00",
    "10:00",
    "1:00:00",
    "10:00:00Z",
    "10:00:00+01:00",
    "10:00:00-01:00",
    "10:00:00.1234567",
    " 10:00:00\t",
    "10.00.00",
    "100000",
    "-10:00:00",
    "10:00:00.1.2",
    "１０:00:00",
    "10:00:00 Z",
)
VERSIONS = ("1.0.0", "0.0.0", "01.0.0", "1.0", "1.0.0.0", "1.0.0 ", "v1.0.0", "1.-1.0", "10.20.30")


def values(simple: Simple, wet: Wet) -> tuple[str, ...]:
    """Texts that tell a right type from one that differs in a single facet, right and wrong ones."""
    if simple.base == "integer":
        edge = simple.maximum or 0
        return (*STRINGS, *INTEGERS, *(str(n) for n in range(6)), "0", str(edge), str(edge + 1), f"{edge}.5")
    if simple.base == "date":
        return (*STRINGS, *DATES)
    if simple.base == "time":
        return (*STRINGS, *ODD_TIMES)
    if simple.codelist(wet):
        return (*STRINGS, *_codes(simple, wet))
    digits = tuple(c * n for n in (1, 2, 3, 4, 5, 7, 8, 9, 10, 12, 13, 15, 16, 20, 21) for c in ("5", "a"))
    sized = tuple("é" * n for n in range((simple.max_length or 2) - 1, (simple.max_length or 2) + 2))
    return (*STRINGS, *digits, *sized, *VERSIONS, *CHARACTERS, simple.pattern or "", f"{simple.pattern}1")


CHARACTERS = (
    "Z",
    "À",
    "×",
    "ỳ",
    "ỹ",
    "Ω",
    "A.B",
    "A B",
    "a-b",
    "a1",
    "٣",
    "\u0085",
    "\u2028",
    "\ufffd",
    "123a",
    "+31",
    "12 34",
    "]]>",
    "&amp;",
)


def _codes(simple: Simple, wet: Wet) -> Iterator[str]:
    """Each code of either law, and each kind of text that only resembles a code."""
    known = {code for law in ("jw", "wmo") for code in codelist(simple.codelist(wet) or "").in_schema(law)}
    for name in {simple.list_jw, simple.list_wmo}:
        known |= {code for law in ("jw", "wmo") for code in codelist(name).in_schema(law)}
    yield from sorted(known)
    first = sorted(known)[0]
    yield from (first.lower(), f" {first}", f"{first} ", f"0{first}", first + first, "99", "0", "00", "ZZ", "９")
