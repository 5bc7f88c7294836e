"""Files that are made to cost memory or time. Run as a program it reads one of them and says what came of it and at what cost."""

import json
import re
import resource
import sys
import time
from collections.abc import Callable

MB = 1024 * 1024
NS = b"http://www.istandaarden.nl/ijw/3_2/jw307/schema"
OPEN, CLOSE = b'<Bericht xmlns="%s">' % NS, b"</Bericht>"
SPARE = 20_000
"""Bytes that the rest of a message may take beside what is repeated."""


def _message(name: str) -> bytes:
    import seeded
    from ketenwerk.messages.write import write
    from ketenwerk.standard.release import MESSAGES

    return write(seeded.full(MESSAGES[name]))


def _with_value(name: str, element: str, value: bytes) -> bytes:
    """A message in which the first element of that name has this value."""
    pattern = rb"(<\w+:" + element.encode() + rb">)[^<]*"
    return re.sub(pattern, lambda match: match[1] + value, _message(name), count=1)


def _repeated(name: str, element: bytes, change: Callable[[bytes], bytes] = bytes, count: int = 10**9) -> bytes:
    """A message of the largest size in which one element of a collection is repeated."""
    data = _message(name)
    match = re.search(rb"<(\w+:%s)>.*?</\1>" % element, data, re.DOTALL)
    assert match
    one = change(match[0]) + b"\n"
    times = min(count, (25 * MB - len(data)) // len(one))
    return data[: match.end()] + one * times + data[match.end() :]


def _contacts() -> bytes:
    """Legal, and of all legal messages about the one with the most elements for its size."""
    data = _message("JW301").replace(b"jw301:", b"").replace(b"xmlns:jw301", b"xmlns")
    at = data.index(b"<Contactgegevens>") + len(b"<Contactgegevens>")
    contact = b"<Contact><Soort>01</Soort></Contact>"
    return data[:at] + contact * ((25 * MB - len(data)) // len(contact)) + data[at:]


def _attributes(count: int, name: str = "a%d", value: str = "1") -> bytes:
    return b" ".join(f'{name % n}="{value}"'.encode() for n in range(count))


def _unit(line: bytes) -> bytes:
    return re.sub(rb"(Eenheid>)\d\d", rb"\1XX", line)


CASES: dict[str, tuple[Callable[[], bytes], str]] = {
    # What is legal is read, however large.
    "24 MB of comment": (lambda: _with_value("JW301", "Commentaar", b"x y\n" * (6 * MB - SPARE)), "read"),
    "24 MB of fraction in a time": (lambda: _with_value("JW301", "Toewijzingstijd", b"10:00:00." + b"1" * (24 * MB)), "read"),
    "24 MB of zeros before a number": (lambda: _with_value("JW307", "ToewijzingNummer", b"0" * (24 * MB) + b"7"), "read"),
    "24 MB of blanks between elements": (
        lambda: _message("JW307").replace(b"</jw307:Header>", b"</jw307:Header>" + b"\n" * (24 * MB)),
        "read",
    ),
    "24 MB of comments before the root": (lambda: _message("JW307").replace(b"?>", b"?>" + b"<!---->\n" * (3 * MB)), "read"),
    "24 MB of instructions before the root": (lambda: _message("JW307").replace(b"?>", b"?>" + b"<?a?>" * (4 * MB)), "read"),
    "one comment of 24 MB": (lambda: _message("JW307").replace(b"?>", b"?><!--" + b"a" * (24 * MB) + b"-->"), "read"),
    "25 MB of claim": (lambda: _repeated("JW323", b"Prestatie"), "read"),
    "25 MB of claim in utf-16": (lambda: _repeated("JW323", b"Prestatie", count=9000).decode().encode("utf-16"), "read"),
    "25 MB of contacts": (_contacts, "read"),
    # What is not legal is refused, and the list of findings has an end.
    "26 MB": (lambda: b"<" * (26 * MB), "XML.groot"),
    "24 MB of blanks in a name": (lambda: _with_value("JW307", "Achternaam", b" " * (24 * MB)), "XSD.leeg"),
    "24 MB of letters in a name": (lambda: _with_value("JW307", "Achternaam", b"x" * (24 * MB)), "XSD.lang"),
    "24 MB of blanks in a comment": (lambda: _with_value("JW301", "Commentaar", b" " * (24 * MB)), "XSD.leeg"),
    "24 MB of digits": (lambda: _with_value("JW307", "ToewijzingNummer", b"9" * (24 * MB)), "XSD.bereik"),
    "24 MB of year": (lambda: _with_value("JW307", "Begindatum", b"9" * (24 * MB) + b"-01-01"), "XSD.jaar"),
    "24 MB of version": (lambda: _with_value("JW307", "BasisschemaXsdVersie", b"1." * (12 * MB)), "XSD.vorm.versie"),
    "six million elements": (lambda: OPEN + b"<a/>" * (6 * MB) + CLOSE, "XSD.onbekend"),
    "two million elements with texts": (lambda: OPEN + b"<a>x</a>y" * (2 * MB) + CLOSE, "XSD.tekst"),
    "three million texts": (lambda: OPEN + b"x<!---->" * (3 * MB) + CLOSE, "XSD.tekst"),
    "four million references": (lambda: OPEN + b"&#65;" * (4 * MB) + CLOSE, "XSD.tekst"),
    "a million cdata sections": (lambda: OPEN + b"<![CDATA[x]]>" * MB + CLOSE, "XSD.tekst"),
    "an error in each of 20,000 lines": (lambda: _repeated("JW323", b"Prestatie", _unit, 20_000), "XSD.code"),
    "three errors in every line of 25 MB": (
        lambda: _repeated(
            "JW323", b"Prestatie", lambda line: re.sub(rb"Bedrag>\d+|Volume>\d+|ToewijzingNummer>\d+", rb"\g<0>x", line)
        ),
        "XSD.vorm.geheel",
    ),
    "an attribute on two million elements": (lambda: OPEN + b'<a b=""/>' * (2 * MB) + CLOSE, "XSD.onbekend"),
    "half a million elements with four attributes": (
        lambda: OPEN + b'<Header a="1" b="2" c="3" d="4"/>' * (600 * 1024) + CLOSE,
        "XSD.attribuut",
    ),
    "tags of 900 kB with attributes": (lambda: OPEN + (b"<a " + _attributes(75_000) + b"/>") * 25 + CLOSE, "XSD.onbekend"),
    "a wrong type on every line": (
        lambda: _repeated(
            "JW323",
            b"Prestatie",
            lambda line: line.replace(b"Eenheid>", b'Eenheid xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:type="a">', 1),
        ),
        "XSD.attribuut",
    ),
    # What is so large in one place that no message has it is refused unread.
    "100,000 attributes": (lambda: OPEN + b"<Header " + _attributes(100_000) + b"/>" + CLOSE, "XML.buitenmaats"),
    "a million attributes on the root": (lambda: OPEN[:-1] + b" " + _attributes(MB) + b"/>", "XML.buitenmaats"),
    "a million namespaces": (lambda: OPEN + b"<Header " + _attributes(MB, "xmlns:a%d", "u") + b"/>" + CLOSE, "XML.buitenmaats"),
    "half a million elements with a namespace": (lambda: OPEN + b'<a xmlns:b="urn:c"/>' * (MB // 2) + CLOSE, "XML.buitenmaats"),
    "a name of 24 MB": (lambda: OPEN + b"<" + b"a" * (24 * MB) + b"/>" + CLOSE, "XML.buitenmaats"),
    "a root with a name of 24 MB": (lambda: b"<" + b"a" * (24 * MB) + b"/>", "XML.buitenmaats"),
    "a namespace of 24 MB": (lambda: b'<a xmlns="' + b"a" * (24 * MB) + b'"/>', "XML.buitenmaats"),
    "an attribute of 24 MB": (lambda: OPEN + b'<Header a="' + b">" * (24 * MB) + b'"/>' + CLOSE, "XML.buitenmaats"),
    "a tag of blanks": (lambda: OPEN + b"<a" + b" " * (24 * MB) + b"/>" + CLOSE, "XML.buitenmaats"),
    "a tag that never ends": (lambda: b"<a" + b" x" * (12 * MB), "XML.buitenmaats"),
    # And what is no XML at all.
    "100,000 levels": (lambda: OPEN + b"<a>" * 100_000 + b"</a>" * 100_000 + CLOSE, "XML.diep"),
    "100,000 levels that do not close": (lambda: OPEN + b"<a>" * 100_000, "XML.diep"),
    "25 MB of claim that was cut off": (lambda: _repeated("JW323", b"Prestatie")[:-40], "XML.einde"),
    "24 MB of open tags": (lambda: OPEN + b"<a b=''></a>" * (2 * MB) + b"<", "XSD.onbekend"),
    "24 MB of ampersands": (lambda: OPEN + b"&" * (24 * MB) + CLOSE, "XML.fout"),
    "24 MB of nulls": (lambda: OPEN + b"\0" * (24 * MB) + CLOSE, "XML.teken"),
    "24 MB of brackets": (lambda: b"<" * (24 * MB), "XML.fout"),
}
"""The file, and what comes of it: `read`, or the key of the first finding."""


def main(case: str) -> None:
    from ketenwerk.messages.read import NotReadable, reading

    make, _ = CASES[case]
    data = make()
    before = _peak()
    start = time.perf_counter()
    try:
        reading(data)
        result, count, last = "read", 0, ""
    except NotReadable as refused:
        result, count, last = refused.findings[0].key, len(refused.findings), refused.findings[-1].key
    seconds = time.perf_counter() - start
    print(
        json.dumps(
            {
                "result": result,
                "count": count,
                "last": last,
                "before": before,
                "peak": _peak(),
                "seconds": seconds,
                "mb": len(data) / MB,
            }
        )
    )


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(sys.argv[1])
