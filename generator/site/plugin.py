"""MkDocs hooks in call order. The only importer of mkdocs: a thin adapter over generator.site."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from mkdocs.config import base
from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

from generator import brand, runtime
from generator.check import check_all
from generator.problems import errors
from generator.site.generate import generate
from generator.site.render import TEMPLATES
from generator.site.seal import seal

log = get_plugin_logger(__name__)


class Options(base.Config):  # type: ignore[no-untyped-call]  # mkdocs leaves __init_subclass__ untyped
    knowledge = c.Type(str, default="knowledge")
    brand = c.Type(str, default="local/brand.yml")
    runtime = c.Type(str, default="build/runtime")


class CounterpoisePlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Checks before anything is cleaned, adds the generated pages, seals the finished site."""

    serving = False

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        here = Path(config.config_file_path).parent
        self.runtime = here / self.config.runtime
        knowledge, brand_file = here / self.config.knowledge, here / self.config.brand
        config.watch += [str(knowledge), str(brand_file.parent), str(TEMPLATES)]
        self.knowledge, problems = check_all(knowledge)
        found, brand_problems = brand.read(brand_file)
        problems = sorted([*problems, *brand_problems])
        if found is None or errors(problems):
            raise PluginError("\n" + "\n".join(map(str, errors(problems))))
        self.brand = found
        _apply(found, config)
        config.extra["words"] = self.knowledge.phrases[config.theme["language"]]
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        for artifact in generate(self.knowledge, self.brand):
            file = File.generated(config, artifact.path, content=artifact.content)
            file.edit_uri = f"../{artifact.source}" if artifact.source else None
            files.append(file)
        for name, path in _runtime_files(self.runtime, self.serving).items():
            files.append(File.generated(config, f"assets/runtime/{name}", abs_src_path=str(path)))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        _adopt(nav, files)
        return nav

    @event_priority(-100)  # after the search index and whatever else is written
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if not self.serving:  # livereload is an inline script
            seal(Path(config.site_dir))


def _apply(found: brand.Brand, config: MkDocsConfig) -> None:
    """Let the brand name the site. Not through repo_url: the theme would ask the repository's host for numbers."""
    config.site_name, config.site_description = found.name, found.tagline
    config.extra["brand"] = found
    if found.repository:
        config.edit_uri = f"{found.repository.rstrip('/')}/edit/{found.branch}/content/"


def _runtime_files(folder: Path, serving: bool) -> dict[str, Path]:
    """Python for the browser. Without it pages can be read and nothing can be scored: a warning, fatal in make site."""
    try:
        return runtime.files(folder)
    except runtime.RuntimeBuildError as error:
        if not serving:
            log.warning(str(error))
        return {}


def _adopt(nav: Navigation, files: Files) -> None:
    """Give each page that the menu does not name the parent of its folder's index: its tab is then the active one."""
    indexes = {page.file.src_uri.rpartition("/")[0]: page for page in nav.pages if page.is_index}
    for file in files.documentation_pages():
        page, index = file.page, indexes.get(file.src_uri.rpartition("/")[0])
        if page is not None and page.parent is None and index is not None and "/" in file.src_uri:
            page.parent = index.parent
