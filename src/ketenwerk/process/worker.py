"""The background work: deals with what waits, as long as it runs. Any number of workers may run beside each other."""

import logging
import random
from collections.abc import Callable
from datetime import datetime
from threading import Event
from time import monotonic
from typing import Final

from django.db import OperationalError, close_old_connections, connection
from django.utils import timezone

from .nakijken import renew_one
from .outbox import Send, deliver_all
from .pipeline import claimable, place_of, work_one

logger = logging.getLogger(__name__)

POLL: Final = 0.5
RENEW: Final = 10.0
"""Seconds between looking for claims to judge again, while nothing comes in."""
_LONGEST_PAUSE: Final = 5.0


def run(
    stop: Event,
    *,
    until_idle: bool = False,
    poll: float = POLL,
    clock: Callable[[], datetime] = timezone.now,
    send: Send | None = None,
    channel: str = "",
) -> int:
    """Deals with messages until `stop` is set, or until nothing waits any more. Says how many. `send` carries what goes out.

    A message that cannot be dealt with is logged without its data and set back; a database that is busy or away is waited for.
    When nothing waits, claims that people look at are judged again where something changed (`nakijken.renew_one`).
    """
    done, troubles = 0, 0
    looked_at, looked_after = -RENEW, -1
    while not stop.is_set():
        try:
            # Looking first takes no turn of the one writer that a file has: who is idle holds nobody up.
            row = work_one(clock()) if claimable(clock()).exists() else None
            while row is not None:
                done += 1
                row = None if stop.is_set() else work_one(clock())
            if send is not None:
                deliver_all(send, clock(), stop, channel=channel)
            if not stop.is_set() and (looked_after != done or monotonic() - looked_at >= RENEW):
                if _renewed(clock()):
                    continue
                looked_at, looked_after = monotonic(), done
        except OperationalError as error:
            troubles += 1
            logger.warning("wacht op de database: %s", place_of(error))
            connection.close()
            stop.wait(min(_LONGEST_PAUSE, 0.05 * 2**troubles) * random.uniform(0.5, 1.5))  # noqa: S311  spreads, hides nothing
            continue
        except Exception as error:
            logger.error("een bericht kan niet worden verwerkt: %s", place_of(error))
            continue
        troubles = 0
        if until_idle:
            break
        close_old_connections()
        stop.wait(poll)
    return done


def _renewed(now: datetime) -> bool:
    """Whether a claim was judged again. One that cannot be judged is left alone for a while, by its lease."""
    try:
        return renew_one(now)
    except OperationalError:
        raise
    except Exception as error:
        logger.error("een declaratie kan niet opnieuw worden nagekeken: %s", place_of(error))
        return False
