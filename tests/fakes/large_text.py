"""A user whose own font is larger than usual."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtWidgets import QApplication

from dainvo.ui import theme
from dainvo.ui.views import lettering


@contextmanager
def larger(application: QApplication, scale: float) -> Iterator[None]:
    """Windows that are opened within have words `scale` times as large."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(theme, "text_scale", lambda: scale)
        _dressed(application)
        yield
    _dressed(application)


def _dressed(application: QApplication) -> None:
    theme._font.cache_clear()
    lettering.forget()
    theme.apply(application, "light")
