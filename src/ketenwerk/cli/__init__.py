"""The command line: `ketenwerk check`, `explain`, `describe`, `convert`, `watch`, and the application where it is installed.

Exit status: 0 all accepted; 1 something rejected or refused; 2 wrong use. Input that is wrong gives one line on standard error
and never a traceback.
"""

import os
import sys
from collections.abc import Sequence

from . import terminal
from .arguments import Misused, parser
from .files import Unusable

WRONG_USE = 2
INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit status."""
    terminal.prepare()
    try:
        given = parser().parse_args(argv)
        status: int = given.run(given)
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
        # Whoever read the output has seen enough. Python would complain once more when it closes the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return status
