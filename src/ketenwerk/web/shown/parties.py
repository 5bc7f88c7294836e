"""Sender and receiver in words."""

from ketenwerk.standard.codelists import codelist

_MUNICIPALITY = 4


def party(code: str) -> str:
    """`gemeente Houten (0321)` or `aanbieder 98000127`."""
    if not code:
        return "onbekend"
    if len(code) != _MUNICIPALITY:
        return f"aanbieder {code}"
    return f"gemeente {municipality(code)}"


def municipality(code: str) -> str:
    name = codelist("CBS").meaning(code)
    return f"{name} ({code})" if name else code


def short(code: str) -> str:
    """For a column: `Houten (0321)` or the bare AGB code."""
    return municipality(code) if len(code) == _MUNICIPALITY else code or "onbekend"


def of_law(wet: str) -> str:
    """`Jeugdwet` or `Wmo`."""
    return {"jw": "Jeugdwet", "wmo": "Wmo"}[wet]
