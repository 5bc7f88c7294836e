"""Who has the move, and the one deed that moves the message on."""

import msgspec
from django.utils.translation import gettext as _

from ketenwerk.standard.release import MESSAGES, MessageType

from .parties import party

_CLAIM = "323"
_WORKING_DAYS = {True: 10, False: 3}  # OP090: the 325 within ten working days, a return message within three


class NextStep(msgspec.Struct, frozen=True):
    """`waiting`: nothing for the reader to do on this page. `download`: the reply is the deed."""

    title: str
    text: str
    waiting: bool
    download: bool = False


def next_step(verdict: str, message: MessageType | None, sender: str, receiver: str) -> NextStep:
    """What happens now with a message of this type and verdict. Codes may be empty when the message could not be read."""
    if verdict == "refused":
        return _refused(message)
    if message is None or message.returns is None:
        return _no_answer_due(verdict, sender, receiver)
    if verdict == "rejected":
        return _rejected(message, sender, receiver)
    return _accepted(message, receiver)


def _refused(message: MessageType | None) -> NextStep:
    who = _("de aanbieder") if message and message.sender == "aanbieder" else _("de gemeente") if message else _("de afzender")
    return NextStep(
        title=_("Nu aan zet: %(who)s") % {"who": who},
        text=_(
            "Het bericht komt niet door de keten en telt als niet verstuurd. "
            "Laat de bevindingen hieronder herstellen en verstuur het bericht daarna opnieuw."
        ),
        waiting=True,
    )


def _rejected(message: MessageType, sender: str, receiver: str) -> NextStep:
    return NextStep(
        title=_("Nu aan zet: %(who)s") % {"who": party(receiver)},
        text=_(
            "Stuur het antwoord (%(answer)s) binnen %(days)s werkdagen na ontvangst. "
            "Daarna herstelt %(sender)s het bericht en stuurt het met een nieuwe identificatie."
        )
        % {"answer": message.returns, "days": _days(message), "sender": party(sender)},
        waiting=False,
        download=True,
    )


def _accepted(message: MessageType, receiver: str) -> NextStep:
    return NextStep(
        title=_("Nu aan zet: %(who)s") % {"who": party(receiver)},
        text=_(
            "Vorm en inhoud zijn goed. Toets het bericht nog aan uw eigen administratie. "
            "Stuur daarna het antwoord (%(answer)s) binnen %(days)s werkdagen na ontvangst."
        )
        % {"answer": message.returns, "days": _days(message)},
        waiting=False,
        download=True,
    )


def _no_answer_due(verdict: str, sender: str, receiver: str) -> NextStep:
    if verdict == "rejected":
        return NextStep(
            title=_("Nu aan zet: %(who)s") % {"who": party(sender)},
            text=_("Op dit bericht volgt geen antwoordbericht. Bel of mail de afzender over de bevindingen hieronder."),
            waiting=False,
        )
    return NextStep(
        title=_("Nu aan zet: %(who)s") % {"who": party(receiver)},
        text=_("Dit bericht is zelf een antwoord. Verwerk het; terugsturen hoeft niet."),
        waiting=True,
    )


def _days(message: MessageType) -> int:
    return _WORKING_DAYS[message.number == _CLAIM]


def answered_title(name: str) -> str:
    """`Retour op startbericht (JW306)`"""
    return f"{MESSAGES[name].title} ({name})"
