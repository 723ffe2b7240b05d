"""Pages that were laid out already: the one that was shown before, and those beside it.

Knows nothing of pages: whoever asks for one names all that it was laid out for.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

MOST = 4  # the page that is shown, one on each side, and the one that was shown before

_Page = TypeVar("_Page")


class Made(Generic[_Page]):
    """The last few pages that were asked for, or made ahead."""

    def __init__(self) -> None:
        self._pages: dict[Hashable, _Page] = {}

    def page(self, made_for: Hashable, make: Callable[[], _Page]) -> _Page:
        """The page that was made for just this, or else the one that `make` makes."""
        page = self._pages.pop(made_for, None) or make()
        self.keep(made_for, page)
        return page

    def keep(self, made_for: Hashable, page: _Page) -> None:
        """Keep a page that was made for just this."""
        self._pages[made_for] = page
        while len(self._pages) > MOST:
            del self._pages[next(iter(self._pages))]

    def __contains__(self, made_for: Hashable) -> bool:
        return made_for in self._pages
