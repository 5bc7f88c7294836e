"""Demonstration messages of the invented region Drie Beken: stories of practice, right and wrong, always of today.

Nobody in them exists: names say so, BSNs come from the test range. `load` puts them in the archive; that and `run` need the
application, the rest does not.
"""

from pathlib import Path

from ketenwerk.demo.berichten import DemoMessage, messages

__all__ = ["DemoMessage", "messages", "run"]


def run(port: int = 8000, *, browser: bool = True, folder: Path | None = None) -> None:
    """Starts the demonstration on this machine. See `start.run`."""
    # Not above: this room must be of use without Django.
    from ketenwerk.demo.start import run as start

    start(port, browser=browser, folder=folder)
