"""Stands for Pyodide's `pyodide/webloop.py` (see prepare.py): nothing here awaits, so there is no event loop."""

from pyodide_js._api import scheduleCallback  # noqa: F401  # Pyodide counts on it when it makes a snapshot


def _initialize_event_loop() -> None:
    """Called when Pyodide starts."""
