"""The figures, by group. A group and its floor are measured in one run, in turns; the ratio then means the same everywhere."""

from collections.abc import Callable
from datetime import date
from typing import Any

from lxml import etree

from ketenwerk.bench import material
from ketenwerk.bench.clock import best
from ketenwerk.bench.declareren import claims
from ketenwerk.bench.memory import peak
from ketenwerk.bench.peers import peers
from ketenwerk.bench.register import register
from ketenwerk.bench.row import Row, Settings
from ketenwerk.messages.read import builder, parser
from ketenwerk.messages.recognise import MAX_BYTES, Source, prepare, recognise
from ketenwerk.messages.values import Dates
from ketenwerk.messages.write import write
from ketenwerk.rules.engine import level2
from ketenwerk.rules.judge import check
from ketenwerk.rules.reply import reply

SMALL_PER_ROUND = 400
PEER_LINES = 1000
ANSWERED = date(2026, 5, 7)

Task = Callable[[], Any]


def _floor(data: bytes) -> Task:
    return lambda: etree.fromstring(data)


def levels(settings: Settings) -> list[Row]:
    """A large claim through levels 1 and 2, whole and by step."""
    bericht = material.claim(settings.lines)
    data, message = write(bericht), material.CLAIM
    indented = material.indented(data)
    root, report = etree.fromstring(data, parser(message)), check(data)
    tasks: dict[str, Task] = {
        "floor": _floor(data),
        "check": lambda: check(data),
        "indented floor": _floor(indented),
        "indented check": lambda: check(indented),
        "recognise": lambda: _recognised(data),
        "parse": lambda: etree.fromstring(data, parser(message)),
        "build": lambda: builder(message)(root, Dates(), int),
        "rules": lambda: level2(bericht, message),
        "reply": lambda: _reply(report),
        "write": lambda: write(bericht),
    }
    seconds = best(tasks, settings.rounds)
    floor = seconds["floor"]
    labels = {
        "recognise": "waarvan herkennen",
        "parse": "waarvan inlezen met schema",
        "build": "waarvan bericht opbouwen",
        "rules": "waarvan regels van niveau 2",
        "reply": "het antwoord maken en schrijven",
    }
    steps = [Row(f"levels.{key}", label, value=seconds[key] / floor, seconds=seconds[key]) for key, label in labels.items()]
    return [
        Row("floor", "De vloer: alleen inlezen (lxml)", value=1.0, seconds=floor, note=f"{len(data) / 1e6:.1f} MB"),
        Row("levels", "Niveau 1 en 2 geheel", value=seconds["check"] / floor, goal=3.5, seconds=seconds["check"]),
        *steps,
        _indented(seconds, len(indented)),
        Row("write", "Schrijven", value=seconds["write"] / floor, goal=0.4, seconds=seconds["write"]),
    ]


def _indented(seconds: dict[str, float], size: int) -> Row:
    value = seconds["indented check"] / seconds["indented floor"]
    label, note = "Niveau 1 en 2, ingesprongen XML", f"{size / 1e6:.1f} MB, tegen inlezen daarvan"
    return Row("levels.indented", label, value=value, goal=3.5, seconds=seconds["indented check"], note=note)


def _recognised(data: bytes) -> Any:
    source = prepare(data)
    return recognise(source) if isinstance(source, Source) else source


def _reply(report: Any) -> bytes:
    answer = reply(report, identificatie="METING1", dagtekening=ANSWERED)
    return write(answer) if answer else b""


def small(settings: Settings) -> list[Row]:
    """A small message, as most of them are."""
    data = material.small()
    repeat = min(SMALL_PER_ROUND, settings.lines)
    seconds = best({"floor": _floor(data), "check": lambda: check(data)}, settings.rounds, repeat)
    each = seconds["check"]
    return [
        Row("small", "Startbericht, niveau 1 en 2", unit="/s", value=1 / each, goal=1500, at_least=True, seconds=each),
        Row("small.ratio", "Startbericht, tegen alleen inlezen", value=each / seconds["floor"], seconds=each),
    ]


def memory(settings: Settings) -> list[Row]:
    """The largest message that may travel; with few lines a message of that many."""
    data = material.largest_claim(MAX_BYTES) if settings.full else write(material.claim(settings.lines))
    size = f"{len(data) / 1024 / 1024:.1f} MB"
    right = peak(data)
    wrong = peak(material.with_value_error(data))
    return [
        Row(
            "memory",
            "Geheugen, grootste declaratie",
            unit="MB",
            value=right.peak,
            goal=350,
            note=f"{size}; kaal {right.before:.0f} MB",
        ),
        Row("memory.wrong", "Geheugen, een fout in elke regel", unit="MB", value=wrong.peak, goal=350, note=f"{size}, niveau 1"),
    ]


FAULTS: tuple[tuple[material.Fault, str], ...] = (
    ("value", "Elke regel een onbekende code"),
    ("missing", "Elke regel mist een element"),
    ("rule", "Elke regel fout op niveau 2"),
)
LAYOUTS: tuple[tuple[material.Layout, str], ...] = (("clients", "veel cliënten"), ("one client", "één cliënt"))


def faults(settings: Settings) -> list[Row]:
    """An error in each line, against the same message without."""
    rows = []
    for layout, where in LAYOUTS:
        messages = {"right": write(material.claim(settings.lines, layout))}
        messages |= {fault: material.wrong_claim(settings.lines, fault, layout) for fault, _ in FAULTS}
        seconds = best({name: _judged(data) for name, data in messages.items()}, settings.rounds)
        rows += [
            Row(
                f"faults.{fault}.{layout.replace(' ', '_')}",
                f"{label}, {where}",
                value=seconds[fault] / seconds["right"],
                goal=3.0,
                seconds=seconds[fault],
                note="tegen hetzelfde bericht zonder fout",
            )
            for fault, label in FAULTS
        ]
    return rows


def _judged(data: bytes) -> Task:
    return lambda: check(data)


def others(settings: Settings) -> list[Row]:
    """Other software on a smaller claim; a ratio to the floor of that same claim."""
    lines = min(PEER_LINES, settings.lines)
    data = write(material.claim(lines))
    known = peers(material.CLAIM)
    tasks = {name: _reading(read, data) for name, read in known.items() if read}
    seconds = best({"floor": _floor(data), "check": lambda: check(data), **tasks}, settings.rounds)
    what = {"xsdata": "xsdata: alleen opbouwen", "xmlschema": "xmlschema: niveau 1 en opbouwen"}
    rows = [_peer("ketenwerk", "ketenwerk: niveau 1 en 2", seconds["check"], seconds["floor"], lines)]
    for name, label in what.items():
        if name in tasks:
            rows.append(_peer(name, label, seconds[name], seconds["floor"], lines))
        else:
            rows.append(Row(f"others.{name}", label, note="niet geïnstalleerd"))
    return rows


def _peer(name: str, label: str, seconds: float, floor: float, lines: int) -> Row:
    return Row(f"others.{name}", label, value=seconds / floor, seconds=seconds, note=f"{lines} regels")


def _reading(read: Callable[[bytes], Any], data: bytes) -> Task:
    return lambda: read(data)


GROUPS: dict[str, tuple[str, Callable[[Settings], list[Row]]]] = {
    "levels": ("Een declaratie", levels),
    "small": ("Een klein bericht", small),
    "memory": ("Geheugen", memory),
    "faults": ("Fouten", faults),
    "register": ("Het register", register),
    "claims": ("Declaraties in het register", claims),
    "others": ("Andere software", others),
}
"""Title and measurement of each group, in the order of the report."""
