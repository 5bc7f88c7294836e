"""Rows of CSV as a Dutch spreadsheet reads them: semicolons, a decimal comma, and no text that it would take for a formula."""

import csv
import io
from collections.abc import Iterable
from typing import Final

from ketenwerk.sheets.writing import Euro

MARK: Final = b"\xef\xbb\xbf"
"""By this a spreadsheet knows that it is UTF-8."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def euro(cents: int | None) -> Euro | str:
    return "" if cents is None else Euro(cents)


def written(values: Iterable[object]) -> bytes:
    """One row. Text that a spreadsheet would take for a formula gets a quote in front."""
    out = io.StringIO()
    safe = [f"'{each}" if isinstance(each, str) and each.startswith(_FORMULA) else str(each) for each in values]
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerow(safe)
    return out.getvalue().encode()
