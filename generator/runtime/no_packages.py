"""Stands for Pyodide's `pyodide/_package_loader.py` (see prepare.py): no package is ever loaded."""

from pyodide_js import loadedPackages  # noqa: F401  # Pyodide counts on it when it makes a snapshot


class _Folder:
    """Pyodide asks for its name with `__str__`, which texts lose on their way to JavaScript."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __str__(self) -> str:
        return self.name


SITE_PACKAGES = _Folder("/lib/site-packages")
DSO_DIR = _Folder("/usr/lib")


def init_loaded_packages() -> None:
    """Called when Pyodide has started."""
