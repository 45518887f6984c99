"""A site is built beside the last good one, and takes its place whole: what fails before costs nothing.

SITE       what is published
.SITE.new  what is being built; whoever builds it has it locked
.SITE.old  what was published until a moment ago
"""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


class CannotBuild(Exception):
    """Nothing can be built there, in one line."""


@dataclass(frozen=True)
class Beside:
    """A site in the making."""

    site: Path
    new: Path
    lock: int | None
    """An open file of the system; None where it has no such locks."""

    @property
    def old(self) -> Path:
        return self.new.with_suffix(".old")


def begin(site: Path) -> Beside:
    """Make the empty folder to build in. `site` may be there or not; a link to a folder is followed, and stays.

    A build that died in the middle of `finish` is put right first. Raises CannotBuild, also where there is something
    else than a site, and OSError.
    """
    site = Path(os.path.realpath(site))
    if site.exists() and not site.is_dir():
        raise CannotBuild(f"{site} is a file, where the site's folder should be; remove it, or build elsewhere")
    if site.is_mount():
        raise CannotBuild(f"{site} is a disk of its own, which no other folder can replace; build into a folder on it")
    if mine := _of_others(site):
        message = f"{site} holds what is no site, such as {mine}, and would lose it; build into a folder of its own"
        raise CannotBuild(message)
    new = site.parent / f".{site.name}.new"
    new.mkdir(parents=True, exist_ok=True)
    found = Beside(site, new, _locked(new))
    _put_right(found)
    _empty(new)
    return found


def finish(made: Beside) -> None:
    """Let the new site take the last one's place. Hidden files stay: what hosts and git keep in the folder."""
    if made.site.exists():
        for path in made.site.glob(".*"):
            if not (made.new / path.name).exists():
                _copy(path, made.new / path.name)
        shutil.copymode(made.site, made.new)
    try:
        if made.site.exists():
            made.site.rename(made.old)
        made.new.rename(made.site)
    except BaseException:  # Ctrl-C too
        _put_right(made)
        raise
    _remove(made.old)
    _unlock(made)


def give_up(made: Beside) -> None:
    """Throw away what was built so far."""
    _remove(made.new)
    _unlock(made)


def _put_right(found: Beside) -> None:
    """There is a last good site, and only one."""
    if found.old.exists() and not found.site.exists():
        found.old.rename(found.site)
    _remove(found.old)


def _of_others(site: Path) -> str:
    """The name of something in a folder that is no site, which building there would remove; "" where there is none."""
    if not site.is_dir() or (site / "index.html").is_file():
        return ""
    return min((path.name for path in site.iterdir() if not path.name.startswith(".")), default="")


def _copy(path: Path, to: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.copytree(path, to, symlinks=True)
    else:
        shutil.copy2(path, to, follow_symlinks=False)


def _empty(folder: Path) -> None:
    folder.chmod(0o700)
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            _remove(path)
        else:
            path.unlink()


def _remove(folder: Path) -> None:
    """Also what was made read-only: whatever stayed would be in the way of every later build."""
    with suppress(OSError):
        folder.chmod(0o700)
        for here, folders, _ in os.walk(folder):
            for path in (Path(here, name) for name in folders):
                if not path.is_symlink():
                    path.chmod(0o700)
    shutil.rmtree(folder, ignore_errors=True)


def _locked(folder: Path) -> int | None:
    """Lock a folder for as long as this process lives. Raises CannotBuild where another has it."""
    if sys.platform == "win32":
        return None
    import fcntl

    lock = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.path.samestat(os.fstat(lock), folder.stat()):  # else its builder has just finished, and this is the site
            return lock
    except (BlockingIOError, FileNotFoundError):
        pass
    os.close(lock)
    raise CannotBuild(f"another build is at work in {folder}; try again when it has ended")


def _unlock(made: Beside) -> None:
    if made.lock is not None:
        os.close(made.lock)
