"""Words from outside for places where Qt looks for markup by itself: they show as they are.

Loaded before the first paint: `html` would load a table of names for it.
"""

from __future__ import annotations


def escape(text: str) -> str:
    """`text` as Qt's rich text shows it unchanged."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def tip(text: str) -> str:
    """`text` as a tooltip that Qt takes for no markup of somebody else's."""
    return f"<span>{escape(text)}</span>" if "<" in text or "&" in text else text
