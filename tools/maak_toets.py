"""Writes toets/: one folder per story and law, with its messages and what must be found in them; and the page of scenarios.

python tools/maak_toets.py           writes the folders and docs/scenarios.md
python tools/maak_toets.py --check   exit status 1 when they are not as the stories tell them
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from ketenwerk.protocol.afsprakenbestand import write_toml
from ketenwerk.standard.types import Wet
from toets import VERHALEN, Verhaal
from toets.scenarios import page, read_scenarios

ROOT = Path(__file__).resolve().parent.parent
EXPECTED, AFSPRAKEN = "expected.json", "afspraken.toml"


def files() -> Iterator[tuple[str, bytes]]:
    """Every file by its path below `toets/`, with its bytes."""
    for verhaal in VERHALEN:
        for wet in verhaal.wetten:
            folder = f"{verhaal.naam}-{wet}"
            steps = verhaal.stappen(wet)
            for position, stap in enumerate(steps, 1):
                yield f"{folder}/{stap.name(position)}", stap.data()
            if verhaal.tarieven:
                yield f"{folder}/{AFSPRAKEN}", write_toml(verhaal.afspraken(wet))
            yield f"{folder}/{EXPECTED}", _expected(verhaal, wet)


def _expected(verhaal: Verhaal, wet: Wet) -> bytes:
    steps = verhaal.stappen(wet)
    told = {
        "titel": verhaal.titel,
        "bron": list(verhaal.bron),
        "vandaag": verhaal.vandaag,
        "berichten": [stap.expected(position) for position, stap in enumerate(steps, 1)],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def different(target: Path) -> Iterator[str]:
    """The files that are not as the stories tell them: lacking, other, or left behind."""
    wanted = dict(files())
    found = {path.relative_to(target).as_posix(): path for path in target.glob("*/*") if path.is_file()}
    yield from sorted(wanted.keys() - found.keys())
    yield from (name for name, path in sorted(found.items()) if wanted.get(name) != path.read_bytes())


def write_page(docs: Path, *, check: bool) -> bool:
    """Writes docs/scenarios.md, or only looks; whether it is as the stories tell it. No list, no page."""
    if not (docs / "scenarios.csv").exists():
        return True
    text, target = page(read_scenarios(docs / "scenarios.csv"), VERHALEN), docs / "scenarios.md"
    if check:
        return target.exists() and target.read_text(encoding="utf-8") == text
    target.write_text(text, encoding="utf-8")
    return True


def main(arguments: list[str] | None = None, target: Path = ROOT / "toets") -> int:
    parser = argparse.ArgumentParser(description="Make the folders of toets/ from the stories in tools/toets.")
    parser.add_argument("--check", action="store_true", help="only say whether the folders are up to date")
    wrong = list(different(target))
    check = parser.parse_args(arguments).check
    paged = write_page(target.parent / "docs", check=check)
    if check:
        for name in wrong:
            print(f"maak_toets: toets/{name} is not as its story tells it", file=sys.stderr)
        if not paged:
            print("maak_toets: docs/scenarios.md is not as the stories tell it", file=sys.stderr)
        return 0 if paged and not wrong else 1
    wanted = dict(files())
    for name in wrong:
        if name not in wanted:
            (target / name).unlink()
            continue
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(wanted[name])
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
