"""Toont wat er in een bericht staat, in gewone taal."""

import argparse

from ketenwerk.exchange.wording import safe
from ketenwerk.messages.describe import as_text
from ketenwerk.messages.describe import describe as described
from ketenwerk.messages.read import NotReadable, read

from . import terminal
from .files import content


def run(given: argparse.Namespace) -> int:
    """0 when the message could be read, 1 when it could not."""
    data = content(given.file)
    try:
        bericht = read(data)
    except NotReadable as refused:
        first = refused.findings[0]
        terminal.complain(
            f"{given.file}: geen leesbaar bericht. {first.words().title} ({first.path}). "
            f"Alle bevindingen: ketenwerk check {given.file}"
        )
        return 1
    for line in as_text(described(bericht, mask=given.mask)).splitlines():
        terminal.say(safe(line))
    return 0
