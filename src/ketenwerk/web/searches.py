"""What somebody searched for by BSN, kept in the session under a name of its own: the address holds that name and no number.

Not the BSN itself is kept but its keyed hashes, and only the last few searches.
"""

import uuid
from collections.abc import Sequence
from typing import Any, Final

from django.contrib.sessions.backends.base import SessionBase

_KEY: Final = "gezocht"
_REMEMBERED: Final = 5


def remember(session: SessionBase, hashes: Sequence[str]) -> str:
    """Keeps a search and gives its name."""
    kept: list[Any] = [*session.get(_KEY, []), [uuid.uuid4().hex, list(hashes)]][-_REMEMBERED:]
    session[_KEY] = kept
    return str(kept[-1][0])


def recall(session: SessionBase, name: str) -> list[str]:
    """The hashes of a search; empty when it is not one of the last few of this session."""
    return next((list(hashes) for known, hashes in session.get(_KEY, []) if known == name), [])
