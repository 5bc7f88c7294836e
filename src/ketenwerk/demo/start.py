"""What it takes to start the application with the demonstration in it, for one person on one machine."""

import os
import socket
import sys
import time
import webbrowser
from pathlib import Path
from threading import Event, Thread

HOST = "127.0.0.1"
_PATIENCE = 30.0
_PAUSE = 0.1


def claim(port: int) -> None:
    """Raises OSError when pages cannot be served there: better known before the demonstration is made than after it."""
    with socket.socket() as probe:
        if os.name == "posix":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((HOST, port))


def fill(folder: Path | None = None) -> None:
    """What the demonstration begins with, and messages of one's own. Asks for an application that is prepared."""
    from django.utils import timezone

    from ketenwerk.demo.load import load, load_folder
    from ketenwerk.register.models import Bron

    load(timezone.localdate(), official_examples())
    if folder is not None:
        load_folder(folder, Bron.FOLDER)


def work() -> None:
    """Lets what is sent from the pages arrive, in the background, as long as this process lives."""
    from ketenwerk.demo import keten

    Thread(target=keten.run, args=(Event(),), daemon=True).start()


def official_examples() -> Path | None:
    """The published examples: in the folder that `KETENWERK_SHARED` names, or in `shared` beside the repository."""
    named = os.environ.get("KETENWERK_SHARED")
    beside = Path(named) if named else Path(__file__).resolve().parents[4] / "shared"
    examples = beside / "standaard" / "voorbeelden"
    return examples if examples.is_dir() else None


def open_browser(port: int) -> None:
    """Opens the pages as soon as they are there, where there is a screen."""
    if _has_screen():
        Thread(target=_open_when_ready, args=(port,), daemon=True).start()


def _has_screen() -> bool:
    """Without one, `webbrowser` would put a text browser in the terminal."""
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _open_when_ready(port: int) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        try:
            with socket.create_connection((HOST, port), timeout=1):
                break
        except OSError:
            time.sleep(_PAUSE)
    else:
        return
    webbrowser.open(f"http://{HOST}:{port}/")
