"""Keeps personal data out of the log: no paths with their questions, no values, no pictures of the stack."""

import logging

_SPEAKS_FREELY = ("django.request", "django.security", "django.template", "django.db")


class WithoutPersonalData(logging.Filter):
    """Reduces a record of the framework to what happened and where in the code.

    Django puts the path, the question and, by way of the exception, the values of a request into its records. An exception
    text may quote a message. What remains: the level, the kind of exception, the file and line, the status.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[1] is not None:
            record.msg = f"{_where(record.exc_info[1])} {_status(record)}".strip()
            record.args = ()
            record.exc_info = None
            record.exc_text = None
        elif record.name.startswith(_SPEAKS_FREELY):
            record.msg = f"geweigerd of mislukt {_status(record)}".strip()
            record.args = ()
        return True


def _status(record: logging.LogRecord) -> str:
    status = getattr(record, "status_code", None)
    return f"(status {status})" if status else ""


def _where(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}" if trace else "?"
    return f"{type(error).__name__} in {place}"
