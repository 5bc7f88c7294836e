"""A condition on many values at once, as one parameter: a long list of marks has limits, and costs more than the answer."""

import json
from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import connection


def among(column: str, values: Collection[Any]) -> tuple[str, Any]:
    """SQL that asks whether `column` is one of these, and its parameter. `column` is a name of ours, never input."""
    listed = list(values)
    if connection.vendor == "postgresql":
        return f"{column} = ANY(%s)", listed
    plain = [each.isoformat() if isinstance(each, date) else each for each in listed]
    return f"{column} IN (SELECT value FROM json_each(%s))", json.dumps(plain)  # noqa: S608  a name of ours
