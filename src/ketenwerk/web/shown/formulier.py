"""The provider form on a page: to be read, and to be filled in."""

from collections.abc import Iterable, Mapping
from itertools import groupby

import msgspec

from ketenwerk.protocol.aanbiederformulier import Formulier, Zorglocatie
from ketenwerk.protocol.bezwaar import Bezwaar
from ketenwerk.protocol.velden import PER_LOCATIE, VELDEN, Veld, text

_INPUT = {"datum": "date", "email": "email", "website": "text", "telefoon": "tel"}


class Question(msgspec.Struct, frozen=True):
    """A question with its answer in words. `name` is its name in a form, `kind` how it is filled in, `problems` what is wrong."""

    number: int | None
    name: str
    question: str
    answer: str
    kind: str
    problems: tuple[str, ...] = ()
    follows: bool = False

    @property
    def anchor(self) -> str:
        """Its name as the part of an address."""
        return "veld-" + "".join(sign if sign.isalnum() else "-" for sign in self.name)


class Group(msgspec.Struct, frozen=True):
    """Questions under one head."""

    title: str
    questions: tuple[Question, ...]


def groups(formulier: Formulier, bezwaren: Iterable[Bezwaar] = (), *, spare: int = 0) -> list[Group]:
    """All questions with their answers, in the order of the form, and `spare` locations more to fill in."""
    wrong: dict[str, list[str]] = {}
    for bezwaar in bezwaren:
        wrong.setdefault(bezwaar.veld, []).append(bezwaar.tekst)
    found = []
    for title, velden in groupby(VELDEN, key=lambda veld: veld.groep):
        asked = list(velden)
        if asked[0].of_location:
            found += _locations(title, formulier, wrong, spare)
        else:
            found.append(Group(title, tuple(_question(veld, formulier, veld.key(), wrong, formulier) for veld in asked)))
    return found


def follows(veld: Veld, formulier: Formulier) -> bool:
    """Whether another answer makes this question needless (E011): then it is not asked, and what was filled in stays."""
    if veld.is_asked(formulier):
        return False
    return getattr(formulier, veld.gevraagd.partition("=")[0]) is not None


def _locations(title: str, formulier: Formulier, wrong: Mapping[str, list[str]], spare: int) -> list[Group]:
    places = [*formulier.locaties, *[Zorglocatie()] * spare]
    return [
        Group(
            f"{title} {number}",
            tuple(_question(veld, place, veld.key(number), wrong, formulier) for veld in PER_LOCATIE.values()),
        )
        for number, place in enumerate(places, start=1)
    ]


def _question(
    veld: Veld, of: Formulier | Zorglocatie, name: str, wrong: Mapping[str, list[str]], formulier: Formulier
) -> Question:
    return Question(
        number=veld.nummer,
        name=name,
        question=veld.vraag,
        answer=text(veld.answer(of)),
        kind="janee" if veld.soort == "janee" else _INPUT.get(veld.soort, "text"),
        problems=tuple(wrong.get(name, ())),
        follows=follows(veld, formulier),
    )
