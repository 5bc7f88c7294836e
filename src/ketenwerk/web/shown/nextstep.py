"""Who has the move, and the one deed that moves the message on."""

import msgspec
from django.utils.translation import gettext as _

from ketenwerk.register.models import Archiefbericht, Oordeel, Richting
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


def step_of(row: Archiefbericht, message: MessageType | None, answer: Archiefbericht | None) -> NextStep:
    """What happens now with a message of the archive. What is for a party of ours is answered by ourselves."""
    if row.verdict == Oordeel.WAITING:
        return NextStep(
            title=_("Nu aan zet: ketenwerk"),
            text=_("Het bericht is bewaard en wacht op zijn beurt. Kijk over een minuut opnieuw."),
            waiting=True,
        )
    if row.direction == Richting.UIT:
        return _made(row, message)
    if row.party_id is None or row.verdict == Oordeel.REFUSED or message is None or message.returns is None:
        return next_step(row.verdict, message, row.sender, row.receiver)
    return _ours(row, message, answer)


def _made(row: Archiefbericht, message: MessageType | None) -> NextStep:
    if row.to_send and row.sent_at is None:
        return NextStep(
            title=_("Nu aan zet: ketenwerk"),
            text=_("Het bericht staat klaar en gaat met de volgende verzending weg."),
            waiting=True,
        )
    if message is None or message.returns is None:
        return NextStep(
            title=_("Nu aan zet: %(who)s") % {"who": party(row.receiver)},
            text=_("Dit bericht is zelf een antwoord. De ontvanger verwerkt het; terugsturen hoeft niet."),
            waiting=True,
        )
    return NextStep(
        title=_("Nu aan zet: %(who)s") % {"who": party(row.receiver)},
        text=_("De ontvanger antwoordt met een %(answer)s, binnen %(days)s werkdagen na ontvangst.")
        % {"answer": message.returns, "days": _days(message)},
        waiting=True,
    )


def _ours(row: Archiefbericht, message: MessageType, answer: Archiefbericht | None) -> NextStep:
    """A message for a party of ours: judged on all levels, and answered."""
    if answer is None:
        return NextStep(
            title=_("Nu aan zet: %(who)s") % {"who": party(row.receiver)},
            text=_(
                "Het bericht is goed. Het antwoord (%(answer)s) volgt als de regels zijn beoordeeld, binnen %(days)s werkdagen."
            )
            % {"answer": message.returns, "days": _days(message)},
            waiting=True,
        )
    if answer.to_send and answer.sent_at is None:
        title, sent = _("Nu aan zet: ketenwerk"), _("Het antwoord (%(answer)s) staat klaar en gaat vanzelf weg.")
    else:
        title, sent = _("Afgehandeld"), _("Het antwoord (%(answer)s) is verstuurd.")
    rejected = row.verdict == Oordeel.REJECTED
    if rejected and answer.sent_at:
        title = _("Nu aan zet: %(who)s") % {"who": party(row.sender)}
    then = _("Daarna herstelt %(who)s het bericht en stuurt het opnieuw.") % {"who": party(row.sender)}
    counted = _("Vorm, inhoud en samenhang zijn goed. Het register is bijgewerkt.")
    said = sent % {"answer": answer.type_name}
    return NextStep(title=title, text=f"{said} {then}" if rejected else f"{counted} {said}", waiting=True)


def next_step(verdict: str, message: MessageType | None, sender: str, receiver: str) -> NextStep:
    """What happens now with a message of this type and verdict. Codes may be empty when the message could not be read."""
    if verdict == "refused":
        return _refused(message, sender)
    if message is None or message.returns is None:
        return _no_answer_due(verdict, sender, receiver)
    if verdict == "rejected":
        return _rejected(message, sender, receiver)
    return _accepted(message, receiver)


def _refused(message: MessageType | None, sender: str) -> NextStep:
    who = party(sender) if sender else _unnamed(message)
    return NextStep(
        title=_("Nu aan zet: %(who)s") % {"who": who},
        text=_(
            "Het bericht komt niet door de keten en telt als niet verstuurd. "
            "Laat de bevindingen hieronder herstellen en verstuur het bericht daarna opnieuw."
        ),
        waiting=True,
    )


def _unnamed(message: MessageType | None) -> str:
    """The sender of a message whose header could not be read."""
    if message is None:
        return _("de afzender")
    return _("de aanbieder") if message.sender == "aanbieder" else _("de gemeente")


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
