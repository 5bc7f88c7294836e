"""Level 4: what is judged beside the clock, the list of municipalities and what parties agreed.

Importing this package registers its rules.
"""

from . import bedrag, dagtekening, gemeente, overeengekomen, productcode

__all__ = ["bedrag", "dagtekening", "gemeente", "overeengekomen", "productcode"]
