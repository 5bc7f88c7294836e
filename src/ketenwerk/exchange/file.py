"""The judgement on a file, however large: what the chain would never carry is not read into memory."""

from datetime import date
from pathlib import Path

from ketenwerk.messages.finding import Finding
from ketenwerk.messages.recognise import MAX_BYTES
from ketenwerk.rules.judge import Report, check

_MEGABYTE = 1024 * 1024
READ_AT_MOST = 4 * MAX_BYTES


def judged(path: Path, today: date | None = None) -> Report:
    """The judgement of `check` on the message in this file. Raises OSError."""
    size = path.stat().st_size
    return check(path.read_bytes(), today=today) if size <= READ_AT_MOST else Report((_too_large(size),))


def _too_large(size: int) -> Finding:
    found, expected = f"{size / _MEGABYTE:.1f} MB", f"{MAX_BYTES // _MEGABYTE} MB"
    return Finding(rule="XML", level=1, path="/", found=found, expected=expected, key="XML.groot")
