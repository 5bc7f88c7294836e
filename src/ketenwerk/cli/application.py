"""The commands that need the application: web pages and what works behind them."""

import argparse
import os
import socket
import sys
import time
import webbrowser
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from threading import Thread

from .files import Unusable

_NEEDED = ("django", "django_htmx", "whitenoise", "waitress", "cryptography")
_DATA = "KETENWERK_DATA"
_DEMO = Path("data", "demo")
_EXAMPLES = Path("..", "shared", "standaard", "voorbeelden")
_TRIES, _PAUSE = 100, 0.2
_MISSING = "deze opdracht vraagt de hele toepassing. Installeer die met: pip install 'ketenwerk[app]'"


def demo(given: argparse.Namespace) -> int:
    """Start de proefomgeving in uw browser, met berichten om mee te beginnen."""
    _need_application()
    if given.folder is not None and not os.path.isdir(given.folder):
        raise Unusable(f"{given.folder}: deze map bestaat niet")
    os.environ.setdefault(_DATA, str(_DEMO.resolve()))
    # In the demonstration, on this machine only, one chooses a role instead of signing in.
    os.environ.setdefault("KETENWERK_DEMO", "1")
    _place(given)
    from ketenwerk.web.serve import prepare

    prepare()
    from ketenwerk.demo.load import load

    load(date.today(), given.folder or _EXAMPLES)  # noqa: DTZ011  the day where the user is
    if not given.no_browser and _has_screen():
        Thread(target=_open_when_ready, args=(given.port,), daemon=True).start()
    return _serve("127.0.0.1", given.port)


def serve(given: argparse.Namespace) -> int:
    """Start de webpagina's."""
    _need_application()
    _place(given)
    return _serve(given.host, given.port)


def ready(given: argparse.Namespace) -> None:
    """Loads the application and its database, for a command without pages. Raises Unusable where it is not installed."""
    _need_application()
    _place(given)
    from ketenwerk.web.serve import prepare

    prepare()


def bench(arguments: list[str]) -> int:
    """Measures the speed; the measurement reads its own arguments."""
    from ketenwerk.bench import main

    return main(arguments)


def _need_application() -> None:
    if any(find_spec(name) is None for name in _NEEDED):
        raise Unusable(_MISSING)


def _place(given: argparse.Namespace) -> None:
    """The settings read the folder for data from the environment."""
    if given.data is not None:
        os.environ[_DATA] = str(given.data.resolve())


def _serve(host: str, port: int) -> int:
    from ketenwerk.web.serve import serve as start

    try:
        start(host, port)
    except OSError as error:
        problem = (error.strerror or str(error)).lower()
        raise Unusable(f"op {host}, poort {port} kan niet worden gewerkt ({problem}). Kies een andere --port") from None
    return 0


def _has_screen() -> bool:
    """Without a screen Python would open a browser in this very terminal."""
    return sys.platform in ("darwin", "win32") or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def _open_when_ready(port: int) -> None:
    for _ in range(_TRIES):
        time.sleep(_PAUSE)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                webbrowser.open(f"http://127.0.0.1:{port}/")
                return
