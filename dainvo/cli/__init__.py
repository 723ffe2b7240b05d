"""The command line: the same verbs as in the window, for scripts and terminals.

Results go to standard output, one sentence about a failure to standard error, and an exit code says what kind it was.
"""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse


def run(arguments: argparse.Namespace) -> int:
    """Carry out the parsed command line. 0 done, 1 needs the user, 2 usage, 75 waits for a server."""
    from dainvo.cli.verbs import DONE, NEEDS_USER, TRY_LATER, Terminal, sentence
    from dainvo.cli.words import UsageError
    from dainvo.errors import DainvoError, Refused, TryLater, Why
    from dainvo.profile import Profile

    signal.signal(signal.SIGTERM, _end)
    try:
        _check_letters(arguments)
        terminal = Terminal(Profile.at(profile_folder(arguments.profile)), arguments.json)
        try:
            return arguments.verb(terminal, arguments) or DONE
        except Refused as damage:
            if damage.why is not Why.PROFILE_DAMAGED:
                raise
        with terminal.engine():
            pass  # whoever only reads has it made again, is told, and reads again
        return arguments.verb(terminal, arguments) or DONE
    except UsageError as wrong:
        return _say(f"dainvo: {wrong}", 2)
    except OverflowError:
        return _say("dainvo: a date, or a number, that no calendar has", 2)
    except DainvoError as error:
        return _say(sentence(error), TRY_LATER if isinstance(error, TryLater) else NEEDS_USER)
    except BrokenPipeError:
        return DONE  # whoever read our output has seen enough
    except OSError as error:
        return _say(f"{error.filename or 'dainvo'}: {error.strerror}", NEEDS_USER)
    except (KeyboardInterrupt, EOFError):  # Ctrl+C, or Ctrl+D where something is asked
        return 130


def _check_letters(arguments: argparse.Namespace) -> None:
    """Raises UsageError for a word that is no text; names of files need not be any."""
    from dainvo.cli.words import UsageError

    files = ("file", "profile", "authority", "client_certificate", "servers")
    for name, given in vars(arguments).items():
        for word in given if isinstance(given, list) else [given]:
            if isinstance(word, str) and name not in files and not word.isprintable():
                try:
                    word.encode()
                except UnicodeEncodeError as error:
                    raise UsageError(f"a word that is not in UTF-8: {name}") from error


def _end(number: int, _frame: object) -> None:
    """The system asks the process to end: what is under way is cancelled and closed, as on Ctrl+C."""
    raise SystemExit(128 + number)


def _say(text: str, code: int) -> int:
    from dainvo.cli import printed

    printed.remark(text)
    return code


def profile_folder(given: str | None) -> Path | None:
    """The profile named by `--profile`, else by the environment, else None for the user's own."""
    named = given or os.environ.get("DAINVO_PROFILE")
    if not named:
        return None
    try:
        return Path(named).expanduser().absolute()
    except RuntimeError:  # "~" and the name of nobody
        return Path(named).absolute()
