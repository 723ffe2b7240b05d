"""`python -m benchmarks [--large] [NAME …]`: runs the benchmarks and prints their figures."""

from __future__ import annotations

import importlib
import os
import sys

NAMES = (
    "start",
    "bundle",
    "idle_memory",
    "save",
    "edit_seen",
    "paging",
    "frames",
    "dragging",
    "opening",
    "idle",
    "queries",
    "open_series",
    "first_sync",
    "sync_radicale",
    "sync_stalls",
    "sync_traffic",
    "import_file",
    "search",
    "zoom",
)


def main(arguments: list[str]) -> int:
    names = [argument for argument in arguments if argument != "--large"]
    if names != arguments:
        os.environ["DAINVO_BENCH"] = "large"
    if unknown := set(names) - set(NAMES):
        print(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}", file=sys.stderr)
        return 2
    for name in names or NAMES:
        module = importlib.import_module(f"benchmarks.{name}")
        print(f"{name}: {(module.__doc__ or '').strip().splitlines()[0]}", flush=True)
        for figure in module.figures():
            print(f"  {figure}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
