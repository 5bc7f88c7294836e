"""What is measured in a register, each act in a process of its own: `python -m ketenwerk.bench.acts work`. Prints JSON.

It says that it has started up, and begins when it is told to.
"""

import sys
from collections.abc import Callable, Iterator
from datetime import date
from threading import Event
from time import perf_counter, process_time, time
from typing import Any

import msgspec

from ketenwerk.bench import claimacts, material
from ketenwerk.bench.opening import opened
from ketenwerk.messages.write import write

PROVIDERS = 8
SOURCE = "keten"


def fill(begin: int, count: int) -> dict[str, float]:
    """Takes requests in, each of another client, and leaves them to the workers. Seconds that it took."""
    from django.utils import timezone

    from ketenwerk.process import intake

    messages = list(_requests(begin, count))
    now, started = timezone.now(), perf_counter()
    for data in messages:
        intake.take_in(data, "meting.xml", SOURCE, now)
    return {"messages": count, "seconds": perf_counter() - started}


def work() -> dict[str, float]:
    """Deals with what waits. The moments of its begin and end, and the seconds that it used the processor."""
    from ketenwerk.process import worker

    used, begin = process_time(), time()
    done = worker.run(Event(), until_idle=True)
    return {"messages": done, "begin": begin, "end": time(), "used": process_time() - used}


def whole(begin: int, count: int) -> dict[str, float]:
    """Messages in to reply committed, one after the other: kept, judged, entered, answered. Seconds, also of the processor."""
    from django.utils import timezone

    from ketenwerk.process import intake, pipeline

    messages = list(_requests(begin, count))
    now, used, started = timezone.now(), process_time(), perf_counter()
    for data in messages:
        intake.take_in(data, "meting.xml", SOURCE, now)
        pipeline.work_one(now)
    return {"messages": count, "seconds": perf_counter() - started, "used": process_time() - used}


def pages() -> dict[str, dict[str, float]]:
    """The pages of messages and clients (`opening.opened`)."""
    from ketenwerk.register.models import Client

    client = Client.objects.order_by("pk").first()
    assert client is not None
    provider = client.dossiers.select_related("gesprek").get().gesprek.aanbieder
    product = material.REQUESTED.code
    return opened(
        {
            "archief": "/",
            "clienten": "/clienten/",
            "client": f"/clienten/{client.pk}/",
            "traject": f"/trajecten/{client.pk}/{provider}/{product}/",
        }
    )


def _requests(begin: int, count: int) -> Iterator[bytes]:
    today = date.today()  # noqa: DTZ011  a request is dated where it is made
    for number, bsn in enumerate(material.bsns(begin + count)):
        if number >= begin:
            yield write(material.request(number, bsn, f"980001{number % PROVIDERS:02}", today))


ACTS: dict[str, Callable[..., Any]] = {
    "fill": fill, "work": work, "whole": whole, "pages": pages, "months": claimacts.months, "largest": claimacts.largest,
    "claim_pages": claimacts.pages, "provider_pages": claimacts.provider_pages,
}  # fmt: skip


def main(act: str, *given: str) -> None:
    from django.utils import timezone

    from ketenwerk.web.serve import prepare

    prepare()
    from ketenwerk.register import parties

    parties.add_own("jw", material.GEMEENTE, timezone.now())
    sys.stdout.buffer.write(b"\n")
    sys.stdout.buffer.flush()
    sys.stdin.buffer.readline()
    sys.stdout.buffer.write(msgspec.json.encode(ACTS[act](*map(int, given))))


if __name__ == "__main__":
    main(*sys.argv[1:])
