"""Starts the window, or the verb that the command line names.

What can be said there is in `cli.arguments`, what is done about it in `app` and `cli`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code: 0 done, 1 needs the user, 2 usage, 75 waits for a server or another process."""
    from dainvo.cli import profile_folder
    from dainvo.launch import launch

    _open_streams()
    words = sys.argv[1:] if arguments is None else arguments
    if not words:  # from an icon: the window comes without what the command line takes to load
        return launch(profile_folder(None), [])
    from dainvo.cli import printed, run
    from dainvo.cli.arguments import parser, split

    printed.ready()
    options, targets = split(words)
    given = parser().parse_args(options)
    if given.self_test:
        from dainvo import self_test

        return self_test.run()
    if given.verb is not None:
        return run(given)
    return launch(profile_folder(given.profile), targets, hidden=given.hidden and not targets)


def _open_streams() -> None:
    """Standard streams that whoever started us has closed lead nowhere: the next file to be opened, the copy say, would
    take the place of one, and get what is printed there."""
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        try:
            os.fstat(number)
        except OSError:
            nowhere = os.open(os.devnull, os.O_RDWR)  # the lowest free number: this one
            setattr(sys, name, open(nowhere, mode, encoding="utf-8"))  # noqa: SIM115, PTH123  as long as the process


if __name__ == "__main__":
    sys.exit(main())
