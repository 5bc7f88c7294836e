"""Rows of CSV as a Dutch spreadsheet reads them: semicolons, a decimal comma, and no text that it would take for a formula."""

import csv
import io
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.utils import timezone

from ketenwerk.sheets.writing import Euro

MARK: Final = b"\xef\xbb\xbf"
"""By this a spreadsheet knows that it is UTF-8."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def euro(cents: int | None) -> Euro | str:
    return "" if cents is None else Euro(cents)


def written(values: Iterable[object]) -> bytes:
    """One row. Text that a spreadsheet would take for a formula gets a quote in front."""
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerow([_cell(each) for each in values])
    return out.getvalue().encode()


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nee"
        case datetime():
            return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
        case str():
            return f"'{value}" if value.startswith(_FORMULA) else value
        case _:
            return str(value)
