"""counterpoise figures: one page with every figure, still and moving, to look at."""

from __future__ import annotations

import argparse
from html import escape
from pathlib import Path

from generator.check import check_all
from generator.commands.asked import ask_knowledge, folder
from generator.drawing.mannequin.style import stylesheet
from generator.knowledge.base import Knowledge
from generator.pictures.figures import drawable, name_of, picture

HELP = "draw every figure on one page"


def sheet(k: Knowledge) -> tuple[str, str, int]:
    """The contact sheet's page, its stylesheet, and how many figures it shows. Faulty files are left to the check."""
    rows, shown = [], {}
    for page, figure in drawable(k):
        name = name_of(page)
        shown[name] = figure
        drawn, title = picture(k, page, "{poses} {muscles}"), escape(f"{page.title} ({name[2:]})")
        rows.append(f'<figure id="{name}"><figcaption>{title}</figcaption>{drawn}</figure>')
    html = (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Figures</title>'
        '<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="figures.css">'
        f"<main>{''.join(rows)}</main></html>"
    )
    return html, PAGE + stylesheet(shown), len(rows)


PAGE = """\
body{font:14px/1.4 system-ui,sans-serif;margin:1rem;color-scheme:light}
main{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(32rem,100%),1fr));gap:1rem}
figure{margin:0;padding:.75rem;border:1px solid #ddd;border-radius:.5rem}figcaption{font-weight:600}
"""


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("folder", type=Path, help="where the page goes")
    ask_knowledge(parser)


def run(options: argparse.Namespace) -> int:
    """Write the sheet, and print how many figures it shows."""
    html, css, count = sheet(check_all(folder(options.knowledge))[0])
    options.folder.mkdir(parents=True, exist_ok=True)
    (options.folder / "index.html").write_text(html, encoding="utf-8")
    (options.folder / "figures.css").write_text(css, encoding="utf-8")
    print(f"{count} figures: open {options.folder / 'index.html'}")
    return 0
