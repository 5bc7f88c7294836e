"""The source of a message for people: one element a line, without prefixes, personal data covered."""

from .view import XmlLine, XmlView, xml_lines

__all__ = ["XmlLine", "XmlView", "xml_lines"]
