"""The demonstration: the invented region Drie Beken. Stories of practice, right and wrong, always of today.

Nobody in them exists: names say so, BSNs come from the test range. `load` lets them go through the pipeline and `start` is what
the command does around that; these need the application, the rest does not.
"""

from ketenwerk.demo.berichten import DemoMessage, messages

__all__ = ["DemoMessage", "messages"]
