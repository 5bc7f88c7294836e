"""Payment in words: what is due, to whom, and how far a batch is. Of an account only the end is shown."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import msgspec
from django.utils.translation import gettext as _

from ketenwerk.claims.betaling import Opdracht, Post, per_week
from ketenwerk.messages.describe.dutch import amount, day
from ketenwerk.process.betaalcontrole import Aansluiting, Gemeentebedrag
from ketenwerk.process.betalen import Betaling
from ketenwerk.protocol.bankrekening import RekeningStaat
from ketenwerk.register.betalingen import TeBetalen
from ketenwerk.register.models import Betaalbatch
from ketenwerk.register.rekeningen import NOBODY, Betaalde

from .parties import of_law, party
from .states import State

_BATCHES = {Betaalbatch.Staat.KLAAR: "due", Betaalbatch.Staat.VERSTUURD: "done", Betaalbatch.Staat.INGETROKKEN: "none"}
_ACCOUNTS = {
    RekeningStaat.GEEN: "late",
    RekeningStaat.WACHT_OP_AFSCHRIFT: "due",
    RekeningStaat.WACHT_OP_BEVESTIGING: "due",
    RekeningStaat.BEVESTIGD: "done",
}


class Figure(msgspec.Struct, frozen=True):
    label: str
    value: str
    note: str


def batch_state(batch: Betaalbatch) -> State:
    return State(_BATCHES[Betaalbatch.Staat(batch.staat)], batch.get_staat_display())


def account_state(betaalde: Betaalde) -> State:
    staat = betaalde.rekening.staat
    return State(_ACCOUNTS[staat], str(staat))


def masked(iban: str) -> str:
    """`NL•• •••• 4300`"""
    return f"{iban[:2]}•• •••• {iban[-4:]}" if iban else "–"


def figures(waiting: TeBetalen, today: date) -> list[Figure]:
    """What is late, what falls due within seven days, and all that waits; positive claims alone."""
    owed = [(post, waiting.vervalt[post.sleutel]) for post in waiting.posten if post.bedrag > 0]
    soon = today + timedelta(days=6)
    late = [post for post, last in owed if last < today]
    within = [post for post, last in owed if today <= last <= soon]
    credits = [post for post in waiting.posten if post.bedrag < 0]
    found = [
        (_("Te laat"), late),
        (_("Vervalt binnen 7 dagen"), within),
        (_("Alles wat open staat"), [post for post, _last in owed]),
        (_("Te verrekenen"), credits),
    ]
    return [Figure(label, amount(sum(post.bedrag for post in some)), _counted(len(some))) for label, some in found]


def weeks(waiting: TeBetalen, today: date) -> list[dict[str, object]]:
    this_week = today - timedelta(days=today.weekday())
    return [
        {
            "from": day(each.maandag),
            "until": day(each.maandag + timedelta(days=6)),
            "amount": amount(each.bedrag),
            "count": each.aantal,
            "late": each.maandag < this_week,
        }
        for each in per_week(waiting.posten, waiting.vervalt)
    ]


def claims(posten: Iterable[Post], vervalt: Mapping[str, date], today: date) -> list[dict[str, object]]:
    return [
        {
            "key": post.sleutel,
            "number": post.nummer,
            "provider": post.aanbieder,
            "amount": amount(post.bedrag),
            "granted": day(post.toegekend),
            "last": day(vervalt[post.sleutel]) if post.bedrag > 0 else "",
            "late": post.bedrag > 0 and vervalt[post.sleutel] < today,
        }
        for post in posten
    ]


def providers(waiting: TeBetalen, accounts: Mapping[str, Betaalde], keys: Mapping[str, int]) -> list[dict[str, object]]:
    """Each provider that waits for money or owes some, and how far its account is."""
    found: dict[str, list[Post]] = {}
    for post in waiting.posten:
        found.setdefault(post.aanbieder, []).append(post)
    return [
        {
            "code": code,
            "name": accounts.get(code, NOBODY).naam,
            "count": len(posten),
            "amount": amount(sum(post.bedrag for post in posten)),
            "state": account_state(accounts.get(code, NOBODY)),
            "key": keys.get(code),
        }
        for code, posten in sorted(found.items())
    ]


def proposed(betalingen: Iterable[Betaling]) -> list[dict[str, object]]:
    return [
        {
            "code": each.opdracht.aanbieder,
            "name": each.naam,
            "iban": masked(each.iban),
            "numbers": [post.nummer for post in each.opdracht.posten],
            "amount": amount(each.opdracht.bedrag),
            "said": [bezwaar.tekst for bezwaar in each.bezwaren],
        }
        for each in betalingen
    ]


def set_off(opdrachten: Iterable[Opdracht]) -> list[dict[str, object]]:
    return [
        {"code": each.aanbieder, "numbers": [post.nummer for post in each.posten], "amount": amount(each.bedrag)}
        for each in opdrachten
    ]


def batch_rows(batches: Iterable[Betaalbatch]) -> list[dict[str, object]]:
    return [
        {
            "key": each.pk,
            "number": each.nummer,
            "made": each.at,
            "by": each.door,
            "day": day(each.uitvoering),
            "amount": amount(each.totaal),
            "count": each.aantal,
            "state": batch_state(each),
        }
        for each in batches
    ]


def comparison(found: Aansluiting) -> dict[str, object]:
    return {
        "claims": found.declaraties,
        "sum": amount(found.som),
        "ordered": amount(found.besteld),
        "differences": [
            {
                "provider": each.aanbieder,
                "number": each.nummer or _("som van de aanbieder"),
                "in_batch": _money(each.in_batch),
                "granted": _money(each.toegekend),
            }
            for each in found.verschillen
        ],
    }


def region(rows: Iterable[Gemeentebedrag]) -> list[dict[str, object]]:
    """One row for each municipality and law."""
    sums: dict[tuple[str, str], list[Gemeentebedrag]] = {}
    for row in rows:
        sums.setdefault((row.gemeente, row.wet), []).append(row)
    return [
        {
            "name": party(code),
            "law": of_law(wet),
            "providers": len(some),
            "claims": sum(each.aantal for each in some),
            "amount": amount(sum(each.bedrag for each in some)),
        }
        for (code, wet), some in sums.items()
    ]


def _money(cents: int | None) -> str:
    return _("geen") if cents is None else amount(cents)


def _counted(number: int) -> str:
    return _("1 declaratie") if number == 1 else _("%(n)s declaraties") % {"n": number}
