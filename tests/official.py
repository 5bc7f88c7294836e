"""The official schemas (and the derived ones for the seven iWmo messages that have none), compiled once per run."""

from functools import cache

from lxml import etree

from ketenwerk.standard.release import MESSAGES
from outside import shared


@cache
def official_schema(name: str) -> etree.XMLSchema:
    """The schema of a message by name (`JW305`)."""
    message = MESSAGES[name]
    folder = "3.2-afgeleid" if message.derived_schema else "3.2"
    return etree.XMLSchema(etree.parse(shared("standaard", "xsd", message.standard, folder, f"{name}.xsd")))
