"""Keys of access: how one is made, found again and taken back. What software sends is `kw_<begin>_<secret>`.

The begin finds the row and is no secret. The secret has 256 bits by chance, so a plain hash of it tells nobody anything.
"""

import hashlib
import hmac
import re
import secrets
from datetime import date, datetime, timedelta
from typing import Final

from django.utils import timezone

from ketenwerk.register.models import EigenPartij

from .models import Gebruiker, Toegangssleutel

LONGEST: Final = timedelta(days=365)
"""How far the last day of a key may lie from the day on which it is made."""
_FORM: Final = re.compile(r"kw_([a-z0-9]{12})_([A-Za-z0-9_-]{43})")
_ALPHABET: Final = "abcdefghijkmnpqrstuvwxyz23456789"
_NOBODY: Final = hashlib.sha256(b"").hexdigest()


class TooLong(ValueError):
    """The last day of a key is past, or more than a year away."""


def make(
    gebruiker: Gebruiker, naam: str, verloopt_op: date, now: datetime, party: EigenPartij | None = None, *, alleen_lezen: bool
) -> tuple[Toegangssleutel, str]:
    """A new key and the text of it, which nobody can ask for again. Raises TooLong."""
    today = timezone.localdate(now)
    if not today <= verloopt_op <= today + LONGEST:
        raise TooLong
    begin, secret = "".join(secrets.choice(_ALPHABET) for _ in range(12)), secrets.token_urlsafe(32)
    row = Toegangssleutel.objects.create(
        gebruiker=gebruiker,
        naam=naam,
        begin=begin,
        hash=_hashed(secret),
        party=party,
        alleen_lezen=alleen_lezen,
        gemaakt_op=now,
        verloopt_op=verloopt_op,
    )
    return row, f"kw_{begin}_{secret}"


def found(text: str, now: datetime) -> Toegangssleutel | None:
    """The key that works on this day, with its user; None for every other text, whatever is wrong with it."""
    match = _FORM.fullmatch(text)
    if match is None:
        return None
    row = Toegangssleutel.objects.select_related("gebruiker", "party").filter(begin=match[1]).first()
    # Compared for nobody too, so that the time it takes does not tell which begins exist.
    same = hmac.compare_digest(row.hash if row else _NOBODY, _hashed(match[2]))
    return row if row is not None and same and works(row, timezone.localdate(now)) else None


def works(sleutel: Toegangssleutel, today: date) -> bool:
    return sleutel.ingetrokken_op is None and today <= sleutel.verloopt_op and sleutel.gebruiker.is_active


def used(sleutel: Toegangssleutel, today: date) -> None:
    """Notes the day, once a day: a question that only looks should not wait for who writes."""
    if sleutel.laatst_gebruikt != today:
        Toegangssleutel.objects.filter(pk=sleutel.pk).update(laatst_gebruikt=today)


def withdraw(sleutel: Toegangssleutel, door: str, now: datetime) -> None:
    """Takes a key back for good. One that was taken back stays as it is."""
    rows = Toegangssleutel.objects.filter(pk=sleutel.pk, ingetrokken_op=None)
    rows.update(ingetrokken_op=now, ingetrokken_door=door[:60])


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
