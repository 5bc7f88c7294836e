"""The 28 messages of a release: type number, law, code, namespaces, who sends it, what answers it.

Another release is one more `Release` with the roots that differ (`Release.next`); everything else follows from the
definitions. Messages that no longer exist are known by name, with what takes their place (E025).
"""

from collections.abc import Mapping
from typing import Literal

import msgspec

from . import m301, m305, m307, m315, m317, m319, m323, m325
from .basis import Bericht
from .derive import return_message
from .types import Wet

Rol = Literal["gemeente", "aanbieder"]

PREFIX: dict[Wet, str] = {"jw": "ijw", "wmo": "iwmo"}
"""Name of the standard per law, in namespaces and as the usual prefix."""


class MessageType(msgspec.Struct, frozen=True, gc=False):
    """One kind of message, e.g. JW305.

    `sender` is the party that sends it, `answer` the number of what answers it ("" when nothing does), `answers` the number of
    what it answers. `root` is the class of its definition.
    """

    wet: Wet
    number: str
    code: str
    title: str
    sender: Rol
    root: type[Bericht]
    release: str
    answer: str = ""
    answers: str = ""
    derived_schema: bool = False

    @property
    def name(self) -> str:
        return f"{self.wet.upper()}{self.number}"

    @property
    def standard(self) -> str:
        return PREFIX[self.wet]

    @property
    def returns(self) -> str | None:
        """Name of the message that answers this one, or None."""
        return f"{self.wet.upper()}{self.answer}" if self.answer else None

    @property
    def prefix(self) -> str:
        return f"{self.wet}{self.number}"

    @property
    def namespace(self) -> str:
        return f"{self._base}/{self.prefix}/schema"

    @property
    def base_namespace(self) -> str:
        return f"{self._base}/basisschema/schema"

    @property
    def version(self) -> tuple[int, int]:
        """BerichtVersie and BerichtSubversie."""
        major, minor = self.release.split(".")
        return int(major), int(minor)

    @property
    def _base(self) -> str:
        return f"http://www.istandaarden.nl/{self.standard}/{self.release.replace('.', '_')}"


class Kind(msgspec.Struct, frozen=True, gc=False):
    """What both laws share of a message: its codes under each, its title, who sends it, what answers it."""

    jw: str
    wmo: str
    title: str
    sender: Rol
    answer: str = ""
    answers: str = ""


# COD002 for the codes; E024 and E026 for the senders (a return message keeps the header of what it returns, but travels back).
KINDS: dict[str, Kind] = {
    "301": Kind("436", "414", "Toewijzing", "gemeente", answer="302"),
    "302": Kind("437", "415", "Retour op toewijzing", "aanbieder", answers="301"),
    "305": Kind("438", "418", "Startbericht", "aanbieder", answer="306"),
    "306": Kind("439", "419", "Retour op startbericht", "gemeente", answers="305"),
    "307": Kind("440", "420", "Stopbericht", "aanbieder", answer="308"),
    "308": Kind("441", "421", "Retour op stopbericht", "gemeente", answers="307"),
    "315": Kind("446", "444", "Verzoek om toewijzing", "aanbieder", answer="316"),
    "316": Kind("447", "445", "Retour op verzoek om toewijzing", "gemeente", answers="315"),
    "317": Kind("486", "480", "Verzoek om wijziging", "aanbieder", answer="318"),
    "318": Kind("487", "481", "Retour op verzoek om wijziging", "gemeente", answers="317"),
    "319": Kind("488", "482", "Antwoordbericht", "gemeente", answer="320"),
    "320": Kind("489", "483", "Retour op antwoordbericht", "aanbieder", answers="319"),
    "323": Kind("490", "484", "Declaratie", "aanbieder", answer="325"),
    "325": Kind("491", "485", "Declaratie-antwoord", "gemeente", answers="323"),
}

# For these seven iWmo messages no schema has been published; ours rests on the derived ones.
_UNPUBLISHED = frozenset({"302", "306", "308", "316", "318", "320", "325"})


class Release(msgspec.Struct, frozen=True, gc=False):
    """A release of the standard: its number and the root class of each of its messages."""

    number: str
    roots: Mapping[str, type[Bericht]]

    @classmethod
    def make(cls, number: str, outward: Mapping[str, type[Bericht]]) -> "Release":
        """A release from the messages that are no return message; the return messages follow (325 is its own)."""
        roots = dict(outward)
        for name, kind in KINDS.items():
            if kind.answer and kind.answer not in roots and name in roots:
                roots[kind.answer] = return_message(roots[name])
        return cls(number, roots)

    def next(self, number: str, changed: Mapping[str, type[Bericht]]) -> "Release":
        """The following release, given only the messages that it changes; their return messages follow."""
        kept = {name: root for name, root in self.roots.items() if not KINDS[name].answers or name == "325"}
        return Release.make(number, {**kept, **changed})

    def messages(self) -> dict[str, MessageType]:
        """All messages by name, JW before WMO."""
        made = (self._message(wet, number) for wet in PREFIX for number in sorted(self.roots))
        return {message.name: message for message in made}

    def _message(self, wet: Wet, number: str) -> MessageType:
        kind = KINDS[number]
        return MessageType(
            wet=wet,
            number=number,
            code=kind.jw if wet == "jw" else kind.wmo,
            title=kind.title,
            sender=kind.sender,
            root=self.roots[number],
            release=self.number,
            answer=kind.answer,
            answers=kind.answers,
            derived_schema=wet == "wmo" and number in _UNPUBLISHED,
        )


RELEASE_3_2 = Release.make(
    "3.2",
    {
        "301": m301.Bericht,
        "305": m305.Bericht,
        "307": m307.Bericht,
        "315": m315.Bericht,
        "317": m317.Bericht,
        "319": m319.Bericht,
        "323": m323.Bericht,
        "325": m325.Bericht,
    },
)

MESSAGES: dict[str, MessageType] = RELEASE_3_2.messages()
"""The messages of release 3.2 by name (`JW305`)."""

BY_NAMESPACE: dict[str, MessageType] = {message.namespace: message for message in MESSAGES.values()}
BY_CODE: dict[str, MessageType] = {message.code: message for message in MESSAGES.values()}
"""BerichtCode names law and number at once: no code occurs under both laws (COD002)."""


class Retired(msgspec.Struct, frozen=True, gc=False):
    """A message that is no longer exchanged: what it was, what to use instead (key of the language table: `RELEASE.<number>`)."""

    number: str
    title: str
    successor: str


RETIRED: dict[str, Retired] = {
    "303": Retired("303", "Declaratie of factuur", "323"),
    "304": Retired("304", "Retour op declaratie of factuur", "325"),
    "311": Retired("311", "Melding van het sociaal team", "315"),
    "321": Retired("321", "Declaratie jeugd-ggz (dbc)", "323"),
    "322": Retired("322", "Retour op declaratie jeugd-ggz (dbc)", "325"),
}
