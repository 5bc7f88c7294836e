"""Files that want something else than being read: DOCTYPEs, links to the outside, wrong encodings, bytes that are no message.

Each gives a finding with words, or is read where the standard reads it. None opens a file, makes a connection, or raises anything
but NotReadable.
"""

import gzip
import io
import os
import socket
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

import seeded
from ketenwerk.messages.finding import Finding
from ketenwerk.messages.read import NotReadable, reading
from ketenwerk.messages.write import write
from ketenwerk.standard.release import MESSAGES

MESSAGE = MESSAGES["JW307"]
GOOD = write(seeded.minimal(MESSAGE))
HEAD, BODY = GOOD.split(b"?>\n", 1)
XSI = b'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'


def refused(data: bytes) -> tuple[Finding, ...]:
    """The findings that refuse these bytes, each with Dutch words in which nothing is left to fill in."""
    with pytest.raises(NotReadable) as error:
        reading(data)
    for finding in error.value.findings:
        words = finding.words("nl")
        assert all(
            part and not {"{element}", "{found}", "{expected}"} & set(part.split())
            for part in (words.title, words.what, words.now)
        )
    return error.value.findings


def with_doctype(doctype: str, body: bytes = BODY) -> bytes:
    return HEAD + b"?>\n" + doctype.encode() + b"\n" + body


class Trap:
    """A named pipe and a port of this computer, with an eye on both: `sprung` says which of them somebody came to."""

    def __init__(self, folder: Path) -> None:
        self.pipe = folder / "val.xsd"
        os.mkfifo(self.pipe)
        self._server = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._server.getsockname()[1]}/val.xsd"
        self.sprung: list[str] = []
        self._over = False
        self._watchers = [threading.Thread(target=watch, daemon=True) for watch in (self._watch_pipe, self._watch_port)]
        for watcher in self._watchers:
            watcher.start()

    def _watch_pipe(self) -> None:
        with self.pipe.open("wb") as pipe:
            if not self._over:
                self.sprung.append("pipe")
                pipe.write(b"geheim")

    def _watch_port(self) -> None:
        connection, _ = self._server.accept()
        if not self._over:
            self.sprung.append("port")
        connection.close()

    def close(self) -> None:
        self._over = True
        os.close(os.open(self.pipe, os.O_RDONLY | os.O_NONBLOCK))
        socket.create_connection(self._server.getsockname()).close()
        for watcher in self._watchers:
            watcher.join(timeout=10)
        self._server.close()


@pytest.fixture
def trap(tmp_path: Path) -> Iterator[Trap]:
    made = Trap(tmp_path)
    yield made
    made.close()


def test_the_trap_works(trap: Trap) -> None:
    """A parser that does follow links is noticed."""
    parser = etree.XMLParser(resolve_entities=True, load_dtd=True, no_network=False)
    with pytest.raises(etree.XMLSyntaxError):
        etree.fromstring(with_doctype(f'<!DOCTYPE a SYSTEM "{trap.pipe}">', b"<a/>"), parser)
    socket.create_connection(("127.0.0.1", int(trap.url.split(":")[2].split("/")[0]))).close()
    for watcher in trap._watchers:
        watcher.join(timeout=10)
    assert sorted(trap.sprung) == ["pipe", "port"]


DOCTYPES = {
    "bare": "<!DOCTYPE Bericht>",
    "lower case": "<!doctype Bericht>",
    "internal entity": '<!DOCTYPE Bericht [<!ENTITY x "y">]>',
    "external entity": '<!DOCTYPE Bericht [<!ENTITY x SYSTEM "{pipe}">]>',
    "external entity by url": '<!DOCTYPE Bericht [<!ENTITY x SYSTEM "{url}">]>',
    "parameter entity": '<!DOCTYPE Bericht [<!ENTITY % x SYSTEM "{pipe}"> %x;]>',
    "external subset": '<!DOCTYPE Bericht SYSTEM "{pipe}">',
    "public subset": '<!DOCTYPE Bericht PUBLIC "-//X//Y" "{url}">',
    "after a comment": '<!-- a --> <?p q?>\n<!DOCTYPE Bericht SYSTEM "{pipe}">',
    "billion laughs": "<!DOCTYPE Bericht [<!ENTITY a0 'ha'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 30))
    + "]>",
    "quadratic": "<!DOCTYPE Bericht [<!ENTITY a '" + "x" * 50_000 + "'>]>",
}


@pytest.mark.parametrize("case", DOCTYPES)
@pytest.mark.parametrize("where", ["text", "attribute", "nowhere"])
def test_doctype_is_refused_and_nothing_in_it_is_followed(case: str, where: str, trap: Trap) -> None:
    doctype = DOCTYPES[case].format(pipe=trap.pipe, url=trap.url) if "{" in DOCTYPES[case] else DOCTYPES[case]
    body = {
        "text": BODY.replace(b"<jw307:Bsn>", b"<jw307:Bsn>&x;&a29;"),
        "attribute": BODY.replace(b"<jw307:Header>", b'<jw307:Header a="&x;">'),
        "nowhere": BODY,
    }[where]
    (finding,) = refused(with_doctype(doctype, body))
    assert finding.key == ("XML.doctype" if "<!DOCTYPE" in doctype or case == "lower case" else "XML.fout")
    assert finding.line == with_doctype(doctype).split(b"<!D")[0].split(b"<!d")[0].count(b"\n") + 1
    assert trap.sprung == []


def test_doctype_in_utf_16_is_refused_too() -> None:
    assert refused(with_doctype("<!DOCTYPE Bericht>").decode().encode("utf-16"))[0].key == "XML.doctype"


@pytest.mark.parametrize("name", ["x", "nbsp", "eacute", "%x"])
def test_reference_to_nothing_is_refused(name: str) -> None:
    (finding,) = refused(GOOD.replace(b"<jw307:Bsn>", f"<jw307:Bsn>&{name};".encode()))
    assert finding.key == ("XML.fout" if name == "%x" else "XML.entiteit")


LINKS = {
    "schemaLocation to a file": b'xsi:schemaLocation="urn:x %(pipe)s"',
    "schemaLocation to a url": b'xsi:schemaLocation="urn:x %(url)s urn:y %(url)s"',
    "schemaLocation of our own namespace": b'xsi:schemaLocation="%(own)s %(pipe)s"',
    "schemaLocation of the base namespace": b'xsi:schemaLocation="%(base)s %(pipe)s"',
    "schemaLocation with half a pair": b'xsi:schemaLocation="%(pipe)s"',
    "noNamespaceSchemaLocation": b'xsi:noNamespaceSchemaLocation="%(pipe)s"',
    "noNamespaceSchemaLocation to a url": b'xsi:noNamespaceSchemaLocation="%(url)s"',
}


@pytest.mark.parametrize("where", [b"<jw307:Bericht ", b"<jw307:Header", b"<jw307:Bsn"])
@pytest.mark.parametrize("link", LINKS)
def test_hint_to_a_schema_is_not_followed_and_changes_no_verdict(link: str, where: bytes, trap: Trap) -> None:
    places = {
        b"pipe": str(trap.pipe).encode(),
        b"url": trap.url.encode(),
        b"own": MESSAGE.namespace.encode(),
        b"base": MESSAGE.base_namespace.encode(),
    }
    attribute = b" " + XSI + b" " + LINKS[link] % places + b" "
    linked = GOOD.replace(where, where + attribute, 1)
    assert linked != GOOD
    assert reading(linked).bericht == reading(GOOD).bericht
    wrong = linked.replace(b"<jw307:Bsn", b"<jw307:Bsm", 1).replace(b"</jw307:Bsn>", b"</jw307:Bsm>", 1)
    assert [finding.key for finding in refused(wrong)] == ["XSD.onbekend", "XSD.ontbreekt"]
    assert trap.sprung == []


def test_xinclude_and_stylesheet_are_not_followed(trap: Trap) -> None:
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{trap.pipe}" parse="text"/>'.encode()
    (finding,) = refused(GOOD.replace(b"<jw307:Client>", b"<jw307:Client>" + include))
    assert (finding.key, finding.path) == ("XSD.onbekend", "/Bericht/Client/include")
    (finding,) = refused(GOOD.replace(b"<jw307:Bsn>", b"<jw307:Bsn>" + include))
    assert finding.key == "XSD.bevat_elementen"
    styled = HEAD + f'?><?xml-stylesheet href="{trap.pipe}" type="text/xsl"?><?xml-model href="{trap.url}"?>'.encode() + BODY
    assert reading(styled).bericht == reading(GOOD).bericht
    assert trap.sprung == []


@pytest.mark.parametrize(
    "attribute",
    [
        b'xsi:type="xs:string"',
        b'xsi:type="nergens:Iets"',
        b'xsi:type="jw307:Client"',
        b'xsi:nil="true"',
        b'xsi:nil="0"',
        b'xsi:x=""',
    ],
)
def test_attribute_that_would_change_the_schema_is_refused_where_it_stands(attribute: bytes) -> None:
    spoilt = GOOD.replace(
        b"<jw307:Bsn>", b"\n<jw307:Bsn " + XSI + b' xmlns:xs="http://www.w3.org/2001/XMLSchema" ' + attribute + b">"
    )
    (finding,) = refused(spoilt)
    assert (finding.key, finding.path, finding.line) == ("XSD.attribuut", "/Bericht/Client/Bsn", 3)


def zipped() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("JW307.xml", GOOD)
    return buffer.getvalue()


NO_MESSAGE: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "XML.leeg"),
    "blanks": (b" \n\t\r\n " * 100, "XML.leeg"),
    "declaration only": (HEAD + b"?>\n", "XML.geen_xml"),
    "zip": (zipped(), "XML.zip"),
    "gzip": (gzip.compress(GOOD), "XML.zip"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "XML.geen_xml"),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "XML.geen_xml"),
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "XML.geen_xml"),
    "text": (b"Geachte heer, hierbij de zorg", "XML.geen_xml"),
    "json": (b'{"Bericht": 1}', "XML.geen_xml"),
    "csv": (b"bsn;product\n999990019;45A04", "XML.geen_xml"),
    "html": (b"<html><body>x</body></html>", "TYPE.onbekend"),
    "html with doctype": (b"<!DOCTYPE html><html></html>", "XML.doctype"),
    "null bytes": (b"\0" * 1000, "XML.geen_xml"),
    "half a tag": (b"<", "XML.fout"),
    "tag without name": (b"<>", "XML.fout"),
    "closing tag": (b"</jw307:Bericht>", "XML.fout"),
    "control character as name": (b"<\x01/>", "XML.fout"),
    "text before the root": (b"x" + BODY, "XML.geen_xml"),
    "two declarations": (HEAD + b"?>" + GOOD, "XML.fout"),
    "blank before the declaration": (b"\n" + GOOD, "XML.fout"),
    "two roots": (GOOD + BODY, "XML.einde"),
    "text after the root": (GOOD + b"klaar", "XML.einde"),
    "null byte after the root": (GOOD + b"\0", "XML.einde"),
    "unbound prefix": (BODY.replace(b"xmlns:jw307", b"xmlns:jw308"), "XML.naamruimte"),
    "unbound prefix within": (GOOD.replace(b"<jw307:Client>", b"<x:y/><jw307:Client>"), "XML.naamruimte"),
    "attribute twice": (GOOD.replace(b"<jw307:Client>", b'<jw307:Client a="1" a="2">'), "XML.fout"),
    "attribute without value": (GOOD.replace(b"<jw307:Client>", b"<jw307:Client a>"), "XML.fout"),
    "control character": (GOOD.replace(b"<jw307:Bsn>", b"<jw307:Bsn>\x0b"), "XML.teken"),
    "null byte within": (GOOD.replace(b"<jw307:Bsn>", b"<jw307:Bsn>\0"), "XML.teken"),
    "reference to a control character": (GOOD.replace(b"<jw307:Bsn>", b"<jw307:Bsn>&#11;"), "XML.teken"),
    "reference to a null": (GOOD.replace(b"<jw307:Bsn>", b"<jw307:Bsn>&#0;"), "XML.teken"),
    "reference beyond the last character": (GOOD.replace(b"<jw307:Bsn>", b"<jw307:Bsn>&#x110000;"), "XML.teken"),
    "comment with two hyphens": (GOOD.replace(b"<jw307:Client>", b"<!-- a -- b --><jw307:Client>"), "XML.fout"),
    "unfinished cdata": (GOOD.replace(b"<jw307:Bsn>", b"<jw307:Bsn><![CDATA["), "XML.fout"),
    "tags that cross": (GOOD.replace(b"</jw307:Bsn>", b"</jw307:Bsm>"), "XML.tags"),
    "latin-1 that says utf-8": (GOOD.replace(b"<jw307:Bsn>", b"<jw307:Bsn>\xe9"), "XML.tekenset_klopt_niet"),
    "ascii that is not": (
        GOOD.replace(b"UTF-8", b"US-ASCII").replace(b"<jw307:Bsn>", b"<jw307:Bsn>\xe9"),
        "XML.tekenset_klopt_niet",
    ),
    "half a surrogate in utf-8": (GOOD.replace(b"<jw307:Bsn>", b"<jw307:Bsn>\xed\xa0\x80"), "XML.tekenset_klopt_niet"),
    "overlong utf-8": (GOOD.replace(b"<jw307:Bsn>", b"<jw307:Bsn>\xc0\xbc"), "XML.tekenset_klopt_niet"),
    "utf-16 without mark": (GOOD.decode().encode("utf-16-le"), "XML.tekenset"),
    "utf-16 the other way without mark": (GOOD.decode().encode("utf-16-be"), "XML.tekenset"),
    "utf-16 that is broken off": (GOOD.decode().encode("utf-16")[:-1], "XML.tekenset"),
    "says utf-16 but is not": (GOOD.replace(b"UTF-8", b"UTF-16"), "XML.tekenset"),
    "utf-32": (GOOD.decode().encode("utf-32"), "XML.tekenset"),
    "utf-32 without mark": (GOOD.decode().encode("utf-32-be"), "XML.tekenset"),
    "ebcdic": (GOOD.decode().encode("cp037"), "XML.tekenset"),
    "utf-7": (GOOD.replace(b"UTF-8", b"UTF-7"), "XML.tekenset"),
    "unknown encoding": (GOOD.replace(b"UTF-8", b"KLINGON"), "XML.tekenset"),
    "mark of utf-8 and says latin-1": (b"\xef\xbb\xbf" + GOOD.replace(b"UTF-8", b"ISO-8859-1"), "XML.tekenset"),
}


@pytest.mark.parametrize("case", NO_MESSAGE)
def test_what_is_no_message_is_refused_with_its_cause(case: str) -> None:
    data, key = NO_MESSAGE[case]
    assert [finding.key for finding in refused(data)] == [key]


def test_byte_order_mark_is_a_signal_and_no_reason_to_refuse() -> None:
    got = reading(b"\xef\xbb\xbf" + GOOD)
    assert got.bericht == reading(GOOD).bericht
    (signal,) = got.signals
    assert (signal.key, signal.signal) == ("XML.bom", True)


@pytest.mark.parametrize("written", ["+5", "005", " 5 ", "\n5\t", "0" * 1000 + "5", "0" * 5000 + "5", "+" + "0" * 5000 + "5"])
def test_number_that_the_standard_reads_as_five_is_five(written: str) -> None:
    data = write(seeded.full(MESSAGE)).decode()
    start = data.index("<jw307:ToewijzingNummer>") + len("<jw307:ToewijzingNummer>")
    data = data[:start] + written + data[data.index("<", start) :]
    assert reading(data.encode()).bericht.client.stop_producten[0].toewijzing_nummer == 5


@pytest.mark.parametrize("written", ["9" * 1000, "9" * 5000, "-5", "-" + "9" * 5000, "1" + "0" * 9, "0" * 5000 + "1" + "0" * 9])
def test_number_out_of_bounds_is_a_finding_however_long(written: str) -> None:
    data = write(seeded.full(MESSAGE)).decode()
    start = data.index("<jw307:ToewijzingNummer>") + len("<jw307:ToewijzingNummer>")
    data = data[:start] + written + data[data.index("<", start) :]
    (finding,) = refused(data.encode())
    assert (finding.key, finding.expected) == ("XSD.bereik", "0 - 999999999")
    assert finding.found
    assert len(finding.found) <= 80
    assert written.startswith(finding.found.removesuffix("…"))


@pytest.mark.parametrize("time", ["24:00:00", "10:00:00.1234567", "10:00:00." + "1" * 1000])
def test_time_finer_than_python_holds_is_kept_as_written(time: str) -> None:
    data = write(seeded.minimal(MESSAGES["JW301"])).decode()
    start = data.index("<jw301:Toewijzingstijd>") + len("<jw301:Toewijzingstijd>")
    got = reading((data[:start] + time + data[data.index("<", start) :]).encode()).bericht
    assert got.client.toegewezen_producten[0].toewijzingstijd == time
