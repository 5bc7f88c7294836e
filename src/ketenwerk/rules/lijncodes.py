"""The return codes that a line of a claim can get: what a person may choose from to refuse one."""

from functools import cache

from ketenwerk.standard.release import MESSAGES
from ketenwerk.standard.types import Wet

from .engine import LEVELS_3_AND_4, rules_of


@cache
def lijn_codes(wet: Wet) -> tuple[str, ...]:
    """The codes of the rules that judge a Prestatie of a 323 beside what is known, in order; each stands in WJ001."""
    message = MESSAGES[f"{wet.upper()}323"]
    return tuple(sorted({rule.code for rule in rules_of(message, LEVELS_3_AND_4) if "lijn" in rule.extras and rule.code}))
