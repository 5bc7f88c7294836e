"""The return codes that a line of a claim can get: what a person may choose from to refuse one."""

from functools import cache
from typing import Final

from ketenwerk.standard.release import MESSAGES
from ketenwerk.standard.types import Wet

from .engine import LEVELS_3_AND_4, rules_of

OF_CREDITS: Final = frozenset({"TR323", "TR390"})
"""Rules that judge credits alone."""


_OF_LINES: Final = frozenset({"lijn", "soort"})
"""What a rule asks for that judges a line, or all lines of one kind."""


@cache
def lijn_codes(wet: Wet) -> tuple[str, ...]:
    """The codes of the rules that judge a debit of a 323 beside what is known, in order; each stands in WJ001.

    What only a credit can get is left out: a municipality cannot refuse a credit on its content (IV085).
    """
    message = MESSAGES[f"{wet.upper()}323"]
    judged = (rule for rule in rules_of(message, LEVELS_3_AND_4) if _OF_LINES & {*rule.extras} and rule.name not in OF_CREDITS)
    return tuple(sorted({rule.code for rule in judged if rule.code}))
