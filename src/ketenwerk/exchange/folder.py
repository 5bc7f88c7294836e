"""A watched folder: every message in the inbox is judged and answered, without network or database.

For `in/bericht.xml` the outbox gets

    bericht.bevindingen.json   the judgement, as `ketenwerk check --json` gives it
    bericht.txt                the judgement and the message in plain words, personal data covered
    bericht.antwoord.xml       the reply, where the standard gives one
    verwerkt/bericht.xml       the message itself; under geweigerd/ when level 1 refuses it

A name that is taken gets a number (`bericht-2.txt`): nothing is ever overwritten. Killed at any moment nothing is lost and
nothing is done twice: which name a message gets is noted first, the reply comes after the rest, and the message moves last. A
restart repeats the same work under the same names and makes the same reply.
"""

import hashlib
import json
import os
import stat
from base64 import b32encode
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec

from ketenwerk.messages.describe import as_text, describe
from ketenwerk.messages.write import write
from ketenwerk.rules.judge import Report
from ketenwerk.rules.reply import reply

from .file import judged
from .journal import Entry, Journal
from .outcome import masked, outcome, reply_name
from .place import PART, move, put, sweep
from .wording import lines

DONE, REFUSED = "verwerkt", "geweigerd"
_FINDINGS, _TEXT, _REPLY = ".bevindingen.json", ".txt", ".antwoord.xml"
_UNFINISHED = (".tmp", ".temp", ".part", ".partial", ".filepart", ".crdownload", ".download", ".swp")
_IN_TEXT = 200

Stamp = tuple[int, int]
"""Size and time of change: a file that keeps both is complete."""


class Handled(msgspec.Struct, frozen=True):
    """A message that was dealt with. `files` are the paths below the outbox that came of it, the message itself last."""

    name: str
    report: Report
    files: tuple[str, ...]


class Problem(msgspec.Struct, frozen=True):
    """A file that stays where it is, to be tried again."""

    name: str
    error: OSError


def process_once(inbox: Path, outbox: Path, *, today: date, seen: dict[str, Stamp] | None = None) -> Iterator[Handled | Problem]:
    """Deals with what lies in the inbox, in order of name. `today` is the date of the replies.

    With `seen` only files that have not changed since the round before are taken; the others are noted in it. Without it, all
    are taken to be complete.
    """
    for folder in (outbox, outbox / DONE, outbox / REFUSED):
        folder.mkdir(parents=True, exist_ok=True)
    with Journal(outbox) as journal:
        for folder in (outbox, outbox / DONE, outbox / REFUSED, journal.folder):
            sweep(folder)
        stamps = dict(sorted(_stamps(inbox)))
        journal.forget_all_but(stamps)
        for name, stamp in stamps.items():
            if seen is not None and seen.get(name) != stamp:
                continue
            try:
                yield _handle(inbox / name, outbox, today, journal)
            except OSError as error:
                yield Problem(name, error)
        if seen is not None:
            seen.clear()
            seen.update(stamps)


def _stamps(inbox: Path) -> Iterator[tuple[str, Stamp]]:
    """Ordinary files that somebody has finished writing, as far as their names tell."""
    with os.scandir(inbox) as entries:
        for entry in entries:
            name = entry.name
            if name.startswith((".", "~", PART)) or name.endswith("~") or name.lower().endswith(_UNFINISHED):
                continue
            try:
                found = entry.stat(follow_symlinks=False)
            except OSError:  # gone between listing and looking
                continue
            if stat.S_ISREG(found.st_mode):
                yield name, (found.st_size, found.st_mtime_ns)


def _handle(source: Path, outbox: Path, today: date, journal: Journal) -> Handled:
    digest = _digest(source)
    entry = journal.entry(source.name)
    if entry is None or entry.digest != digest:
        entry = Entry(source.name, _free_stem(source, outbox), digest, today)
        journal.note(entry)
    report = judged(source)
    made = _write(report, entry, outbox)
    kept = _kept(report.verdict == "refused", entry.stem, source.suffix)
    _move(source, outbox / kept, digest)
    journal.forget(entry.name)
    return Handled(source.name, report, (*made, kept))


def _write(report: Report, entry: Entry, outbox: Path) -> list[str]:
    """Writes what comes of a judgement; the reply last, because somebody may be waiting to send it on."""
    findings = json.dumps([outcome(report, entry.name)], ensure_ascii=False, indent=1)
    made = {_FINDINGS: findings + "\n", _TEXT: _text(report, entry)}
    answer = reply(report, identificatie=_identificatie(entry), dagtekening=entry.day)
    contents = {suffix: text.encode() for suffix, text in made.items()}
    if answer is not None:
        contents[_REPLY] = write(answer)
    for suffix, data in contents.items():
        put(outbox / (entry.stem + suffix), data, replace=True)
    return [entry.stem + suffix for suffix in contents]


def _text(report: Report, entry: Entry) -> str:
    told = "\n".join(lines(masked(report), entry.name, limit=_IN_TEXT)) + "\n"
    if report.bericht is None:
        return told
    reason = "" if reply_name(report) else "Op dit bericht hoort geen antwoord.\n"
    return f"{told}{reason}\n{as_text(describe(report.bericht, mask=True))}"


def _identificatie(entry: Entry) -> str:
    """Twelve characters that follow from the message and its name: a repeat gives the same, another message another."""
    mixed = hashlib.sha256(f"{entry.digest} {entry.stem}".encode("utf-8", "surrogateescape")).digest()
    return "R" + b32encode(mixed).decode()[:11]


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _free_stem(source: Path, outbox: Path) -> str:
    """A name under which nothing stands in the outbox yet."""
    number = 1
    while True:
        stem = source.stem if number == 1 else f"{source.stem}-{number}"
        names = [stem + suffix for suffix in (_FINDINGS, _TEXT, _REPLY)]
        names += [_kept(refused, stem, source.suffix) for refused in (True, False)]
        if not any(os.path.lexists(outbox / name) for name in names):
            return stem
        number += 1


def _kept(refused: bool, stem: str, suffix: str) -> str:
    return f"{REFUSED if refused else DONE}/{stem}{suffix}"


def _move(source: Path, target: Path, digest: str) -> None:
    if target.exists() and _digest(target) == digest:
        # Stopped between the two halves of the move.
        source.unlink()
        return
    move(source, target)
