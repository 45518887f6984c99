"""What the tests of builds share: two of the small knowledge base, made once a process, and a server of the first."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.builds import Build, Host, hosting, two


@pytest.fixture(scope="session")
def builds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Build, Build]:
    """An older and a later one. Whoever changes a file of theirs puts it back."""
    return two(tmp_path_factory.mktemp("builds"))


@pytest.fixture(scope="session")
def build(builds: tuple[Build, Build]) -> Build:
    """The older one."""
    return builds[0]


@pytest.fixture(scope="module")
def host(build: Build) -> Iterator[Host]:
    """A server of the older one, until a test has it move."""
    with hosting(build) as served:
        yield served
