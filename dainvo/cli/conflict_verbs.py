"""What the verbs about changes of two sides, refused changes and deleted events do.

As `verbs`, which holds the others: no calendar meaning.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any, Literal, cast

from dainvo.cli import answers
from dainvo.cli.words import UsageError
from dainvo.errors import Malformed, Refused, Why
from dainvo.ical.event import NO_RECURRENCE, CollectionId, ResourceId, Uid

if TYPE_CHECKING:
    from dainvo.cli.verbs import Terminal
    from dainvo.ical.clash import Choice
    from dainvo.store.reader import Kept

Side = Literal["theirs", "mine", "both"]


def list_conflicts(terminal: Terminal, _arguments: argparse.Namespace) -> None:
    with terminal.reader() as reader:
        for kept in reader.kept():
            shown = _conflict(kept)
            terminal.say(shown, _sentence(shown))


def decide(terminal: Terminal, arguments: argparse.Namespace) -> None:
    from dainvo.engine.actions import conflicts

    lines = dict(_line(text) for text in arguments.line)
    with terminal.reader() as reader:
        known = {kept.id: kept.uid for kept in reader.kept()}
    if arguments.id not in known:
        raise Refused(Why.NO_SUCH_EVENT)
    with terminal.engine() as call:
        call(conflicts.decide_conflict, arguments.id, cast("Side", arguments.choice), lines or None)
    terminal.say({"decided": arguments.id, "choice": arguments.choice}, "Decided.")


def list_deleted(terminal: Terminal, _arguments: argparse.Namespace) -> None:
    with terminal.reader() as reader:
        for found in reader.deleted():
            shown = {
                "id": found.id,
                "calendar": found.collection,
                "uid": found.uid,
                "summary": found.summary,
                "at": found.at.isoformat(),
            }
            terminal.say(shown, f"{found.id}  {found.summary}  {found.at:%Y-%m-%d %H:%M}")


def restore(terminal: Terminal, arguments: argparse.Namespace) -> None:
    from dainvo.engine.actions import conflicts

    target = None if arguments.calendar is None else CollectionId(arguments.calendar)
    with terminal.engine() as call:
        saved = call(conflicts.restore, arguments.id, target)
    _tell(terminal, saved.resource)


def vanished(terminal: Terminal, arguments: argparse.Namespace) -> None:
    if (arguments.id is None) != (arguments.answer is None):
        raise UsageError("say what is to become of the events: remove or put-back")
    if arguments.id is not None:
        from dainvo.engine.actions import calendars

        with terminal.engine() as call:
            answer: Literal["remove", "put_back"] = "remove" if arguments.answer == "remove" else "put_back"
            report = call(calendars.answer_vanished, CollectionId(arguments.id), answer)
        text = f"{report.removed} removed, {report.sent} sent, {report.waiting} waiting"
        terminal.say(answers.sync(report, []), text)
        return
    with terminal.reader() as reader:
        for found in reader.collections():
            if found.state.value == "asking":
                terminal.say(
                    {**answers.calendar(found), "vanished": found.vanished},
                    f"{found.id}  {found.name}  {found.vanished} events gone from the server",
                )


def discard(terminal: Terminal, arguments: argparse.Namespace) -> None:
    from dainvo.engine.actions import conflicts

    resource = _resource(terminal, arguments.uid)
    with terminal.engine() as call:
        call(conflicts.discard_change, resource)
    terminal.say({"discarded": arguments.uid}, "Discarded.")


def copy_to(terminal: Terminal, arguments: argparse.Namespace) -> None:
    from dainvo.engine.actions import conflicts

    resource = _resource(terminal, arguments.uid)
    with terminal.engine() as call:
        saved = call(conflicts.copy_to, resource, CollectionId(arguments.calendar))
    _tell(terminal, saved.resource)


def _resource(terminal: Terminal, uid: str) -> ResourceId:
    with terminal.reader() as reader:
        resource = reader.find(Uid(uid))
    if resource is None:
        raise Refused(Why.NO_SUCH_EVENT, about={"uid": uid})
    return resource


def _tell(terminal: Terminal, resource: ResourceId) -> None:
    with terminal.reader() as reader:
        event = reader.event(resource, NO_RECURRENCE)
    terminal.say(answers.event(event), f"{event.uid}  {event.draft.summary}")


def _conflict(kept: Kept) -> dict[str, Any]:
    """`kind` says who did what; `lines` what differs, each clash with the number that decides it."""
    from dainvo.ical.merge import rows

    kind = "deleted_here" if not kept.mine else "deleted_there" if not kept.theirs else "changed"
    try:
        found = rows(kept.base or kept.theirs, kept.mine or kept.base, kept.theirs or kept.base, own=kept.own)
    except Malformed:
        found = ()
    lines = [
        {
            "line": row.clash if kept.base else None,
            "property": row.property,
            "recurrence_id": row.recurrence_id or None,
            "subject": row.subject or None,
            "before": row.before.text if kept.base else None,
            "mine": row.mine.text,
            "theirs": row.theirs.text,
        }
        for row in found
    ]
    return {
        "id": kept.id,
        "uid": kept.uid,
        "calendar": kept.collection,
        "summary": kept.summary,
        "kind": kind,
        "since": kept.at.isoformat(),
        "lines": lines,
    }


def _sentence(shown: dict[str, Any]) -> str:
    said = {
        "changed": "changed in two places",
        "deleted_here": "deleted here, changed on the server",
        "deleted_there": "changed here, deleted on the server",
    }[shown["kind"]]
    text = [f"{shown['id']}  {shown['summary']}  {said}"]
    for line in shown["lines"]:
        mark = "   " if line["line"] is None else f"{line['line']:>2} "
        text.append(f"  {mark}{line['property']}: {line['mine'] or '-'} | {line['theirs'] or '-'}")
    return "\n".join(text)


def _line(text: str) -> tuple[int, Choice]:
    number, _, side = text.partition("=")
    if not number.isdigit() or side not in ("mine", "theirs"):
        raise UsageError(f"--line is N=mine or N=theirs, not {text}")
    return int(number), cast("Choice", side)
