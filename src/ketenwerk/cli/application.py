"""The commands that need the application: web pages and what works behind them."""

import argparse
import errno
import os
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from .files import Unusable

_NEEDED = ("django", "django_htmx", "whitenoise", "waitress", "cryptography", "python_calamine", "xlsxwriter")
_DATA = "KETENWERK_DATA"
_DEMO = Path("data", "demo")
_TROUBLE = {errno.EADDRINUSE: "die is al in gebruik", errno.EACCES: "daarvoor hebt u geen rechten"}
_MISSING = "deze opdracht vraagt de hele toepassing. Installeer die met: pip install 'ketenwerk[app]'"


def demo(given: argparse.Namespace) -> int:
    """Start de proefomgeving in uw browser, met berichten om mee te beginnen."""
    need_application()
    if given.folder is not None and not os.path.isdir(given.folder):
        raise Unusable(f"{given.folder}: deze map bestaat niet")
    os.environ.setdefault(_DATA, str(_DEMO.resolve()))
    # In the demonstration, on this machine only, one chooses a role instead of signing in.
    os.environ.setdefault("KETENWERK_DEMO", "1")
    _place(given)
    from ketenwerk.demo import start
    from ketenwerk.web.serve import prepare

    _on(start.HOST, given.port, lambda: start.claim(given.port))
    _with_keys(prepare)
    start.fill(given.folder)
    start.work()
    if not given.no_browser:
        start.open_browser(given.port)
    return _serve(start.HOST, given.port)


def serve(given: argparse.Namespace) -> int:
    """Start de webpagina's."""
    need_application()
    _place(given)
    return _serve(given.host, given.port)


def ready(given: argparse.Namespace) -> None:
    """Loads the application and its database, for a command without pages. Raises Unusable where it is not installed."""
    need_application()
    _place(given)
    from ketenwerk.web.serve import prepare

    _with_keys(prepare)


def bench(arguments: list[str]) -> int:
    """Measures the speed; the measurement reads its own arguments."""
    from ketenwerk.bench import main

    return main(arguments)


def need_application() -> None:
    """Raises Unusable where only the library is installed."""
    if any(find_spec(name) is None for name in _NEEDED):
        raise Unusable(_MISSING)


def _place(given: argparse.Namespace) -> None:
    """The settings read the folder for data from the environment."""
    if given.data is not None:
        os.environ[_DATA] = str(given.data.resolve())


def _serve(host: str, port: int) -> int:
    from ketenwerk.web.serve import serve as start

    _on(host, port, lambda: _with_keys(lambda: start(host, port)))
    return 0


def _with_keys(work: Callable[[], None]) -> None:
    """Says what is the matter with the keys of encrypted data, where an upgrade or a start needs one that is not there."""
    from ketenwerk.register.crypto import KeyProblem

    try:
        work()
    except KeyProblem as problem:
        raise Unusable(str(problem)) from None


def _on(host: str, port: int, work: Callable[[], None]) -> None:
    try:
        work()
    except OSError as error:
        problem = _TROUBLE.get(error.errno or 0) or (error.strerror or str(error)).lower()
        raise Unusable(f"op {host}, poort {port} kan niet worden gewerkt ({problem}). Kies een andere --port") from None
