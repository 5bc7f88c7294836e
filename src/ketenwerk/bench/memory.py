"""Peak memory of judging one message, in a process of its own: what came before must not count."""

import subprocess
import sys
import tempfile
from pathlib import Path

import msgspec

_MIB = 1024 * 1024


class Peak(msgspec.Struct, frozen=True, gc=False):
    """Megabytes (of 1,048,576 bytes): before, at the highest point, and the verdict on the message."""

    before: float
    peak: float
    verdict: str


def peak(data: bytes) -> Peak:
    """Judges the message and makes and writes the reply, in a new interpreter. Raises CalledProcessError when that fails."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bericht.xml"
        path.write_bytes(data)
        done = subprocess.run([sys.executable, "-m", __name__, str(path)], capture_output=True, check=True)  # noqa: S603  ourselves
    return msgspec.json.decode(done.stdout, type=Peak)


def _judge(path: Path) -> Peak:
    from datetime import date

    from ketenwerk import check, reply, write

    before = _highest()
    report = check(path.read_bytes())
    answer = reply(report, identificatie="METING1", dagtekening=date(2026, 5, 7))
    if answer is not None:
        write(answer)
    return Peak(before, _highest(), report.verdict)


def _highest() -> float:
    """Highest resident memory so far. On Linux from the kernel's status: `getrusage` also counts the process that started us."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    import resource

    highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return highest / _MIB if sys.platform == "darwin" else highest / 1024


if __name__ == "__main__":
    sys.stdout.buffer.write(msgspec.json.encode(_judge(Path(sys.argv[1]))))
