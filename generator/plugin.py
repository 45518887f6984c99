"""MkDocs hooks in call order. The only importer of mkdocs: a thin adapter over generator.publishing."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from functools import cached_property, partial
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from markupsafe import Markup, escape
from mkdocs.commands.build import build as make
from mkdocs.config import base
from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from generator import brand, offline
from generator.__main__ import parser
from generator.handouts import HandoutError, papers_of
from generator.knowledge.addresses import MANUAL, SHOWN
from generator.manual.chapter import Chapter
from generator.manual.reference import chapters
from generator.model import Muscle, Source
from generator.progress import Bar
from generator.publishing import beside, feed, findable, headers, languages, menu, social, standing
from generator.publishing.build import Built, build
from generator.publishing.placed import NoSuchPicture, cited, put, reached
from generator.reading.problems import CheckFailed
from generator.seal import Unsafe, seal, theirs
from generator.site import described, dress, version
from generator.site.render import TEMPLATES
from quiz.telling.phrase import tell

log = get_plugin_logger(__name__)
_WORDS = "partials/languages"
"""Where the theme keeps its words, a file a language."""
_UNUSED = ("assets/javascripts/lunr/", "assets/javascripts/workers/")
"""Of the theme's search, whose place another has taken (site_overrides/main.html)."""


class Options(base.Config):  # type: ignore[no-untyped-call]  # mkdocs leaves __init_subclass__ untyped
    knowledge = c.Type(str, default="knowledge")
    local = c.Type(str, default="local")
    brand = c.Type(str, default="")
    handouts = c.Type((str, bool), default="a4 letter")  # mkdocs reads a bare off as false
    cache = c.Type(str, default="build/handouts")
    runtime = c.Type(str, default="build/runtime")
    engine = c.Type(str, default="build/engine")
    servers = c.Type(str, default="build/servers")


class CounterpoisePlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Checks, builds beside the last good site with the generated pages, seals, and lets the new one take its place.

    Whatever stops a build before that leaves the last good site as it is.
    """

    serving = False
    made: beside.Beside | None = None
    """The site in the making."""
    built: Built
    standing: list[str]
    """The HTML that stands in the page that is read."""
    bar = Bar("", 0)
    """Of its pages: each is read, and then written."""
    root = ""
    """Where the site's own language is published, as far as anybody said."""
    whole: Built | None = None
    """The site, where these are its pages in a further language: then they are built into its folder."""

    @cached_property
    def manual(self) -> tuple[Chapter, ...]:
        """The reference: it is of the program, which stays the same while pages are edited."""
        return tuple(chapters(parser()))

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        if self.whole is None:
            self.made = _begun(Path(config.site_dir))
            config.site_dir = str(self.made.new)
            self.root = self._site(config)
            self.built = self._build(config)
        self._dress(config)
        return config

    def _build(self, config: MkDocsConfig) -> Built:
        here = Path(config.config_file_path).parent
        knowledge, local = here / self.config.knowledge, here / self.config.local
        config.watch += [str(knowledge), str(local), str(TEMPLATES)]
        try:
            built = build(
                knowledge,
                local,
                self.config.brand,
                runtime=here / self.config.runtime,
                engine=here / self.config.engine,
                site=self.root,
                papers=() if self.serving else papers_of(self.config.handouts),
                cache=here / self.config.cache,
                manual=self.manual,
            )
        except CheckFailed as error:
            raise PluginError(f"\n{error}") from None
        except HandoutError as error:
            raise PluginError(f"the handouts cannot be made: {error}") from None
        if built.lacking:
            log.warning(built.lacking)
        return built

    def _site(self, config: MkDocsConfig) -> str:
        """Where the site is published; "" while it is edited, and where nobody said."""
        return "" if self.serving else config.site_url or ""

    def _dress(self, config: MkDocsConfig) -> None:
        """Give the theme what it shows around the pages."""
        k, found = self.built.knowledge, self.built.brand
        _apply(found, config)
        gone = {f"{page}.md" for page, kind in SHOWN.items() if not k.kinds.get(kind)}
        pages = menu.without(config.nav, (*gone, *(() if found.manual else (MANUAL,))))
        config.nav = menu.renamed(pages, k, found.language)
        for toggle in (scheme["toggle"] for scheme in config.theme["palette"]):
            toggle["name"] = menu.renamed(toggle["name"], k, found.language)
        toc = config.mdx_configs["toc"]
        toc["permalink_title"] = menu.renamed(toc["permalink_title"], k, found.language)
        self.sheets = languages.written(k, found.language)
        self.words = brand.worded(k, found).phrases[found.language]
        config.extra["card_of"] = partial(social.card_of, there={a.path for a in self.built.artifacts})
        config.extra["shared"] = bool(self._site(config))
        config.extra["offline"] = not self.serving
        config.extra["retest"] = k.scoring.retest_days if k.scoring else 0
        config.extra["described"] = Markup(described.written(described.home(found)))
        config.extra["feeds"] = {"application/rss+xml": feed.RSS, "application/feed+json": feed.JSON}
        config.extra["edition"] = escape(self._version())
        config.extra["words"] = {key: escape(text) for key, text in self.words.items()}
        config.extra["ways"] = []
        config.extra["up"] = "" if self.whole is None else "../"

    def _version(self) -> str:
        """Of the program, and of the knowledge as plans name it."""
        bundle = next(a.content for a in self.built.artifacts if a.path.endswith(f"/{version.BUNDLE}"))
        said = {"version": metadata.version("counterpoise"), "knowledge": json.loads(bundle)["version"]}
        return str(tell({"say": "page.footer.version", **said}, self.words))

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        for file in [file for file in files if file.src_uri.startswith(_UNUSED)]:
            files.remove(file)
        artifacts = self.built.artifacts
        _publish(config, files, [artifact.path for artifact in artifacts], dress.icon(self.built.brand))
        for artifact in artifacts:
            file = File.generated(config, artifact.path, content=artifact.content)
            file.edit_uri = f"../{artifact.source}" if artifact.source else None
            files.append(file)
        for name, text in self.sheets.items():
            if page := files.get_file_from_path(f"{name}.md"):
                page.content_string = text
        if self.serving and self.whole is None:
            leave = offline.LEAVE.read_text(encoding="utf-8")
            files.append(File.generated(config, offline.NAME, content=leave))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        _adopt(nav, files)
        self.bar = Bar("pages", 0 if self.serving else 2 * len(files.documentation_pages()))
        return nav

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        self.bar.step()
        page.meta.update({key: escape(page.meta[key]) for key in ("title", "description") if key in page.meta})
        page.edit_url = page.edit_url and escape(page.edit_url)
        try:
            muscles = self.built.knowledge.all("muscles", Muscle).items()
            sources = self.built.knowledge.all("sources", Source).items()
            markdown = cited(markdown, {name: s.kind for name, s in sources})
            markdown = reached(markdown, self.words, self.built.brand, page.url)
            markdown = put(markdown, self.words, {name: m.drawn for name, m in muscles})
        except NoSuchPicture as error:
            raise PluginError(f"{page.file.src_uri}: {error}") from None
        self.standing = []
        if page.file.generated_by:
            markdown, self.standing = standing.apart(markdown)
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        page.present_anchor_ids = (page.present_anchor_ids or set()) | standing.anchors(self.standing)
        html = standing.together(html, self.standing)
        return languages.noted(
            html, self.built.knowledge, self.words, page.file.src_uri.removesuffix(".md"), self.sheets
        )

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
        """Lead from each page to the same one in every language of the site."""
        site = self.whole or self.built
        if site.further:
            k, own = site.knowledge, site.brand.language
            here, root = self.built.brand.language, self.root
            config.extra["ways"] = languages.ways(k, own, tuple(site.further), here, page.url, root)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        self.bar.step()
        return output

    @event_priority(-100)  # after the search index and whatever else is written
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        self.bar.stop()
        findable.finish(Path(config.site_dir), self.built.knowledge, self.built.brand, self.words)
        if self.made is None:  # of a further language: the site's own build goes on
            return
        for code in self.built.further:
            self._further(config, code)
        if not self.serving:  # livereload is an inline script
            try:
                seal(self.made.new, theirs(map(Path, config.theme.dirs)))
            except Unsafe as error:
                raise PluginError(f"\n{error}") from None
            servers = Path(config.config_file_path).parent / self.config.servers
            headers.finish(self.made.new, servers, self.made.site, self.built.brand.embed)
            offline.finish(self.made.new)
        if _warned():  # mkdocs stops at them, but only after this
            return
        beside.finish(self.made)
        config.site_dir, self.made = str(self.made.site), None

    def _further(self, config: MkDocsConfig, code: str) -> None:
        """Build the pages in a further language into the folder of its code, below the site's own."""
        with TemporaryDirectory() as own:
            inner = base.load_config(
                config.config_file_path,
                site_dir=str(Path(config.site_dir) / code),
                site_url=f"{config.site_url}{code}/" if config.site_url else None,
                strict=config.strict,
            )
            if _theme_language(inner, code) is None:
                words = languages.theme_words(code, self.built.knowledge.about(code).direction)
                (folder := Path(own, _WORDS)).mkdir(parents=True)
                (folder / f"{code}.html").write_text(words, encoding="utf-8")
                inner.theme.dirs.insert(0, own)
            whole, made = self.built, self.made  # mkdocs hands every build of a process the same plugin
            self.whole, self.built, self.made = whole, whole.further[code], None
            try:
                make(inner)
            finally:
                self.whole, self.built, self.made = None, whole, made

    def on_build_error(self, *, error: Exception) -> None:
        self.on_shutdown()
        if isinstance(error, OSError):  # a full disk, a folder that may not be written
            raise Abort(f"Aborted: {error}. The last good site is as it was.") from None

    def on_shutdown(self) -> None:
        """After a build, whatever came of it; Ctrl-C leads here, too."""
        self.bar.stop()
        if self.made is not None:
            beside.give_up(self.made)
            self.made = None


def _begun(site: Path) -> beside.Beside:
    try:
        return beside.begin(site)
    except beside.CannotBuild as error:
        raise PluginError(str(error)) from None


def _warned() -> bool:
    """Whether there were warnings in a build that takes them as errors: mkdocs counts them only there."""
    handlers = logging.getLogger("mkdocs").handlers
    return any(handler.get_counts() for handler in handlers if isinstance(handler, CountHandler))


def _apply(found: brand.Brand, config: MkDocsConfig) -> None:
    """Let the brand name the site. Not through repo_url: the theme would ask the repository's host for numbers.

    Texts are escaped where the theme is given them, here, in on_config and on_page_markdown: its templates do not.
    """
    config.site_name, config.site_description = escape(found.name), escape(found.tagline)
    config.extra |= {"brand": found, "mark": Markup(brand.MARK.read_text(encoding="utf-8"))}
    config.theme["language"] = _theme_language(config, found.language) or found.language
    if found.repository:
        config.edit_uri = f"{found.repository.rstrip('/')}/edit/{found.branch}/content/"


def _theme_language(config: MkDocsConfig, code: str) -> str | None:
    """What the theme calls a language, such as pt-BR; None where it has no words in it."""
    files = (path for folder in config.theme.dirs for path in Path(folder, _WORDS).glob("*.html"))
    return next((path.stem for path in files if path.stem.lower() == code), None)


def _publish(config: MkDocsConfig, files: Files, made: Iterable[str], icon: str) -> None:
    """Have the theme name what pages run on as it is published (`made`), and serve nothing of it as it is written."""
    paths = set(made)
    folder = version.folder_of(paths)

    def moved(path: str) -> str:
        there = path.replace(version.ASSETS, folder, 1)
        return there if there in paths else path

    for file in [file for file in files if moved(file.src_uri) in paths]:
        files.remove(file)
    config.theme["favicon"], config.extra["assets"] = f"{folder}/{icon}", folder
    config.extra_css[:] = map(moved, config.extra_css)
    for script in config.extra_javascript:
        if not isinstance(script, str):
            script.path = moved(script.path)


def _adopt(nav: Navigation, files: Files) -> None:
    """Give each page that the menu does not name the parent of its folder's page: its tab is then the active one."""
    indexes = {page.file.src_uri.removesuffix("/index.md").removesuffix(".md"): page for page in nav.pages}
    for file in files.documentation_pages():
        page, index = file.page, indexes.get(file.src_uri.rpartition("/")[0])
        if page is not None and page.parent is None and index is not None and "/" in file.src_uri:
            page.parent = index.parent
