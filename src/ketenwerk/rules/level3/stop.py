"""The stop of delivery (307) beside the starts and stops before it.

Four rules that each look at one thing, so one wrong stop can break several: a stop after a definite stop has no running start
(TR382) and comes after the end (TR415). Each is said.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ketenwerk.ledger.facts import Dossier, StartSleutel, StopSleutel, start_key, stop_key
from ketenwerk.ledger.levering import is_temporary
from ketenwerk.rules.registry import Hit, both, finding, rule
from ketenwerk.standard import m307
from ketenwerk.standard.types import Wet

from .regie import key_in_words, reported


@rule("TR382", level=3, code="9069", on=both("307"))
def stops_a_running_start(client: m307.Client, stand: Dossier, wet: Wet) -> Iterator[Hit]:
    """A stop has the key of a start that runs; a definite stop may also follow a temporary one, without a new start (OP377)."""
    stops: defaultdict[StartSleutel, list[StopSleutel]] = defaultdict(list)
    for sleutel in stand.stops:
        stops[sleutel.start].append(sleutel)
    for stop in reported(client.stop_producten):
        start = start_key(stop)
        definite = not is_temporary(stop.reden_beeindiging, wet)
        only_paused = all(is_temporary(earlier.reden_beeindiging, wet) for earlier in stops[start])
        if start not in stand.starts or (stops[start] and not (definite and only_paused)):
            yield finding(stop, found=key_in_words(start))


@rule("TR413", level=3, code="9413", on=both("307"))
def one_temporary_stop(client: m307.Client, stand: Dossier, wet: Wet) -> Iterator[Hit]:
    """What has been stopped temporarily is not stopped temporarily again."""
    for stop, earlier in _with_earlier(client, stand):
        if is_temporary(stop.reden_beeindiging, wet) and earlier.temporary:
            yield finding(stop, found=key_in_words(stop_key(stop)))


@rule("TR414", level=3, code="9414", on=both("307"))
def stop_does_not_go_back(client: m307.Client, stand: Dossier) -> Iterator[Hit]:
    """A stop ends on or after the end of each stop that stands: a definite stop may have the day of the temporary one."""
    for stop, earlier in _with_earlier(client, stand):
        if stop.einddatum < earlier.last:
            yield finding(stop, found=stop.einddatum, expected=f">= {earlier.last}")


@rule("TR415", level=3, code="9415", on=both("307"))
def nothing_after_a_definite_stop(client: m307.Client, stand: Dossier, wet: Wet) -> Iterator[Hit]:
    """What has been stopped for good is not stopped again, neither temporarily nor for good."""
    for stop, earlier in _with_earlier(client, stand):
        if earlier.definite:
            yield finding(stop, found=key_in_words(stop_key(stop)))


class _Group(NamedTuple):
    """Stops that TR413, TR414 and TR415 compare: of one assignment, or without one of one product (C-50), and one begin."""

    nummer: int | None
    product: tuple[str | None, str | None] | None
    begin: date


class _Earlier(NamedTuple):
    """What the stops of a group say together."""

    last: date = date.min
    temporary: bool = False
    definite: bool = False

    def and_then(self, stop: StopSleutel, wet: Wet) -> "_Earlier":
        temporary = is_temporary(stop.reden_beeindiging, wet)
        return _Earlier(max(self.last, stop.einddatum), self.temporary or temporary, self.definite or not temporary)


def _group(start: StartSleutel) -> _Group:
    taakgericht = start.toewijzing_nummer is None
    return _Group(start.toewijzing_nummer, (start.categorie, start.code) if taakgericht else None, start.begindatum)


def _with_earlier(client: m307.Client, stand: Dossier) -> Iterator[tuple[m307.StopProduct, _Earlier]]:
    """Each stop that the message adds, with what its group holds: the stops that stand and those before it in the message."""
    wet = stand.gesprek.wet
    groups: defaultdict[_Group, _Earlier] = defaultdict(_Earlier)
    for sleutel in stand.stops:
        groups[_group(sleutel.start)] = groups[_group(sleutel.start)].and_then(sleutel, wet)
    for stop in reported(client.stop_producten):
        sleutel = stop_key(stop)
        group = _group(sleutel.start)
        yield stop, groups[group]
        groups[group] = groups[group].and_then(sleutel, wet)
