"""The answer to a claim of many clients is judged by looking each of them up once (TR304)."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest

from builders import bericht323, client323, dag, message_of, prestatie, referentie
from ketenwerk.ledger.declaraties import Antwoordstand
from ketenwerk.ledger.facts import Dossier
from ketenwerk.ledger.known import Known, conversation
from ketenwerk.rules.engine import levels_3_and_4
from ketenwerk.rules.judge import judge
from ketenwerk.rules.reply import Versions, reply
from ketenwerk.standard import m323, m325


class Counted(str):
    """A Bsn that counts how often it is compared with another."""

    __slots__ = ()
    asked = 0

    def __eq__(self, other: object) -> bool:
        Counted.asked += 1
        return super().__eq__(other)

    __hash__ = str.__hash__


def numbers() -> Iterator[str]:
    """Numbers that pass the test on eleven."""
    for digits in (f"9{n:07d}" for n in count()):
        last = sum(int(digit) * weight for digit, weight in zip(digits, range(9, 1, -1), strict=True)) % 11
        if last < 10:
            yield f"{digits}{last}"


def claim(number: int) -> m323.Bericht:
    lines = (prestatie("jw", product_referentie=referentie(f"R{n}"), toewijzing_nummer=n + 1) for n in range(number))
    return bericht323("jw", *(client323(line, bsn=Counted(bsn)) for line, bsn in zip(lines, numbers(), strict=False)))


def known(bericht: Any, **more: Any) -> Known:
    return Known(vandaag=dag("2026-06-01"), dossier=Dossier(conversation(bericht, message_of(bericht)), ""), **more)


def all_rejected(bericht: m323.Bericht) -> m325.Bericht:
    """Nobody in it has an assignment, so every line comes back."""
    made = reply(
        judge(bericht, known(bericht)), identificatie="A1", dagtekening=dag("2026-06-01"), versions=Versions(controles="3.2.1")
    )
    assert isinstance(made, m325.Bericht)
    assert made.declaratie_antwoord is not None
    assert len(made.declaratie_antwoord.clienten) == len(bericht.declaratie.clienten)
    return made


def comparisons(number: int) -> int:
    bericht = claim(number)
    made = all_rejected(bericht)
    Counted.asked = 0
    found = levels_3_and_4(made, message_of(made), known(made, antwoord_op=Antwoordstand(declaratie=bericht)))
    assert [each.rule for each in found if each.rule == "TR304"] == []
    return Counted.asked


@pytest.mark.parametrize("number", [50, 500])
def test_each_client_is_looked_up_once_however_many_there_are(number: int) -> None:
    assert comparisons(number) <= 2 * number


def test_the_one_that_was_not_claimed_is_found_among_many() -> None:
    bericht = claim(50)
    made = all_rejected(bericht)
    fewer = bericht323("jw", *(each for place, each in enumerate(bericht.declaratie.clienten) if place != 17))
    found = levels_3_and_4(made, message_of(made), known(made, antwoord_op=Antwoordstand(declaratie=fewer)))
    assert [(each.path, each.signal) for each in found if each.rule == "TR304"] == [
        ("/Bericht/DeclaratieAntwoord/Clienten/Client[18]/Bsn", True)
    ]
