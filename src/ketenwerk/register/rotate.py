"""Puts what is encrypted under the key that encrypts now, so that an older key can be forgotten."""

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Count

from . import archive, clients, crypto, kenmerken
from .models import (
    Archiefbericht,
    Betaalbatch,
    Betaalrekening,
    Client,
    Contactmoment,
    Gekozentarief,
    Invoer,
    Kenmerk,
    Opgave,
    Regelbesluit,
    Start,
    Stop,
    Toewijzingversie,
    Verzegeld,
    Verzoek,
    Voorstel,
    Zending,
)

MODELS: tuple[type[Verzegeld], ...] = (
    Zending,
    Archiefbericht,
    Client,
    Toewijzingversie,
    Verzoek,
    Start,
    Stop,
    Opgave,
    Invoer,
    Regelbesluit,
    Betaalrekening,
    Betaalbatch,
    Contactmoment,
    Gekozentarief,
    Voorstel,
)
_TOGETHER = 100


def new_key() -> str:
    """Puts a fresh key in front in the key file and gives its id. Raises KeyProblem when the keys come from the environment."""
    if os.environ.get(crypto.ENVIRONMENT):
        raise crypto.KeyProblem(f"De sleutels staan in {crypto.ENVIRONMENT}; zet de nieuwe daar vooraan")
    old = crypto.keyring()
    line = crypto.new_key()
    _write([line, *_lines(old.keys)])
    return line.partition(":")[0]


def rotate() -> Iterator[int]:
    """Encrypts anew what is under another key than the active one; gives how many rows, each time some are done.

    Safe to stop and to repeat, and beside a running application.
    """
    for model in MODELS:
        while done := _some(model):
            yield done


def in_use() -> Counter[str]:
    """How many rows are under each key."""
    found: Counter[str] = Counter()
    for model in MODELS:
        found.update(dict(model._default_manager.order_by().values_list("key_id").annotate(Count("pk"))))
    return found


def forget_unused() -> list[str]:
    """Removes from the key file the keys that nothing is under any more; gives their ids."""
    if os.environ.get(crypto.ENVIRONMENT):
        raise crypto.KeyProblem(f"De sleutels staan in {crypto.ENVIRONMENT}; haal ze daar weg")
    ring, used = crypto.keyring(), in_use()
    unused = [key_id for key_id in ring.keys if key_id != ring.active and not used[key_id]]
    _write(_lines({key_id: key for key_id, key in ring.keys.items() if key_id not in unused}))
    return unused


def _some(model: type[Verzegeld]) -> int:
    with transaction.atomic():
        active = crypto.keyring().active
        rows = list(model._default_manager.exclude(key_id=active).select_for_update(of=("self",))[:_TOGETHER])
        for row in rows:
            row.reseal()
            columns = [*model.SEALED, "key_id"]
            if isinstance(row, Client):
                row.bsn_hash = crypto.keyring().hashed(clients.bsn_of(row))
                columns.append("bsn_hash")
            elif isinstance(row, Archiefbericht):
                _hash_anew(row)
                columns.append("bsn_hash")
            row.save(update_fields=columns)
        return len(rows)


def _hash_anew(row: Archiefbericht) -> None:
    """What a message is found by changes with its key: the client in its row, or the clients beside it."""
    found = kenmerken.read_from(archive.payload(row))
    row.bsn_hash = kenmerken.columns(found)["bsn_hash"]
    row.kenmerken.filter(soort=Kenmerk.Soort.BSN).delete()
    row.to_mark = [*kenmerken.hashes(found)]


def _lines(keys: Mapping[str, bytes]) -> list[str]:
    return [crypto.written(key_id, key) for key_id, key in keys.items()]


def _write(lines: list[str]) -> None:
    crypto.replace(Path(settings.KETENWERK_KEY_FILE), "".join(line + "\n" for line in lines))
