"""Which element holds which code list, so that a finding can say what a code means."""

from functools import cache

from ketenwerk.messages.describe.simple import coded
from ketenwerk.standard.codelists import codelist
from ketenwerk.standard.fields import classes, fields
from ketenwerk.standard.release import MESSAGES
from ketenwerk.standard.types import Simple, Wet

_TOO_MANY = 4  # more meanings than this are harder to read than the bare codes


def meanings(value: str, element: str, wet: Wet) -> str:
    """`2, 3` as what they mean under this law, the code behind it; unchanged where not every part is a code of the element."""
    name = _lists(wet).get(element)
    codes = value.split(", ")
    if name is None or len(codes) > _TOO_MANY or not all(codelist(name).is_known(code) for code in codes):
        return value
    return ", ".join(coded(codelist(name), code) for code in codes)


@cache
def _lists(wet: Wet) -> dict[str, str]:
    """Code list per element name; a name that has different lists in different classes (`Soort`, `Code`) is left out."""
    found: dict[str, set[str | None]] = {}
    for message in MESSAGES.values():
        if message.wet == wet:
            for cls in classes(message.root):
                for field in fields(cls):
                    listed = field.kind.codelist(wet) if isinstance(field.kind, Simple) else None
                    found.setdefault(field.name, set()).add(listed)
    return {name: next(iter(lists)) or "" for name, lists in found.items() if len(lists) == 1 and None not in lists}
