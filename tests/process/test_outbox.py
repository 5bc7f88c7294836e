"""What is to be sent goes out once, in order, under a name that stays the same."""

from datetime import timedelta

import pytest
from region import NOW, OTHER_AANBIEDER, deliver, named, own, vot

from ketenwerk.messages.read import read
from ketenwerk.process.outbox import deliver_one, unsent
from ketenwerk.register.models import Archiefbericht, Voorval

pytestmark = pytest.mark.django_db


class Channel:
    """A channel that takes messages over, or fails the first times."""

    def __init__(self, failures: int = 0) -> None:
        self.failures = failures
        self.taken: list[tuple[str, str, bytes]] = []

    def __call__(self, name: str, row: Archiefbericht, data: bytes) -> None:
        if self.failures:
            self.failures -= 1
            raise ConnectionError("geen verbinding voor 999990019")
        self.taken.append((name, row.type_name, data))


def test_replies_go_out_in_order_and_once():
    own()
    kept = deliver(vot("V1"), vot("V2"), vot("V3", "VOT3"))
    channel = Channel()
    while deliver_one(channel, NOW):
        pass
    assert [name for name, _, _ in channel.taken] == [each.antwoord.pk.hex for each in kept]
    assert {read(data).header.bericht_identificatie.identificatie for *_, data in channel.taken} == {"V1", "V2", "V3"}
    assert not unsent().exists()
    assert Voorval.objects.filter(soort=Voorval.Soort.VERSTUURD).count() == 3


def test_what_cannot_be_sent_is_tried_again_under_the_same_name_and_nothing_overtakes_it():
    own()
    deliver(vot("V1"), vot("V2", "VOT2"), named(vot("V3"), "V3", afzender=OTHER_AANBIEDER))
    channel = Channel(failures=1)
    first = deliver_one(channel, NOW)
    other = deliver_one(channel, NOW)
    assert (other.receiver, deliver_one(channel, NOW)) == (OTHER_AANBIEDER, None)
    again = deliver_one(channel, NOW + timedelta(minutes=2))
    assert again == first
    assert deliver_one(channel, NOW + timedelta(minutes=2)).receiver == first.receiver
    assert len({name for name, *_ in channel.taken}) == 3
    note = Voorval.objects.get(soort=Voorval.Soort.NIET_VERSTUURD).note
    assert note.startswith("ConnectionError")
    assert "999990019" not in note


def test_replies_to_what_is_for_nobody_of_ours_stay():
    deliver(vot())
    assert deliver_one(Channel(), NOW) is None
