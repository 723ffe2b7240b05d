"""The secret store: allow-list, parts, and that no crash costs a value."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import keyring.backends.chainer
import keyring.backends.fail
import keyring.backends.null
import keyring.errors
import pytest
from fakes.silent_keyring import SilentRing
from hypothesis import given, settings
from hypothesis import strategies as st

from dainvo.errors import NeedsUser, Why
from dainvo.secrets import PART_UNITS, Secrets


class Died(BaseException):
    """The process is gone: nothing after it runs."""


class Ring:
    """A keyring that holds Windows' limit and can die at the n-th call, before or after acting."""

    def __init__(self) -> None:
        self.entries: dict[tuple[str, str], str] = {}
        self.calls = 0
        self.dies_at = 0
        self.acts_first = False

    def _call(self) -> bool:
        self.calls += 1
        dies = self.calls == self.dies_at
        if dies and not self.acts_first:
            raise Died
        return dies

    def get_password(self, service: str, username: str) -> str | None:
        if self._call():
            raise Died
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        dies = self._call()
        assert len(password.encode("utf-16-le")) <= 2560
        self.entries[service, username] = password
        if dies:
            raise Died

    def delete_password(self, service: str, username: str) -> None:
        dies = self._call()
        if (service, username) not in self.entries:
            raise keyring.errors.PasswordDeleteError
        del self.entries[service, username]
        if dies:
            raise Died

    def again(self) -> None:
        self.calls = self.dies_at = 0


def why_of(secrets: Secrets) -> Why:
    with pytest.raises(NeedsUser) as caught:
        secrets.usable()
    return caught.value.why


def test_a_value_comes_back_and_goes() -> None:
    secrets = Secrets(Ring())
    assert secrets.get("zoom:1") is None
    secrets.put("zoom:1", "a" * 2500)
    secrets.put("zoom:12", "other")
    assert secrets.get("zoom:1") == "a" * 2500
    secrets.delete("zoom:1")
    secrets.delete("zoom:1")
    assert secrets.get("zoom:1") is None
    assert secrets.get("zoom:12") == "other"


@settings(max_examples=60)
@given(st.lists(st.text(max_size=2100), min_size=1, max_size=4))
def test_any_text_survives_and_nothing_is_left_over(values: list[str]) -> None:
    ring = Ring()
    secrets = Secrets(ring)
    for value in values:
        secrets.put("k", value)
        assert secrets.get("k") == value
    assert len(ring.entries) <= 2 + len(values[-1].encode("utf-16-le")) // 2 // (PART_UNITS - 1)
    secrets.delete("k")
    assert not ring.entries


def test_characters_beyond_the_basic_plane_fit_in_parts() -> None:
    secrets = Secrets(Ring())
    secrets.put("k", "🗓" * 1501)
    assert secrets.get("k") == "🗓" * 1501


def test_profiles_are_kept_apart() -> None:
    ring = Ring()
    one, two = Secrets(ring, service="dainvo-a"), Secrets(ring, service="dainvo-b")
    one.put("k", "1")
    assert two.get("k") is None


OLD, NEW = "o" * 2300, "n" * 1700


@pytest.mark.parametrize("acts_first", [False, True])
def test_put_survives_death_at_every_call(acts_first: bool) -> None:
    """C-S1: a crash leaves the old or the new value whole, and the next writer leaves no trace of it."""
    point = 0
    while True:
        point += 1
        ring = Ring()
        secrets = Secrets(ring)
        secrets.put("k", "x" * 3300)
        secrets.put("k", OLD)
        ring.again()
        ring.dies_at, ring.acts_first = point, acts_first
        try:
            secrets.put("k", NEW)
        except Died:
            ring.again()
        else:
            break
        assert secrets.get("k") in (OLD, NEW), f"call {point}"
        secrets.put("k", "last")
        assert secrets.get("k") == "last"
        assert len(ring.entries) == 2, f"call {point}: {sorted(ring.entries)}"
    assert point > 10


@pytest.mark.parametrize("acts_first", [False, True])
def test_death_twice_in_a_row_leaves_nothing_behind(acts_first: bool) -> None:
    for first in range(1, 26):
        for second in range(1, 26):
            ring = Ring()
            secrets = Secrets(ring)
            secrets.put("k", OLD)
            for point in (first, second):
                ring.again()
                ring.dies_at, ring.acts_first = point, acts_first
                try:
                    secrets.put("k", NEW if point == first else "m" * 1100)
                except Died:
                    pass
            ring.again()
            assert secrets.get("k") in (OLD, NEW, "m" * 1100)
            secrets.delete("k")
            assert not ring.entries, (first, second)


@pytest.mark.parametrize("acts_first", [False, True])
def test_a_deletion_cut_short_can_be_repeated(acts_first: bool) -> None:
    """Y05: no bytes of a secret outlive the second attempt."""
    for point in range(1, 30):
        ring = Ring()
        secrets = Secrets(ring)
        secrets.put("k", OLD)
        ring.again()
        ring.dies_at, ring.acts_first = point, acts_first
        try:
            secrets.delete("k")
        except Died:
            pass
        ring.again()
        assert secrets.get("k") in (OLD, None)
        secrets.delete("k")
        assert not ring.entries


def test_a_first_value_cut_short_is_absent_and_leaves_nothing() -> None:
    for point in range(1, 12):
        ring = Ring()
        secrets = Secrets(ring)
        ring.dies_at = point
        try:
            secrets.put("k", OLD)
        except Died:
            pass
        ring.again()
        assert secrets.get("k") in (None, OLD)
        secrets.delete("k")
        assert not ring.entries


class Forgetful(Ring):
    """Pretends to store, as keyring's null back end does."""

    def set_password(self, service: str, username: str, password: str) -> None:
        return


class Cutting(Ring):
    """Stores less than it was given."""

    def set_password(self, service: str, username: str, password: str) -> None:
        super().set_password(service, username, password[:900])


@pytest.mark.parametrize("ring", [Forgetful(), Cutting()])
def test_what_is_not_kept_is_noticed(ring: Ring) -> None:
    with pytest.raises(NeedsUser) as caught:
        Secrets(ring).put("k", OLD)
    assert caught.value.why is Why.KEYRING_FAILED


def test_a_keyring_that_stops_keeping_loses_no_old_value() -> None:
    ring = Cutting()
    secrets = Secrets(ring)
    secrets.put("k", "short")
    with pytest.raises(NeedsUser):
        secrets.put("k", OLD)
    assert secrets.get("k") == "short"


def test_usable_proves_that_values_are_kept() -> None:
    ring = Ring()
    Secrets(ring).usable()
    assert not ring.entries
    assert why_of(Secrets(Forgetful())) is Why.KEYRING_FAILED


@pytest.mark.parametrize(
    "kind", [keyring.backends.null.Keyring, keyring.backends.fail.Keyring, keyring.backends.chainer.ChainerBackend]
)
def test_back_ends_that_are_not_allowed_are_refused(kind: Callable[[], Any]) -> None:
    """Y01: null, fail and whatever hides behind a chain."""
    assert why_of(Secrets(kind())) is Why.NO_KEYRING


class Failing(Ring):
    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def get_password(self, service: str, username: str) -> str | None:
        raise self.error

    def set_password(self, service: str, username: str, password: str) -> None:
        raise self.error


class LockedException(Exception):
    """Named as secretstorage names it."""


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (keyring.errors.KeyringLocked("x"), Why.KEYRING_LOCKED),
        (keyring.errors.InitError("x"), Why.KEYRING_LOCKED),
        (LockedException("x"), Why.KEYRING_LOCKED),
        (keyring.errors.NoKeyringError("x"), Why.NO_KEYRING),
        (keyring.errors.PasswordSetError("x"), Why.KEYRING_FAILED),
        (RuntimeError("x"), Why.KEYRING_FAILED),
        (OSError("x"), Why.KEYRING_FAILED),
    ],
)
def test_locked_absent_and_failing_differ(error: Exception, why: Why) -> None:
    """Y16: a locked keyring is not an empty one."""
    secrets = Secrets(Failing(error))
    assert why_of(secrets) is why
    with pytest.raises(NeedsUser) as caught:
        secrets.get("k")
    assert caught.value.why is why


def locked(call: Callable[[], object]) -> None:
    with pytest.raises(NeedsUser) as caught:
        call()
    assert caught.value.why is Why.KEYRING_LOCKED


def test_a_question_that_nobody_answers_is_waited_for_no_longer_than_patience_lasts() -> None:
    """Y16: a prompt that no desktop shows counts as locked; once it is answered all works, and who waited is told."""
    ring, spoke = SilentRing(), threading.Event()
    secrets = Secrets(ring, patience_s=0.01)
    secrets.on_answer(spoke.set)
    locked(lambda: secrets.put("k", "given up"))
    locked(lambda: secrets.get("k"))
    ring.open.set()
    assert spoke.wait(60)
    assert not ring.entries, "what was told to have failed is not done later"
    patient = Secrets(ring)
    patient.put("k", "v")
    assert patient.get("k") == "v"


def test_while_a_question_is_open_nobody_else_waits_for_it() -> None:
    ring = SilentRing()
    secrets = Secrets(ring, patience_s=3600)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(secrets.get, "k")
        assert ring.asked.wait(60)
        second = pool.submit(secrets.put, "k", "v")
        secrets.wait_no_more()  # the program ends
        locked(first.result)
        locked(second.result)
    locked(lambda: secrets.get("k"))
    ring.open.set()


def test_no_secret_in_the_texts_of_failures(caplog: pytest.LogCaptureFixture) -> None:
    secrets = Secrets(Failing(RuntimeError("could not store canary-5d1f")))
    with pytest.raises(NeedsUser) as caught:
        secrets.put("k", "canary-5d1f")
    assert (
        "canary" not in f"{caught.value!r} {caught.value} {caught.value.detail} {caught.value.__cause__} {caplog.text}"
    )


def test_the_environment_chooses_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """U-6, U-12: PYTHON_KEYRING_BACKEND and keyring's own file have no effect. Run apart: keyring caches."""
    (tmp_path / "python_keyring").mkdir()
    (tmp_path / "python_keyring" / "keyringrc.cfg").write_text(
        "[backend]\ndefault-keyring=keyring.backends.null.Keyring\n", encoding="utf-8"
    )
    code = """
        from dainvo.errors import NeedsUser
        from dainvo.secrets import Secrets
        try:
            Secrets().usable()
            print("usable")
        except NeedsUser as error:
            print(error.why)
    """
    environment = {
        **os.environ,
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        "XDG_CONFIG_HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path),
        "DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path}/none",
    }
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", textwrap.dedent(code)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=500,
        check=True,
    )
    assert ran.stdout.strip() == Why.NO_KEYRING


def test_nothing_of_keyring_is_loaded_before_it_is_used() -> None:
    code = "import sys, dainvo.secrets as s; s.Secrets(); print('keyring' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=500, check=True)
    assert ran.stdout.strip() == "False"


def test_memory_keeps_for_this_run_only() -> None:
    secrets = Secrets.in_memory()
    secrets.usable()
    secrets.put("k", "v")
    assert secrets.get("k") == "v"
    assert secrets.place == "memory"
    assert Secrets.in_memory().get("k") is None


_DAEMONS = ("dbus-run-session", "gnome-keyring-daemon")


def _run_on_secret_service(tmp_path: Path, code: str, unlock: str) -> str:
    """What `code` prints beside a fresh Secret Service with an empty home."""
    (tmp_path / "run").mkdir(mode=0o700)
    script = f'{unlock}; exec "{sys.executable}" -c "$CODE"'
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "XDG_RUNTIME_DIR": str(tmp_path / "run"),
        "LANG": "C.UTF-8",
        "CODE": textwrap.dedent(code),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        "KEYRING_PROPERTY_SCHEME": "rubbish",
        "PYTHONPATH": str(Path(__file__).parent.parent),
    }
    ran = subprocess.run(
        ["dbus-run-session", "--", "bash", "-c", script],
        env=environment,
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip()


@pytest.mark.skipif(
    not all(map(shutil.which, _DAEMONS)), reason=f"needs {' and '.join(_DAEMONS)} to start a real Secret Service"
)
def test_a_real_secret_service(tmp_path: Path) -> None:
    """Y01: the true back end is found in spite of the environment, keeps long values and forgets them."""
    code = """
        from dainvo.secrets import Secrets
        secrets = Secrets()
        secrets.usable()
        long = "t" * 2400 + "🗓"
        secrets.put("zoom:1", long)
        secrets.put("zoom:1", long[1:])
        assert Secrets().get("zoom:1") == long[1:]
        assert Secrets().get("caldav:1") is None
        secrets.delete("zoom:1")
        secrets.delete("zoom:1")
        assert Secrets().get("zoom:1") is None
        import secretstorage
        with secretstorage.dbus_init() as bus:
            assert not list(secretstorage.search_items(bus, {"service": "dainvo"}))
        print(type(secrets._backend()).__mro__[1].__module__)
    """
    unlock = 'printf "\\n" | gnome-keyring-daemon --unlock --components=secrets >/dev/null'
    assert _run_on_secret_service(tmp_path, code, unlock) == "keyring.backends.SecretService"


@pytest.mark.skipif(
    not all(map(shutil.which, _DAEMONS)), reason=f"needs {' and '.join(_DAEMONS)} to start a real Secret Service"
)
def test_a_secret_service_that_nobody_unlocked(tmp_path: Path) -> None:
    """Y16: named as locked, not as empty."""
    code = """
        from dainvo.errors import NeedsUser
        from dainvo.secrets import Secrets
        try:
            print(Secrets().get("zoom:1"))
        except NeedsUser as error:
            print(error.why)
    """
    start = "gnome-keyring-daemon --start --components=secrets >/dev/null"
    assert _run_on_secret_service(tmp_path, code, start) == Why.KEYRING_LOCKED
