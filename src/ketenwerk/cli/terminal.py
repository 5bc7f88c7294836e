"""What the commands say at a terminal: results on standard output, all else on standard error, one line each."""

import contextlib
import shutil
import sys
import time
from collections.abc import Mapping

from ketenwerk.exchange.wording import MARKS, safe

_PLAIN = {"goed": "+", "fout": "x", "let op": "!"}


def prepare() -> None:
    """Lets a terminal that cannot show a character show a question mark in its place, instead of stopping halfway."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def utf8() -> None:
    """JSON is UTF-8, whatever the terminal is set to."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")


def say(text: str = "") -> None:
    """A line of the result."""
    print(text)


def complain(text: str) -> None:
    """One line that says what is wrong."""
    print(f"ketenwerk: {safe(text)}", file=sys.stderr, flush=True)


def marks() -> Mapping[str, str]:
    """The signs for verdicts, in characters that the output can show."""
    try:
        "".join(MARKS.values()).encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return _PLAIN
    return MARKS


class Progress:
    """A bar on standard error while there is somebody to see it. Takes itself away before anything else is shown."""

    WIDTH = 30
    EVERY = 0.1

    def __init__(self, total: int, *, shown: bool) -> None:
        self._total = total
        self._shown = shown and sys.stderr.isatty()
        self._done = 0
        self._last = 0.0
        self._visible = False

    def at(self, name: str) -> None:
        """Says what is being done now."""
        now = time.monotonic()
        if self._shown and now - self._last >= self.EVERY:
            self._last = now
            self._draw(name)

    def step(self) -> None:
        """One more is done."""
        self._done += 1

    def clear(self) -> None:
        """Takes the bar away."""
        if self._visible:
            sys.stderr.write("\r\x1b[2K")
            sys.stderr.flush()
            self._visible = False

    def _draw(self, name: str) -> None:
        filled = self.WIDTH * self._done // max(self._total, 1)
        line = f"[{'#' * filled}{'.' * (self.WIDTH - filled)}] {self._done} van {self._total} {safe(name)}"
        room = shutil.get_terminal_size().columns - 1
        sys.stderr.write(f"\r\x1b[2K{line[:room]}")
        sys.stderr.flush()
        self._visible = True

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            self.clear()
