"""What can be said on the command line about accounts and calendars as such.

Knows the words; what is done about them is in `account_verbs`.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from dainvo.cli.event_options import colour
from dainvo.engine.providers import PROVIDERS

Add = Callable[[Any, str, str, str], argparse.ArgumentParser]


def accounts(verbs: Any, add: Add) -> None:
    """`add-caldav` with its options, `add-nextcloud`, `add-local`, `certificate`, `connection`, `health`, `shared`."""
    told = "add a CalDAV account; the password comes from standard input"
    caldav = add(verbs, "add-caldav", "account_verbs.add_caldav", told)
    caldav.add_argument("url", metavar="URL", nargs="?", default="", help="server, host, or e-mail address")
    caldav.add_argument("--user", required=True)
    keys = [one.key for one in PROVIDERS if one.asks_password]
    caldav.add_argument("--provider", choices=keys, default="", help="one whose server is known needs no URL")
    _way(caldav)
    cloud = add(verbs, "add-nextcloud", "account_verbs.add_nextcloud", "sign in at a Nextcloud in the browser")
    cloud.add_argument("url", metavar="URL")
    cloud.add_argument("--no-browser", action="store_true", help="only print the address")
    _way(cloud)
    local = add(verbs, "add-local", "account_verbs.add_local", "make a calendar on this computer, without an account")
    local.add_argument("name", metavar="NAME")
    local.add_argument("--color", default="", type=colour, metavar="#RRGGBB")
    shown = add(verbs, "certificate", "account_verbs.certificate", "show the certificate of a server; nothing is sent")
    shown.add_argument("host", metavar="HOST")
    shown.add_argument("--port", type=int, default=443)
    way = add(
        verbs, "connection", "account_verbs.connection", "change the way to a server; what is not named is dropped"
    )
    way.add_argument("id", type=int, metavar="ID")
    _way(way)
    health = add(verbs, "health", "account_verbs.health", "how an account has done lately")
    health.add_argument("id", type=int, metavar="ID")
    shared = add(verbs, "shared", "account_verbs.shared", "ask who shares calendars with this account")
    shared.add_argument("id", type=int, metavar="ID")


def calendars(verbs: Any, add: Add) -> None:
    """`rename`, `color`, `order`, `keep`, `drop`, `move`, `delete`."""
    for name, what, value, kind in (
        ("rename", "another name", "NAME", str),
        ("color", "another colour", "#RRGGBB", colour),
    ):
        changed = add(verbs, name, f"account_verbs.{name}", f"give a calendar {what}; empty takes the server's again")
        changed.add_argument("id", type=int, metavar="ID")
        changed.add_argument("value", type=kind, metavar=value)
        changed.add_argument("--here", action="store_true", help="only on this computer, the server is not told")
    order = add(verbs, "order", "account_verbs.order", "put the calendars of an account in this order")
    order.add_argument("ids", type=int, nargs="+", metavar="ID")
    for name, text in (
        ("keep", "keep a calendar here that the server offers"),
        ("drop", "keep a calendar here no more"),
    ):
        add(verbs, name, f"account_verbs.{name}", text).add_argument("id", type=int, metavar="ID")
    move = add(verbs, "move", "account_verbs.move", "move a calendar of this computer to an account")
    move.add_argument("id", type=int, metavar="ID")
    where = move.add_mutually_exclusive_group(required=True)
    where.add_argument("--account", type=int, metavar="ID", help="as a new calendar there")
    where.add_argument("--into", type=int, metavar="CALENDAR", help="its events into a calendar that is there")
    delete = add(verbs, "delete", "account_verbs.delete", "delete a calendar, on its server, too")
    delete.add_argument("id", type=int, metavar="ID")
    delete.add_argument("--name", required=True, help="its name, so that no other is deleted by mistake")


def _way(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pin", default="", metavar="SHA256", help="the one certificate that is trusted")
    parser.add_argument("--authority", default="", metavar="FILE", help="certificates of an own authority (PEM)")
    parser.add_argument("--client-certificate", default="", metavar="FILE", help="key and certificate (PEM)")
    parser.add_argument("--proxy", default="", metavar="URL")
