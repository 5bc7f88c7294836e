"""A 301 with a product that was never agreed: its 302 says so, and nothing is assigned at the provider."""

import pytest

from builders import AANBIEDER, GEMEENTE, bericht301, bericht305, dag, product, start, toegewezen
from ketenwerk.ledger.facts import Gesprek
from ketenwerk.protocol.afspraken import Afspraak, Afspraken
from ketenwerk.rules.judge import check
from ketenwerk.rules.replay import Replay
from ketenwerk.standard.types import Wet


def agreed(wet: Wet) -> Afspraken:
    """The product of the builders, and no other."""
    usual = product(wet)
    assert usual.code is not None
    what = {"categorie": usual.categorie, "code": usual.code, "eenheid": "04", "variant": "inspanning", "tarief": 8724}
    return Afspraken([Afspraak(wet=wet, gemeente=GEMEENTE, aanbieder=AANBIEDER, van=dag("2026-01-01"), tot=None, **what)])


@pytest.mark.eis("E111")
@pytest.mark.parametrize("wet", ["jw", "wmo"])
def test_an_unknown_product_code_is_in_the_302_and_nothing_is_assigned(wet: Wet) -> None:
    replay = Replay(dag("2026-11-24"), afspraken=agreed(wet))
    unknown = product(wet, code="99X99")
    played = replay.play(check(bericht301(wet, toegewezen(wet, product=unknown))))
    assert played.report.verdict == "rejected"
    assert played.reply is not None
    assert played.reply.header.bericht_code == {"jw": "437", "wmo": "415"}[wet]
    (returned,) = played.reply.client.toegewezen_producten
    assert returned.retour_codes == ("S329",)
    assert (Gesprek(wet, GEMEENTE, AANBIEDER), "999990019") not in replay.register.dossiers
    # Care on it cannot begin either; the start is judged as if nothing had been sent.
    begun = replay.play(check(bericht305(wet, start(wet, product=product(wet)))))
    assert [finding.code for finding in begun.report.findings] == ["9019"]


@pytest.mark.parametrize("wet", ["jw", "wmo"])
def test_an_agreed_product_code_is_assigned(wet: Wet) -> None:
    replay = Replay(dag("2026-11-24"), afspraken=agreed(wet))
    played = replay.play(check(bericht301(wet)))
    assert (played.report.verdict, played.reply.header.retour_codes) == ("accepted", ())  # type: ignore[union-attr]
    dossier = replay.register.dossiers[(Gesprek(wet, GEMEENTE, AANBIEDER), "999990019")]
    assert list(dossier.toewijzingen) == [300201]
