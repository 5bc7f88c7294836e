"""Lists as files: everything that a list shows, all pages of it, as CSV or as a spreadsheet.

A list comes with the filters and the party scope of its page: the views take their rows from the same function. The name of a
file says what is in it and never of whom.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, Final

import msgspec
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from ketenwerk.sheets import writing
from ketenwerk.sheets.writing import Kop, Tabel

from .shown.csvregels import MARK, written

CSV, XLSX = "csv", "xlsx"
VORMEN: Final = (CSV, XLSX)
AT_ONCE: Final = 500
"""Rows that are asked of the database at a time."""
_TYPE: Final = "text/csv; charset=utf-8"


class Lijst(msgspec.Struct, frozen=True):
    """`naam` is the name of the file without its ending. A cell is text, a number, `Euro`, a day, a time or None."""

    naam: str
    koppen: Sequence[str]
    rijen: Iterable[Sequence[object]]


def download(lijst: Lijst, vorm: str) -> HttpResponseBase:
    """The list as a file. CSV leaves as it is made; a spreadsheet is packed first. Raises Http404 for another form."""
    headers = {"Content-Disposition": f'attachment; filename="{lijst.naam}.{vorm}"'}
    if vorm == CSV:
        return StreamingHttpResponse(_csv(lijst), content_type=_TYPE, headers=headers)
    if vorm == XLSX:
        return HttpResponse(_xlsx(lijst), content_type=writing.TYPE, headers=headers)
    raise Http404


def known(vorm: str) -> None:
    """Raises Http404 for a form that no list has, before anything is asked of the database."""
    if vorm not in VORMEN:
        raise Http404


def files(request: HttpRequest, name: str, *of: object) -> dict[str, str]:
    """The addresses of both forms of a list, with the question of this page."""
    asked = request.GET.copy()
    asked.pop("blad", None)
    question = f"?{asked.urlencode()}" if asked else ""
    return {f"file_{vorm}": f"{reverse(name, args=[*of, vorm])}{question}" for vorm in VORMEN}


def in_parts(rows: QuerySet[Any]) -> Iterator[list[Any]]:
    """The rows in their order, so many at a time: the order is worked out once, however long the list is."""
    keys = list(rows.values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        part = keys[start : start + AT_ONCE]
        found = rows.order_by().in_bulk(part)
        yield [found[key] for key in part if key in found]


def _csv(lijst: Lijst) -> Iterator[bytes]:
    yield MARK + written(lijst.koppen)
    for row in lijst.rijen:
        yield written(row)


def _xlsx(lijst: Lijst) -> bytes:
    koppen = [Kop(naam, max(14, len(naam) + 2)) for naam in lijst.koppen]
    rijen = ([_local(cell) for cell in row] for row in lijst.rijen)
    return writing.write([Tabel(lijst.naam.partition("-")[0].capitalize(), koppen, rijen)])


def _local(cell: object) -> object:
    """A moment as the clock on the wall showed it."""
    return timezone.localtime(cell) if isinstance(cell, datetime) else cell
