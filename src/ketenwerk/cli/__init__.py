"""The command line: `ketenwerk check`, `explain`, `describe`, `convert`, `watch`, and the application where it is installed.

Exit status: 0 all accepted; 1 something rejected or refused; 2 wrong use. Input that is wrong gives one line on standard error
and never a traceback.
"""

import os
import sys
from collections.abc import Sequence

from . import application, terminal
from .arguments import Misused, parser
from .files import Unusable, reason

WRONG_USE = 2
INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit status."""
    terminal.prepare()
    try:
        arguments = sys.argv[1:] if argv is None else list(argv)
        # The measurement has options of its own, and argparse cannot pass on what begins with a dash.
        status = application.bench(arguments[1:]) if arguments[:1] == ["bench"] else _run(arguments)
        sys.stdout.flush()
    except SystemExit as ended:  # argparse has shown its help or the version
        return ended.code if isinstance(ended.code, int) else WRONG_USE
    except (Misused, Unusable) as wrong:
        terminal.complain(str(wrong))
        return WRONG_USE
    except KeyboardInterrupt:
        terminal.complain("afgebroken")
        return INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return 1
    except OSError as error:
        _drop_output()
        terminal.complain(f"de uitvoer kan niet worden geschreven: {reason(error)}")
        return WRONG_USE
    return status


def _run(arguments: list[str]) -> int:
    given = parser().parse_args(arguments)
    status: int = given.run(given)
    return status


def _drop_output() -> None:
    """Whoever read the output has gone, or the disk is full: Python would complain once more when it closes the output."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
