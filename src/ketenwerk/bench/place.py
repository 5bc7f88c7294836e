"""A register of its own for a measurement: each act in a process of its own, told over its standard input and output."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec

GO = b"begin\n"


class Place(msgspec.Struct, frozen=True):
    """Where the acts of `bench.acts` find their register: variables of the environment."""

    env: dict[str, str]

    def tell(self, act: str, *given: int) -> Any:
        """Has one act done, and gives what it says. Raises CalledProcessError, with its errors, when that fails."""
        (said,) = self.together(1, act, *given)
        return said

    def together(self, count: int, act: str, *given: int) -> list[Any]:
        """Has the same act done by several processes. None begins before all of them have started up."""
        command = [sys.executable, "-m", "ketenwerk.bench.acts", act, *map(str, given)]
        pipe = subprocess.PIPE
        running = [
            subprocess.Popen(command, env=self.env, stdin=pipe, stdout=pipe, stderr=pipe)  # noqa: S603  ourselves
            for _ in range(count)
        ]
        try:
            for each in running:
                assert each.stdout is not None
                each.stdout.readline()
            return [_said(each, command) for each in _released(running)]
        finally:
            for each in running:
                each.kill()
                each.wait()


@contextmanager
def place(url: str = "") -> Iterator[Place]:
    """An empty register: in a file of its own, or on the server at that address."""
    from ketenwerk.register.crypto import ENVIRONMENT, new_key

    with tempfile.TemporaryDirectory(prefix="ketenwerk-bench-") as folder:
        own = {"KETENWERK_DATA": folder, ENVIRONMENT: new_key(), "DATABASE_URL": url, "KETENWERK_DEMO": ""}
        yield Place({**os.environ, **own})


def _released(running: "list[subprocess.Popen[bytes]]") -> "list[subprocess.Popen[bytes]]":
    for each in running:
        assert each.stdin is not None
        if each.poll() is None:
            each.stdin.write(GO)
            each.stdin.flush()
    return running


def _said(process: "subprocess.Popen[bytes]", command: list[str]) -> Any:
    out, errors = process.communicate()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, out, errors)
    return msgspec.json.decode(out)
