"""Dainvo: a desktop calendar for people whose days are meetings."""

__version__ = "0.1.0"

#: Public Client ID of Dainvo's Zoom app, put in by whoever builds a release; empty in a checkout. It is no secret.
ZOOM_CLIENT_ID = ""
