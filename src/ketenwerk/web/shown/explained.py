"""The explanation of one code, and all codes by kind."""

from functools import cache

import msgspec
from django.utils.translation import gettext as _

from ketenwerk.standard.codelists import codelist
from ketenwerk.standard.release import MESSAGES
from ketenwerk.standard.ruleindex import rules
from ketenwerk.standard.texts import Text, table

from .cards import repair

_LAWS = {"jw": "iJw", "wmo": "iWmo"}


class PerLaw(msgspec.Struct, frozen=True):
    """The rule under one law: where it applies and what it gives."""

    law: str
    level: int | None
    code: str
    messages: tuple[str, ...]
    elements: tuple[str, ...]


class Explained(msgspec.Struct, frozen=True):
    """`related` are codes that belong to this one: the rules of a return code, the return code of a rule."""

    code: str
    kind: str
    words: Text
    repair: str
    laws: tuple[PerLaw, ...]
    related: tuple[tuple[str, str], ...]


class Entry(msgspec.Struct, frozen=True):
    code: str
    title: str


class Group(msgspec.Struct, frozen=True):
    name: str
    anchor: str
    entries: tuple[Entry, ...]


_KINDS = (
    ("TR", "Technische regels"),
    ("CD", "Condities: wanneer een gegeven verplicht is"),
    ("CS", "Constraints: welke waarde mag"),
    ("RS", "Restricties: hoe een gegeven eruitziet"),
    ("BRS", "Ketenfouten van VECOZO (BRS)"),
    ("IB", "Ketenfouten tussen de knooppunten (IB)"),
    ("XSD", "Vorm van het bericht"),
    ("XML", "Leesbaarheid van het bestand"),
    ("RELEASE", "Release van de standaard"),
    ("TYPE", "Soort bericht"),
    ("JSON", "Omzetten van JSON"),
)
_RETURN_CODES = "Retourcodes"


def find(code: str) -> str | None:
    """The code as the table writes it, or None."""
    return _spellings().get(code.strip().lower())


def explained(code: str) -> Explained:
    """Everything about a code of the table. Texts with places to fill in get the general word for them."""
    words = plain(table()[code]["nl"])
    laws = tuple(per for wet in _LAWS if (per := _per_law(code, wet)) is not None)
    return Explained(code, _kind(code), words, repair(words.repair), laws, tuple(_related(code, laws)))


def groups(words: str = "") -> list[Group]:
    """All codes by kind; with words only those whose code, title or explanation holds each of them."""
    wanted = words.lower().split()
    by_kind: dict[str, list[Entry]] = {}
    for code, texts in table().items():
        text = plain(texts["nl"])
        haystack = f"{code} {text.title} {text.what} {text.why}".lower()
        if all(word in haystack for word in wanted):
            by_kind.setdefault(_kind(code), []).append(Entry(code, text.title))
    order = [name for _prefix, name in _KINDS[:4]] + [_RETURN_CODES] + [name for _prefix, name in _KINDS[4:]]
    return [Group(name, f"groep-{order.index(name)}", tuple(by_kind[name])) for name in order if name in by_kind]


def plain(text: Text) -> Text:
    """The words without a finding to fill them: `{element}` becomes what it stands for."""
    return Text(*(_general(part) for part in (text.title, text.what, text.why, text.now)), repair=text.repair)


def _general(words: str) -> str:
    for place, general in (
        ("{element}", _("het gegeven")),
        ("{found}", _("de waarde")),
        ("{expected}", _("de verwachte waarde")),
    ):
        words = words.replace(f"‘{place}’", general).replace(place, general)
    return words[:1].upper() + words[1:]


@cache
def _spellings() -> dict[str, str]:
    return {code.lower(): code for code in table()}


def _kind(code: str) -> str:
    if code.isdigit() or code.startswith("S3"):
        return _RETURN_CODES
    return next(
        (name for prefix, name in sorted(_KINDS, key=lambda kind: -len(kind[0])) if code.startswith(prefix)), _RETURN_CODES
    )


def _per_law(code: str, wet: str) -> PerLaw | None:
    entry = rules(wet).get(code)
    if entry is None:
        return None
    messages = tuple(f"{MESSAGES[name].title} ({name})" if name in MESSAGES else name for name in entry.berichten)
    return PerLaw(_LAWS[wet], entry.niveau, entry.retourcode or "", messages, entry.elementen)


def _related(code: str, laws: tuple[PerLaw, ...]) -> list[tuple[str, str]]:
    codes = codelist("WJ001")
    named = codes.row(code).attribute("regel").split(";") if codes.is_known(code) else [per.code for per in laws]
    return [(other, plain(table()[other]["nl"]).title) for other in dict.fromkeys(named) if other in table()]
