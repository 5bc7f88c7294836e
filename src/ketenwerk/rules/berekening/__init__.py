"""The outcome of a claim line as a calculation: each number with what it came from, as it stood when the line was judged.

for each in berekeningen(bericht, known, "jw", {"R1"}, eerdere_regels):
    msgspec.json.encode(each)   # the numbers, as docs/berekening.md has them
    uitleg(each)                # the same in Dutch sentences
"""

from .loop import berekeningen
from .vorm import Berekening
from .woorden import Paragraaf, uitleg

__all__ = ["Berekening", "Paragraaf", "berekeningen", "uitleg"]
