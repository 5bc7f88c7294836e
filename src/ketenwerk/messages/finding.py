"""A finding is a value: what is wrong, where, and the two values that differ. It raises, stores and sends nothing."""

import msgspec

from ketenwerk.standard import texts

MASK = "•••"

MAX_SHOWN = 80
"""A longer value is cut where it is shown: it says enough, and a finding stays small."""


def cut(text: str) -> str:
    """The text, short enough to show."""
    return text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + "…"


class Finding(msgspec.Struct, frozen=True, gc=False):
    """One thing that is wrong with a message.

    `rule` is the code of the standard, or at level 1 `XSD`, `XML`, `RELEASE` or `TYPE`. `code` is the return code, None where
    the standard has none. `path` uses the standard's element names with 1-based positions; `line` is 1-based. `key` finds the
    words in the language table (the rule itself, or at level 1 a finer one such as `XSD.ontbreekt`). A `signal` does not reject.
    `found` of a `personal` element is personal data: show it masked, log it never.
    """

    rule: str
    level: int
    path: str
    code: str | None = None
    line: int | None = None
    found: str | None = None
    expected: str | None = None
    signal: bool = False
    personal: bool = False
    key: str = ""

    @property
    def element(self) -> str:
        """Name of the element that the finding is about, without its position."""
        return self.path.rpartition("/")[2].partition("[")[0]

    def words(self, lang: str = "nl") -> texts.Text:
        """Title, what, why and now, filled in for this finding."""
        return texts.text(self.key or self.rule, lang).filled(self.element, self.found, self.expected)

    def text(self, lang: str = "nl") -> str:
        """One sentence for a list or a log of findings."""
        return self.words(lang).what

    def masked(self) -> "Finding":
        """The same finding with personal data covered."""
        if not self.personal or self.found is None:
            return self
        return msgspec.structs.replace(self, found=MASK)
