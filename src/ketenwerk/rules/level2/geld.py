"""Amounts with a sign: D adds, C subtracts. Whole eurocents."""

from typing import Final

from ketenwerk.standard.codelists import codelist

CREDIT: Final = codelist("COD043").where("credit")
DEBET: Final = frozenset(codelist("COD043").codes) - CREDIT

SIGN: Final = {code: -1 if code in CREDIT else 1 for code in codelist("COD043").codes}


def written(amount: int) -> str:
    """A signed amount as a message writes it: `5000 D`; nothing at all is debit (CS325)."""
    codes = CREDIT if amount < 0 else DEBET
    return f"{abs(amount)} {'/'.join(sorted(codes))}"
