"""Messages that a user brings in by hand: only for parties that the user works for, and it is kept who did it."""

import msgspec
from django.conf import settings
from django.utils import timezone

from ketenwerk.messages.read import NotReadable, read
from ketenwerk.messages.write import type_of
from ketenwerk.process.intake import Ontvangst, receive, take_in
from ketenwerk.register import archive
from ketenwerk.register.addressing import Address, addressed, glimpsed
from ketenwerk.register.archive import Overgeslagen
from ketenwerk.register.models import Bron, Zending

from . import upload
from .models import Inbreng
from .roles import Daad
from .scope import Scope
from .upload import Bestand, Geopend


class Gebracht(msgspec.Struct, frozen=True):
    """What became of an upload: what was kept, in which upload when it was more than one file, and what was left out."""

    ontvangen: tuple[Ontvangst, ...]
    zending: Zending | None
    overgeslagen: tuple[Overgeslagen, ...]


def bring(geopend: Geopend, scope: Scope) -> Gebracht:
    """Keeps and deals with each message that this user may bring in."""
    foreign = scope.elsewhere(Daad.UPLOADEN)
    allowed = [bestand for bestand in geopend.bestanden if not _is_for(foreign, bestand)]
    refused = [Overgeslagen(bestand.name, upload.FOREIGN) for bestand in geopend.bestanden if bestand not in allowed]
    skipped = (*geopend.overgeslagen, *refused)
    if not allowed:
        return Gebracht((), None, skipped)
    alone = len(allowed) == 1 and not skipped
    zending = None if alone else archive.open_zending(skipped, timezone.now())
    return Gebracht(tuple(_one(bestand, scope, zending) for bestand in allowed), zending, skipped)


def _one(bestand: Bestand, scope: Scope, zending: Zending | None) -> Ontvangst:
    """A large message is only kept, so that its sender need not wait: the worker deals with it, and the page shows how far."""
    if len(bestand.data) > settings.KETENWERK_DIRECT_LIMIT:
        taken = take_in(bestand.data, bestand.name, Bron.UPLOAD, timezone.now(), zending=zending)
        kept = Ontvangst(taken.row, None, taken.again)
    else:
        kept = receive(bestand.data, bestand.name, Bron.UPLOAD, timezone.now(), zending)
    Inbreng.objects.create(bericht=kept.bericht, gebruiker=scope.gebruiker)
    return kept


def _is_for(foreign: frozenset[tuple[str, str]], bestand: Bestand) -> bool:
    """Whether it is addressed to one of these parties, by its first bytes or by what it says when it is read in full."""
    if not foreign:
        return False
    return any(
        address.message is not None and (address.message.wet, address.receiver) in foreign
        for address in (glimpsed(bestand.data), _addressed(bestand.data))
    )


def _addressed(data: bytes) -> Address:
    try:
        bericht = read(data)
    except NotReadable:
        return Address()
    return addressed(bericht, type_of(bericht))
