"""The pictures of the screens: `python -m benchmarks.screens`."""
