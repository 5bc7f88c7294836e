"""Opens pages as somebody who works with them does: how long it takes, and how often the database is asked."""

from collections.abc import Mapping
from time import perf_counter
from typing import Any

TURNS = 3


def opened(addresses: Mapping[str, str], rol: str = "backofficemedewerker") -> dict[str, dict[str, float]]:
    """Of each page the seconds of the best of three and of the first time (`first`), and queries. Raises ValueError for none.

    `rol` is the role of who opens them; by itself somebody who works for the municipality.
    """
    from django.conf import settings
    from django.db import connection
    from django.test import Client as Browser
    from django.test.utils import CaptureQueriesContext

    from ketenwerk.web.demo_accounts import account
    from ketenwerk.web.roles import Rol

    settings.ALLOWED_HOSTS = ["testserver"]
    browser = Browser()
    browser.force_login(account(Rol(rol)))
    _seconds(browser, "/uitleg/")  # the first page of a process reads the templates too
    found = {}
    for name, address in addresses.items():
        seconds = [_seconds(browser, address) for _ in range(TURNS)]
        with CaptureQueriesContext(connection) as asked:
            _seconds(browser, address)
        found[name] = {"first": seconds[0], "seconds": min(seconds), "queries": len(asked)}
    return found


def _seconds(browser: Any, address: str) -> float:
    begin = perf_counter()
    answer = browser.get(address)
    if answer.status_code != 200:
        raise ValueError(f"a page answers {answer.status_code}")
    return perf_counter() - begin
