"""To whom a message is addressed, as far as its first bytes tell: enough to put it in the right line before it is judged."""

import re

import msgspec

from ketenwerk.messages.finding import Finding
from ketenwerk.messages.recognise import prepare, recognise
from ketenwerk.standard.basis import Bericht
from ketenwerk.standard.release import MessageType

_PARTY = re.compile(rb"<(?:[\w.-]+:)?(Afzender|Ontvanger)>\s*(\d{8}|\d{4})\s*</")
_HEADER_BYTES = 8192
_MUNICIPALITY = 4


class Address(msgspec.Struct, frozen=True):
    """Type of the message, and the codes of who sends it and who receives it: "" where that cannot be made out."""

    message: MessageType | None = None
    sender: str = ""
    receiver: str = ""

    @property
    def gemeente(self) -> str:
        return self.sender if self.message and self.message.sender == "gemeente" else self.receiver

    @property
    def aanbieder(self) -> str:
        return self.receiver if self.message and self.message.sender == "gemeente" else self.sender


def glimpsed(data: bytes) -> Address:
    """The address without reading the message: whoever looks for a message that was refused knows these codes too."""
    source = prepare(data)
    if isinstance(source, Finding):
        return Address()
    message = recognise(source)
    if isinstance(message, Finding):
        return Address()
    codes = {name.decode(): code.decode() for name, code in _PARTY.findall(source.data[:_HEADER_BYTES])}
    if len(codes) < 2:
        return Address(message)
    return _travelling(codes["Afzender"], codes["Ontvanger"], message)


def addressed(bericht: Bericht, message: MessageType) -> Address:
    """The address of a message that was read."""
    return _travelling(bericht.header.afzender, bericht.header.ontvanger, message)


def _travelling(afzender: str, ontvanger: str, message: MessageType) -> Address:
    """A return message keeps the header of what it returns, but travels back (IV028)."""
    straight = (len(afzender) == _MUNICIPALITY) == (message.sender == "gemeente")
    return Address(message, afzender, ontvanger) if straight else Address(message, ontvanger, afzender)
