"""What the command line can say, as completions for shells and as a manual page (I05): both out of the one parser.

Runs no verb.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dainvo import __version__

if TYPE_CHECKING:
    from dainvo.cli.verbs import Terminal


@dataclass(frozen=True, slots=True)
class Command:
    """A verb or a group of verbs: `path` is what is typed before its own words."""

    path: tuple[str, ...]
    help: str
    words: tuple[str, ...]  # verbs of a group
    options: tuple[tuple[str, str, str], ...]  # flag, what it takes, help
    arguments: tuple[str, ...]  # positional ones, as they are named


def commands(parser: argparse.ArgumentParser, path: tuple[str, ...] = (), about: str = "") -> Iterator[Command]:
    """The parser's commands, the whole program first."""
    verbs: dict[str, tuple[argparse.ArgumentParser, str]] = {}
    options, arguments = [], []
    for action in parser._actions:  # argparse shows them nowhere else
        if isinstance(action, argparse._SubParsersAction):
            told = {choice.dest: choice.help or "" for choice in action._choices_actions}
            verbs = {name: (sub, told.get(name, "")) for name, sub in action.choices.items()}
        elif action.option_strings:
            taken = "" if action.nargs == 0 else str(action.metavar or action.dest).upper()
            options.append((action.option_strings[-1], taken, action.help or ""))
        else:
            arguments.append(str(action.metavar or action.dest).upper())
    yield Command(path, about, tuple(verbs), tuple(options), tuple(arguments))
    for name, (sub, help_text) in verbs.items():
        yield from commands(sub, (*path, name), help_text)


def completion(terminal: Terminal, arguments: argparse.Namespace) -> None:
    """Print a script for bash, zsh or fish."""
    from dainvo.cli.arguments import parser

    found = list(commands(parser()))
    sys.stdout.write(_fish(found) if arguments.shell == "fish" else _bash(found, zsh=arguments.shell == "zsh"))


def _bash(found: list[Command], *, zsh: bool) -> str:
    cases = "".join(
        f'        "{" ".join(one.path)}") words="{" ".join([*one.words, *(flag for flag, *_ in one.options)])}" ;;\n'
        for one in found
    )
    groups = "|".join(one.path[0] for one in found if len(one.path) == 1 and one.words)
    begin = "autoload -U +X bashcompinit && bashcompinit\n" if zsh else ""
    return f"""# dainvo {__version__}: completion; load it with  source <(dainvo completion {"zsh" if zsh else "bash"})
{begin}_dainvo() {{
    local word before="" path="" words="" depth=0
    for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
        case "$word" in
            -*) ;;
            *)  if [ "$before" = "--profile" ]; then :
                elif [ $depth -eq 0 ]; then path="$word"; depth=1
                elif [ $depth -eq 1 ]; then case "$path" in {groups}) path="$path $word" ;; esac; depth=2
                fi ;;
        esac
        before="$word"
    done
    case "$path" in
{cases}    esac
    COMPREPLY=($(compgen -W "$words" -- "${{COMP_WORDS[COMP_CWORD]}}"))
    case "$path" in
        ""|import) COMPREPLY+=($(compgen -f -X '!*.ics' -- "${{COMP_WORDS[COMP_CWORD]}}")) ;;
    esac
}}
complete -o filenames -F _dainvo dainvo
"""


def _fish(found: list[Command]) -> str:
    lines = [f"# dainvo {__version__}: completion; put it into ~/.config/fish/completions/dainvo.fish"]
    for one in found:
        if not one.path:
            when = "__fish_use_subcommand"
        else:
            when = "; and ".join(f"__fish_seen_subcommand_from {word}" for word in one.path)
            if one.words:
                when += f"; and not __fish_seen_subcommand_from {' '.join(one.words)}"
        told = {other.path[-1]: other.help for other in found if other.path[:-1] == one.path and other.path}
        lines += [f"complete -c dainvo -f -n '{when}' -a {word} -d {_quoted(told[word])}" for word in one.words]
        for flag, takes, help_text in one.options:
            needs = " -r" if takes else ""
            lines.append(f"complete -c dainvo -n '{when}' -l {flag.lstrip('-')}{needs} -d {_quoted(help_text)}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def manual(today: datetime | None = None) -> str:
    """The manual page `dainvo(1)` in troff, dated `today`."""
    from dainvo.cli.arguments import parser

    date = (today or datetime.now(UTC)).strftime("%Y-%m-%d")
    whole, *rest = commands(parser())
    parts = [
        f'.TH DAINVO 1 {date} "Dainvo {__version__}" "User commands"',
        ".SH NAME\ndainvo \\- calendar for days full of meetings",
        ".SH SYNOPSIS\n.B dainvo\n[\\-\\-profile DIR] [FILE.ics | DAY | webcal:... | dainvo:...]...\n.br\n.B dainvo\n"
        "[\\-\\-profile DIR] VERB ...",
        ".SH DESCRIPTION\nWithout a verb the window opens; files, days (2026\\-11\\-21) and links open in it.",
        "If a window runs already, it gets them. With a verb the same things are done without a window;",
        "results go to standard output, one sentence about a failure to standard error.",
        ".SH OPTIONS\n" + "".join(_option(one) for one in whole.options),
        ".SH VERBS",
    ]
    for one in rest:
        if one.words:
            parts.append(f".SS {_troff(one.path[0])}: {_troff(one.help)}")
        else:
            usage = " ".join([*one.path, *one.arguments])
            parts.append(f".TP\n.B {_troff(usage)}\n{_troff(one.help)}")
            parts += [f".RS\n{_option(each)}.RE" for each in one.options if each[0] not in ("--help", "-h")]
    parts += [
        ".SH EXIT STATUS",
        ".TP\n0\ndone\n.TP\n1\nneeds the user\n.TP\n2\nusage",
        ".TP\n75\nwaits for a server or another process",
        ".SH ENVIRONMENT",
        ".TP\nDAINVO_PROFILE\nthe folder of the profile, as \\-\\-profile",
        ".TP\nDAINVO_ZOOM_CLIENT_ID\nclient id of a Zoom app of your own",
        ".SH FILES\nThe profile folder holds the copy of the calendars, settings and log;",
        "passwords and sign\\-ins are in the keyring of the system.",
    ]
    return "\n".join(parts) + "\n"


def _option(option: tuple[str, str, str]) -> str:
    flag, takes, help_text = option
    return f".TP\n.B {_troff(flag)} {_troff(takes)}\n{_troff(help_text)}\n"


def _troff(text: str) -> str:
    return text.replace("\\", "\\e").replace("-", "\\-").replace("%%", "%")
