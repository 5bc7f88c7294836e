"""Starts the application with the demonstration in it, for one person on one machine."""

import os
import socket
import sys
import threading
import time
import webbrowser
from pathlib import Path

from ketenwerk.web.serve import prepare, serve

HOST = "127.0.0.1"
_PATIENCE = 30.0
_PAUSE = 0.1


def run(port: int = 8000, *, browser: bool = True, folder: Path | None = None) -> None:
    """Fills the archive, opens the browser where there is one, and serves until it is interrupted.

    `folder` holds messages of one's own to begin with. Raises OSError for a port that is taken and a folder that is none.
    """
    if folder is not None and not folder.is_dir():
        raise NotADirectoryError(20, "geen map", str(folder))
    prepare()
    fill(folder)
    if browser and _has_screen():
        threading.Thread(target=_open_when_ready, args=(port,), daemon=True).start()
    serve(HOST, port)


def fill(folder: Path | None = None) -> None:
    """What the demonstration begins with. Asks for an application that is prepared."""
    from django.utils import timezone

    from ketenwerk.demo.load import load, load_folder
    from ketenwerk.register.models import Bron

    load(timezone.localdate(), official_examples())
    if folder is not None:
        load_folder(folder, Bron.FOLDER)


def official_examples() -> Path | None:
    """The published examples: in the folder that `KETENWERK_SHARED` names, or in `shared` beside the repository."""
    named = os.environ.get("KETENWERK_SHARED")
    beside = Path(named) if named else Path(__file__).resolve().parents[4] / "shared"
    examples = beside / "standaard" / "voorbeelden"
    return examples if examples.is_dir() else None


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
