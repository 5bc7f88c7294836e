"""Runs a command beside a PostgreSQL server of its own, which is gone afterwards: `with_postgres.py pytest tests/register`.

The command finds the server through DATABASE_URL, and KETENWERK_TEST_DB says that it was meant to.
"""

import os
import subprocess
import sys

from ketenwerk.bench.postgres import server


def main(command: list[str]) -> int:
    if not command:
        print(__doc__, file=sys.stderr)
        return 2
    with server() as url:
        given = {**os.environ, "DATABASE_URL": url, "KETENWERK_TEST_DB": "postgres"}
        return subprocess.run(command, env=given, check=False).returncode  # noqa: S603  the command that was asked for


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
