"""Dainvo: a desktop calendar for people whose days are meetings."""

__version__ = "0.1.0"
