"""The language table: what a code means, why it exists, what to do next, in Dutch and English.

`texts/*.toml` holds one table per code (`TR018`, `9063`, `BRS114`, `XSD.ontbreekt`); a search for a code finds its words.
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

LANGUAGES = ("nl", "en")
REPAIRS = ("zelf", "leverancier", "backoffice")
"""Who can mend it: yourself, your software supplier, or the other party by contact (E298)."""


class Text(msgspec.Struct, frozen=True, gc=False):
    """Words for people. `repair` is one of `REPAIRS`. Texts of level 1 hold `{element}`, `{found}` and `{expected}`."""

    title: str
    what: str
    why: str
    now: str
    repair: str = "zelf"

    def filled(self, element: str, found: str | None, expected: str | None) -> "Text":
        """The same words with the values of one finding in their places."""
        values = {"element": element, "found": found or "", "expected": expected or ""}
        return Text(
            title=_fill(self.title, values),
            what=_fill(self.what, values),
            why=_fill(self.why, values),
            now=_fill(self.now, values),
            repair=self.repair,
        )


def _fill(template: str, values: dict[str, str]) -> str:
    # Not str.format: a value may hold braces, and a text of a rule may too.
    if "{" in template:
        for name, value in values.items():
            template = template.replace("{" + name + "}", value)
    return template


@cache
def table() -> dict[str, dict[str, Text]]:
    """All texts by code and language."""
    found: dict[str, dict[str, Text]] = {}
    for source in sorted(files("ketenwerk.standard").joinpath("texts").iterdir(), key=lambda entry: entry.name):
        if source.name.endswith(".toml"):
            for code, entry in tomllib.loads(source.read_text(encoding="utf-8")).items():
                found[code] = _entry(entry)
    return found


def _entry(entry: dict[str, Any]) -> dict[str, Text]:
    return {lang: Text(**entry[lang], repair=entry["repair"]) for lang in LANGUAGES}


def text(code: str, lang: str = "nl") -> Text:
    """The words for a code. Raises KeyError for a code that the table does not know."""
    return table()[code][lang]
