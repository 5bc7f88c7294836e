"""The place of a finding in words.

`/Bericht/Client/StartProducten/StartProduct[1]/Begindatum` becomes `Cliënt › Begonnen product 1 › Begonnen op`.
"""

import re
from itertools import zip_longest

from ketenwerk.messages.describe import labels

_STEP = re.compile(r"(?P<name>[^\[\]]+)(?:\[(?P<position>\d+)\])?")
_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")
_ARROW = " › "


def in_words(path: str) -> str:
    """What a reader calls the place. The collecting elements say nothing to people and are left out."""
    steps = [match for match in map(_STEP.fullmatch, path.strip("/").split("/")) if match]
    told: list[str] = []
    around = ""
    for step, following in zip_longest(steps, steps[1:]):
        name, position = step["name"], step["position"]
        collects = following is not None and following["position"] and name.startswith(following["name"][:4])
        if name != "Bericht" and not collects:
            told.append(_words(around, name, position))
            around = name
    return _ARROW.join(told) or "Het hele bericht"


def _words(around: str, name: str, position: str | None) -> str:
    if labels.has_title(name):
        return labels.title(name, int(position) if position else None)
    attr = _CAPITAL.sub("_", name).lower()
    words = labels.label(around, attr)
    return f"{words} {position}" if position else words
