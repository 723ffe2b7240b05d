"""Passwords and tokens in the keyring of the system, in parts that fit every system.

Fails closed: never writes to a file, and knows nothing of what the secrets are for.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import logging
import os
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeVar, cast

from dainvo.errors import NeedsUser, Why
from dainvo.keyring_turns import Turns

_log = logging.getLogger(__name__)
_T = TypeVar("_T")

SERVICE = "dainvo"
#: Windows holds 2,560 bytes an entry and keyring writes UTF-16 there: 1,280 units, with room to spare.
PART_UNITS = 1000
#: So long a call waits for a keyring that says nothing: mostly it asks to be unlocked, perhaps where nobody sees it.
PATIENCE_S = 30.0
_MOST_PARTS = 4096
_ALLOWED = {
    "win32": (("keyring.backends.Windows", "WinVaultKeyring"),),
    "darwin": (("keyring.backends.macOS", "Keyring"),),
    "": (("keyring.backends.SecretService", "Keyring"), ("keyring.backends.kwallet", "DBusKeyring")),
}
_LOCKED = {"KeyringLocked", "InitError", "LockedException", "PromptDismissedException"}
_ABSENT = {"NoKeyringError", "SecretServiceNotAvailableException"}


class Backend(Protocol):
    """What a keyring must be able to do; the shape of `keyring.backend.KeyringBackend`."""

    def get_password(self, service: str, username: str) -> str | None: ...
    def set_password(self, service: str, username: str, password: str) -> None: ...
    def delete_password(self, service: str, username: str) -> None: ...


@dataclass(frozen=True, slots=True)
class _Head:
    """The entry that says which parts count. Written last, so that it never names what is not there."""

    generation: int = 0
    count: int = 0
    digest: str = ""

    def to_json(self) -> str:
        return json.dumps({"generation": self.generation, "count": self.count, "digest": self.digest})

    @classmethod
    def from_json(cls, text: str | None) -> _Head:
        try:
            values = json.loads(text or "{}")
            return cls(int(values["generation"]), int(values["count"]), str(values["digest"]))
        except (ValueError, KeyError, TypeError):
            return cls()


class Secrets:
    """Values by key. Every call blocks, perhaps for a prompt of the system: call it in a short-lived thread.

    Every call raises NeedsUser: NO_KEYRING (none of the allowed ones answers), KEYRING_LOCKED (unlock it, then it works
    again; one that says nothing for `PATIENCE_S` counts as locked, too), KEYRING_FAILED (it refused, or did not keep
    what was written).

    Layout: the head `key` names a generation and the number of its parts `key#generation#n`. A writer only ever adds
    the next generation, moves the head, and drops the one before; leftovers of a crash are thus in the generations
    next to the head's, where the next writer sweeps.
    """

    def __init__(
        self, backend: Backend | None = None, *, service: str = SERVICE, patience_s: float = PATIENCE_S
    ) -> None:
        """`backend`: for tests; else the first usable one of the allow-list, looked for at the first call.

        `service` keeps several profiles apart.
        """
        self.place = "system"  # "system" | "memory"
        self._service = service
        self._given = backend
        self._found: Backend | None = None
        self._turns = Turns(patience_s)

    @classmethod
    def in_memory(cls) -> Secrets:
        """Nothing outlives the program: for the demo and for tests."""
        made = cls(_Memory())
        made.place = "memory"
        return made

    def usable(self) -> None:
        """Prove with a probe entry that values are kept: written, read back, deleted."""
        self._turns.take(self._usable)

    def get(self, key: str) -> str | None:
        """The value; None if there is none, or if only a part of one is left."""
        return self._turns.take(lambda: self._get(key))

    def put(self, key: str, value: str) -> None:
        """Store and read back. Whatever happens on the way, the old or the new value stays whole."""
        self._turns.take(lambda: self._put(key, value))

    def delete(self, key: str) -> None:
        """Remove every trace of the value; nothing happens if there is none.

        The head goes last: a deletion cut short can be repeated, and finds the parts that are left.
        """
        self._turns.take(lambda: self._delete(key))

    def on_answer(self, call: Callable[[], None]) -> None:
        """Have `call` called, on a thread of its own, when a keyring that left callers without an answer speaks again:
        somebody unlocked it."""
        self._turns.on_answer = call

    def wait_no_more(self) -> None:
        """Whoever waits for the keyring is told now that it says nothing: the program ends."""
        self._turns.leave_all()

    def _usable(self) -> None:
        name = f"probe:{os.getpid()}:{threading.get_ident()}"
        value = os.urandom(16).hex()
        self._write(name, value)
        kept = self._read(name)
        self._drop(name)
        if kept != value:
            raise NeedsUser(Why.KEYRING_FAILED, detail="the keyring does not keep what is written")

    def _get(self, key: str) -> str | None:
        head = _Head.from_json(self._read(key))
        while head.count:
            value = self._whole(key, head)
            if value is not None:
                return value
            newer = _Head.from_json(self._read(key))
            if newer == head:
                _log.warning("a secret is incomplete in the keyring")
                return None
            head = newer  # another process replaced it between two reads
        return None

    def _put(self, key: str, value: str) -> None:
        parts = list(_parts(value))
        old = _Head.from_json(self._read(key))
        new = _Head(old.generation + 1, len(parts), _digest(value))
        self._sweep(key, old.generation - 1)
        self._sweep(key, new.generation)
        for number, part in enumerate(parts):
            self._write(_entry(key, new.generation, number), part)
        if self._whole(key, new) != value:
            raise NeedsUser(Why.KEYRING_FAILED, detail="the keyring does not keep what is written")
        self._write(key, new.to_json())
        if _Head.from_json(self._read(key)) != new:
            raise NeedsUser(Why.KEYRING_FAILED, detail="the keyring does not keep what is written")
        try:
            self._sweep(key, old.generation)
        except NeedsUser:
            _log.warning("an old secret could not be removed yet")  # the next writer sweeps it

    def _delete(self, key: str) -> None:
        head = _Head.from_json(self._read(key))
        for generation in (head.generation - 1, head.generation + 1, head.generation):
            self._sweep(key, generation)
        self._drop(key)

    def _whole(self, key: str, head: _Head) -> str | None:
        parts = []
        for number in range(min(head.count, _MOST_PARTS)):
            part = self._read(_entry(key, head.generation, number))
            if part is None:
                return None
            parts.append(part)
        value = "".join(parts)
        return value if _digest(value) == head.digest else None

    def _sweep(self, key: str, generation: int) -> None:
        """Drop the parts of `generation`, the last first: what a crash leaves over is still found by counting up."""
        if generation < 1:
            return
        count = 0
        while count < _MOST_PARTS and self._read(_entry(key, generation, count)) is not None:
            count += 1
        for number in reversed(range(count)):
            self._drop(_entry(key, generation, number))

    def _read(self, name: str) -> str | None:
        return self._ask(lambda backend: backend.get_password(self._service, name))

    def _write(self, name: str, value: str) -> None:
        self._ask(lambda backend: backend.set_password(self._service, name, value))

    def _drop(self, name: str) -> None:
        if self._read(name) is not None:
            self._ask(lambda backend: backend.delete_password(self._service, name))

    def _ask(self, question: Callable[[Backend], _T]) -> _T:
        self._turns.check()
        try:
            return question(self._backend())
        except NeedsUser:
            raise
        except Exception as error:  # noqa: BLE001 - back ends raise types of their own for D-Bus, Win32 and Keychain
            raise _failure(error) from None  # their texts may quote what was to be stored

    def _backend(self) -> Backend:
        if self._found is None:
            self._found = _allowed_backend() if self._given is None else _checked(self._given)
        return self._found


class _Memory:
    def __init__(self) -> None:
        self._entries: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self._entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self._entries[service, username]


def _allowed_backend() -> Backend:
    """The first of the allow-list that this system offers.

    keyring's own choice is not asked: it obeys PYTHON_KEYRING_BACKEND, a file and installed plug-ins.
    """
    for module_name, class_name in _ALLOWED.get(sys.platform, _ALLOWED[""]):
        try:
            found = getattr(importlib.import_module(module_name), class_name)
            if found.priority > 0:
                return _without_environment(found)
        except Exception as error:  # noqa: BLE001 - each back end has its own way to say that its system is not there
            _log.info("keyring %s is not there: %s", module_name, type(error).__name__)
    raise NeedsUser(Why.NO_KEYRING)


def _without_environment(found: type[object]) -> Backend:
    """An instance that KEYRING_PROPERTY_… and KEYCHAIN_PATH cannot steer elsewhere."""
    make_class = cast("Callable[..., type[object]]", type(found))  # keyring's classes have a metaclass
    plain = make_class(found.__name__, (found,), {"set_properties_from_env": lambda self: None, "keychain": None})
    return cast(Backend, plain())


def _checked(given: Backend) -> Backend:
    """`given`, unless it is one of keyring's that is not allowed (null, fail, plain files, a chain of all)."""
    kind = type(given)
    from_keyring = kind.__module__.partition(".")[0] in ("keyring", "keyrings")
    if from_keyring and not any((kind.__module__, kind.__name__) in rows for rows in _ALLOWED.values()):
        raise NeedsUser(Why.NO_KEYRING, detail=f"{kind.__module__} is not allowed")
    return given


def _failure(error: Exception) -> NeedsUser:
    names = {kind.__name__ for kind in type(error).__mro__}
    if names & _LOCKED:
        why = Why.KEYRING_LOCKED
    elif names & _ABSENT:
        why = Why.NO_KEYRING
    else:
        why = Why.KEYRING_FAILED
    return NeedsUser(why, detail=type(error).__name__)


def _entry(key: str, generation: int, number: int) -> str:
    return f"{key}#{generation}#{number}"


def _digest(value: str) -> str:
    """Tells a whole value from parts of two; says nothing about the value to who cannot read it anyway."""
    return hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _parts(value: str) -> Iterator[str]:
    """`value` in parts of at most PART_UNITS UTF-16 units; one empty part for an empty value."""
    start = units = 0
    for at, character in enumerate(value):
        width = 2 if character > "\uffff" else 1
        if units + width > PART_UNITS:
            yield value[start:at]
            start, units = at, 0
        units += width
    yield value[start:]
