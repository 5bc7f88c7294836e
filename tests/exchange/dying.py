"""What the kill test of the outgoing folder runs in processes of its own."""

import os
import signal
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import builders as b
from ketenwerk.exchange.outgoing import OutgoingFolder
from ketenwerk.messages.write import write
from ketenwerk.process import intake
from ketenwerk.process.outbox import deliver_one, unsent
from ketenwerk.register import parties
from ketenwerk.register.models import Voorval

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def fill(count: int) -> None:
    parties.add_own("jw", b.GEMEENTE, NOW)
    for place in range(count):
        intake.receive(write(b.bericht305("jw")), f"{place}.xml", "keten", NOW)


def send(folder: str, when: str) -> None:
    """Sends all there is; the process is killed right before or right after the first file is in the folder."""
    out = OutgoingFolder(Path(folder))

    def dies(*given: Any) -> None:
        if when == "after":
            out(*given)
        os.kill(os.getpid(), signal.SIGKILL)

    while deliver_one(dies if when else out, NOW, channel="map"):
        pass


def tell() -> None:
    print(unsent().count(), Voorval.objects.filter(soort=Voorval.Soort.VERSTUURD).count())
