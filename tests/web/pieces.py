"""Messages and files for the tests of the pages, made by the builders: nothing of outside is needed."""

import io
import zipfile
from collections.abc import Iterable

from builders import (
    OTHER_BSN,
    bericht301,
    bericht305,
    bericht307,
    bericht323,
    client323,
    dag,
    prestatie,
    referentie,
    stop,
)
from ketenwerk.messages.write import write


def good() -> bytes:
    return write(bericht307("jw"))


def rejected() -> bytes:
    """A stop before its start (TR018)."""
    return write(bericht307("jw", stop("jw", einddatum=dag("2019-01-01"))))


def refused() -> bytes:
    """A date that is none, at level 1."""
    return good().replace(b"<jw307:StatusAanlevering>1<", b"<jw307:StatusAanlevering>7<")


def no_xml() -> bytes:
    return b"%PDF-1.7 een factuur"


def start() -> bytes:
    return write(bericht305("wmo"))


def assignment() -> bytes:
    return write(bericht301("jw"))


def claim(lines: int) -> bytes:
    """A claim in which every line is a credit of no earlier line: as many findings as lines, at least."""
    rows = (prestatie("jw", product_referentie=referentie(f"RN{n:05d}"), toewijzing_nummer=n) for n in range(1, lines + 1))
    return write(bericht323("jw", client323(*rows), client323(prestatie("jw"), bsn=OTHER_BSN)))


def zipped(files: Iterable[tuple[str, bytes]], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return out.getvalue()
