"""Random histories at municipalities that look themselves: what stands ready says what judging the claim would say.

After every message each claim that waits is judged anew, beside what stands: where that calls itself fresh, it must be equal.
"""

from collections import Counter
from datetime import UTC, datetime, time, timedelta
from random import Random, SystemRandom

import pytest
from claimhistorie import Historie, historie
from claimproef import written
from claimwereld import VANDAAG
from django.db import transaction

import builders as b
from ketenwerk.ledger.declaraties import lijn_naam, lines, uitkomst
from ketenwerk.messages.write import write
from ketenwerk.process import acts, declareren, intake, nakijken, voorstel
from ketenwerk.process.nakijken import Besluit, StillHeld
from ketenwerk.process.rebuild import rebuild
from ketenwerk.process.replying import make_reply
from ketenwerk.register import afspraken, parties, voorstellen
from ketenwerk.register.models import Declaratie, EigenPartij, Voorstel
from ketenwerk.rules.claimanswer import uitslag
from ketenwerk.rules.lijncodes import lijn_codes
from ketenwerk.standard import m301, m323, m325
from ketenwerk.standard.basis import Bericht
from strategies import FUZZ

HISTORIES = 12 * FUZZ
NOW = datetime.combine(VANDAAG, time(12), UTC)

pytestmark = pytest.mark.django_db


def test_what_stands_ready_is_what_judging_would_say() -> None:
    first = 0 if FUZZ == 1 else SystemRandom().randrange(10**9)
    seen: Counter[str] = Counter()
    for seed in range(first, first + HISTORIES):
        made = historie(seed)
        with transaction.atomic():
            try:
                _played(made, Random(seed), seen)
            except AssertionError as wrong:
                raise AssertionError(f"history {seed}\n{written(made)}\n{wrong}") from wrong
            transaction.set_rollback(True)
    # Nothing here is said of what did not happen.
    assert min(seen[each] for each in ("vers", "oud", "oud en anders", "geweigerd", "verstuurd")) > 0, seen


def _played(made: Historie, chance: Random, seen: Counter[str]) -> None:
    own: dict[str, EigenPartij] = {}
    for bericht in made.berichten:
        code = bericht.header.afzender if isinstance(bericht, m301.Bericht) else bericht.header.ontvanger
        own[code] = parties.add_own(b.message_of(bericht).wet, code, NOW)
    EigenPartij.objects.update(kijkt_na=True)
    own = {code: EigenPartij.objects.get(pk=party.pk) for code, party in own.items()}
    late = chance.randrange(len(made.berichten))
    for number, bericht in enumerate(made.berichten):
        if made.afspraken is not None and number == late:
            afspraken.take_over(made.afspraken, own.values(), NOW, "model")
        _take(bericht, own)
        for declaratie in _waiting():
            _compared(declaratie, chance, seen)
        _answered(chance, seen)
    while nakijken.renew_one(NOW):
        pass
    assert not voorstellen.stale(NOW)
    assert not any(each.differences for each in rebuild(verify=True))


def _take(bericht: Bericht, own: dict[str, EigenPartij]) -> None:
    if isinstance(bericht, m301.Bericht):
        acts.submit(bericht, own[bericht.header.afzender], NOW)
    else:
        intake.receive(write(bericht), "b.xml", "keten", NOW)


def _waiting() -> list[Declaratie]:
    return list(Declaratie.objects.filter(staat="open").select_related("gesprek__party", "bericht").order_by("pk"))


def _compared(declaratie: Declaratie, chance: Random, seen: Counter[str]) -> None:
    row, is_fresh = voorstellen.kept(declaratie, VANDAAG)
    assert row is not None
    report = declareren.judged(declaratie, NOW)
    anew = voorstel.of(report)
    assert (declaratie.pk in voorstellen.stale(NOW)) is not is_fresh
    assert voorstellen.kept(declaratie, VANDAAG + timedelta(days=400))[1] is is_fresh  # no rule asks the day of it
    if is_fresh:
        assert voorstellen.inhoud(row) == anew
        assert tuple(voorstellen.findings(declaratie)) == report.findings
        seen["vers"] += 1
    else:
        seen["oud"] += 1
        seen["oud en anders"] += voorstellen.inhoud(row) != anew
    if chance.random() < 0.5:
        _decide(declaratie, chance, seen)
    assert isinstance(report.bericht, m323.Bericht)
    refused = nakijken._refused(report.bericht, nakijken.decided(declaratie))
    decided = declareren.refusing(report, report.bericht, refused)
    answer = make_reply(decided, NOW)
    assert isinstance(answer, m325.Bericht)
    shown, outcome = nakijken.proposal(declaratie, NOW), uitkomst(answer)
    assert shown.cijfers == uitslag(report.bericht, decided.rejecting)
    assert shown.geheel_afgewezen == outcome.geheel_afgewezen
    names = [lijn_naam(bsn, prestatie) for bsn, prestatie in lines(report.bericht)]
    if len(set(names)) == len(names):
        assert shown.codes == {place: outcome.codes[name] for place, name in enumerate(names) if name in outcome.codes}


def _decide(declaratie: Declaratie, chance: Random, seen: Counter[str]) -> None:
    posities = chance.sample(range(declaratie.regels), chance.randint(1, declaratie.regels))
    if chance.random() < 0.2:
        nakijken.decide(declaratie, posities, Besluit("vasthouden", "", "Wie kwam er?", NOW, "model"))
    elif chance.random() < 0.2:
        nakijken.withdraw(declaratie, posities, "model", NOW)
    else:
        code = chance.choice(lijn_codes(declaratie.gesprek.fact.wet))
        nakijken.decide(declaratie, posities, Besluit("weigeren", code, "", NOW, "model"))
        seen["geweigerd"] += 1


def _answered(chance: Random, seen: Counter[str]) -> None:
    """Now and then the oldest claim gets the answer that was foretold."""
    oldest = _waiting()[:1]
    if not oldest or chance.random() < 0.6:
        return
    foretold = nakijken.proposal(oldest[0], NOW)
    try:
        sent = nakijken.send(oldest[0].pk, NOW)
    except StillHeld:
        return
    assert (sent.toegekend, sent.afgewezen_regels) == (foretold.cijfers.toegekend, foretold.cijfers.afgewezen_regels)
    assert not Voorstel.objects.filter(declaratie=sent).exists()
    seen["verstuurd"] += 1
