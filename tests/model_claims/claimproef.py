"""Plays a history in the product and in the model, and says where they differ; makes a history that differs small."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import oordeel
from claimhistorie import Historie
from claimwereld import VANDAAG, Wereld
from oordeel_stand import assign

import builders as b
from ketenwerk.rules.judge import Report, check
from ketenwerk.rules.replay import Played, Replay
from ketenwerk.standard import m301, m323, m325
from ketenwerk.standard.basis import Bericht, TotaalBedragMetDC

Play = Callable[[Report], Played]
"""The product: plays a message that was checked."""


def in_memory(historie: Historie) -> Play:
    return Replay(VANDAAG, afspraken=historie.afspraken).play


def differences(
    historie: Historie, seen: Counter[str] | None = None, product: Callable[[Historie], Play] = in_memory
) -> list[str]:
    """What the product says otherwise than the model, message by message. `seen` counts what the model foretold."""
    return list(_differences(historie, Counter() if seen is None else seen, product(historie)))


def _differences(historie: Historie, seen: Counter[str], play: Play) -> Iterator[str]:
    wereld = Wereld()
    for number, bericht in enumerate(historie.berichten, 1):
        checked = check(bericht)
        assert checked.verdict == "accepted", [finding.rule for finding in checked.findings]
        expected, told = _foretold(bericht, wereld, historie, seen), _told(bericht, play(checked))
        if expected != told:
            yield f"message {number}: the model says {expected}, the product {told}"


def _foretold(bericht: Bericht, wereld: Wereld, historie: Historie, seen: Counter[str]) -> dict[str, Any]:
    wet = b.message_of(bericht).wet
    header = bericht.header
    if isinstance(bericht, m301.Bericht):
        state = wereld.between((wet, header.afzender, header.ontvanger))
        wrong = assign(bericht, state, historie.afspraken)
        seen.update(wrong or ["301"])
        return {"rules": wrong}
    assert isinstance(bericht, m323.Bericht)
    state = wereld.between((wet, header.ontvanger, header.afzender))
    outcome = oordeel.judge(bericht, state, historie.afspraken, VANDAAG)
    seen.update(outcome.rules)
    seen["alles goed"] += outcome.declaratie == {oordeel.ALLES_GOED}
    declaratie = None
    if outcome.declaratie is not None:
        ingediend = _signed(bericht.declaratie.totaal_ingediend_bedrag)
        declaratie = (outcome.declaratie, bericht.declaratie.declaratie_nummer, ingediend, outcome.toegekend)
    return {"header": outcome.header, "declaratie": declaratie, "clienten": outcome.clienten, "prestaties": outcome.prestaties}


def _told(bericht: Bericht, played: Played) -> dict[str, Any]:
    if isinstance(bericht, m301.Bericht):
        return {"rules": {finding.rule for finding in played.report.rejecting}}
    reply = played.reply
    assert isinstance(reply, m325.Bericht), "a 323 is answered by a 325"
    answer, declaratie = reply.declaratie_antwoord, None
    clienten = answer.clienten if answer else ()
    if answer:
        totals = _signed(answer.totaal_ingediend_bedrag), _signed(answer.totaal_toegekend_bedrag)
        declaratie = (set(answer.retour_codes), answer.declaratie_nummer, *totals)
    return {
        "header": set(reply.header.retour_codes),
        "declaratie": declaratie,
        "clienten": {client.bsn: set(client.retour_codes) for client in clienten},
        "prestaties": {oordeel.named(c.bsn, p): set(p.retour_codes) for c in clienten for p in c.prestaties},
    }


def _signed(total: TotaalBedragMetDC) -> int:
    return -total.totaal_bedrag if total.debet_credit == "C" else total.totaal_bedrag


def smallest(historie: Historie) -> Historie:
    """The history without each message and line that it differs without as well."""
    made = True
    while made:
        made = False
        for smaller in _smaller(historie):
            if _still_differs(smaller):
                historie, made = smaller, True
                break
    return historie


def _still_differs(historie: Historie) -> bool:
    try:
        return bool(differences(historie))
    except AssertionError:
        return False  # No message is left that level 2 lets pass.


def _smaller(historie: Historie) -> Iterator[Historie]:
    for place, bericht in enumerate(historie.berichten):
        rest = historie.berichten[:place], historie.berichten[place + 1 :]
        yield Historie((*rest[0], *rest[1]), historie.afspraken)
        if isinstance(bericht, m323.Bericht):
            for fewer in _fewer_lines(bericht):
                yield Historie((*rest[0], fewer, *rest[1]), historie.afspraken)
    if historie.afspraken is not None:
        yield Historie(historie.berichten, None)


def _fewer_lines(bericht: m323.Bericht) -> Iterator[m323.Bericht]:
    lines = [(client.bsn, p) for client in bericht.declaratie.clienten for p in client.prestaties]
    for left_out in range(len(lines)) if len(lines) > 1 else ():
        kept = [line for place, line in enumerate(lines) if place != left_out]
        bsns = dict.fromkeys(bsn for bsn, _ in kept)
        clienten = tuple(b.client323(*[p for bsn, p in kept if bsn == each], bsn=each) for each in bsns)
        total = sum(-p.ingediend_bedrag.bedrag if oordeel.is_credit(p) else p.ingediend_bedrag.bedrag for _, p in kept)
        declaratie = msgspec.structs.replace(bericht.declaratie, clienten=clienten, totaal_ingediend_bedrag=b.totaal(total))
        yield msgspec.structs.replace(bericht, declaratie=declaratie)


def written(historie: Historie) -> str:
    """The history as one can read it."""
    agreed = "no agreements" if historie.afspraken is None else "\n".join(map(_agreed, historie.afspraken.regels))
    return "\n".join([agreed, *(f"{n}. {_message(bericht)}" for n, bericht in enumerate(historie.berichten, 1))])


def _agreed(a: Any) -> str:
    return f"agreed {a.aanbieder or 'all'} {a.categorie} {a.code} {a.eenheid} {a.tarief} {a.van}..{a.tot}"


def _message(bericht: Bericht) -> str:
    h = bericht.header
    head = f"{b.message_of(bericht).name} {h.afzender}>{h.ontvanger} {h.bericht_identificatie.identificatie}"
    if isinstance(bericht, m301.Bericht):
        return head + "".join(f"\n   {bericht.client.bsn} {_version(p)}" for p in bericht.client.toegewezen_producten)
    assert isinstance(bericht, m323.Bericht)
    d = bericht.declaratie
    month = d.declaratie_periode.begindatum.strftime("%Y-%m")
    head += f" {h.bericht_identificatie.dagtekening} {d.declaratie_nummer} {month}"
    return head + "".join(f"\n   {client.bsn} {_line(p)}" for client in d.clienten for p in client.prestaties)


def _version(p: m301.ToegewezenProduct) -> str:
    product = (p.product.categorie, p.product.code) if p.product else None
    omvang = (p.omvang.volume, p.omvang.eenheid, p.omvang.frequentie) if p.omvang else None
    content = f"{product} {p.ingangsdatum}..{p.einddatum} omvang {omvang} budget {p.budget}"
    return f"{p.toewijzing_nummer} {content} reden {p.reden_wijziging} of {p.toewijzingsdatum}"


def _line(p: m323.Prestatie) -> str:
    ref, periode, amount = p.product_referentie, p.product_periode, p.ingediend_bedrag
    head = (
        f"{ref.referentie_nummer}<{ref.vorig_referentie_nummer} on {p.toewijzing_nummer} {p.product_categorie} {p.product_code}"
    )
    return (
        f"{head} {periode.begindatum}..{periode.einddatum} {p.geleverd_volume} of {p.eenheid}"
        f" at {p.product_tarief} = {amount.bedrag} {amount.debet_credit}"
    )
