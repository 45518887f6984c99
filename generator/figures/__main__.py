"""python -m generator.figures --sheet DIR: one page with every figure, to look at."""

from __future__ import annotations

import argparse
import json
from html import escape
from pathlib import Path

from generator.figures import Work, name_of, stylesheet, svg
from generator.figures.pose import Figure
from generator.load import load


def figures(root: Path) -> dict[str, tuple[str, Figure, list[Work]]]:
    """Every figure of a knowledge folder by name: (title, figure, muscles). Faulty files are left to the check."""
    out = {}
    documents, _ = load(root)
    titles = {d.data.get("id"): d.data.get("title") for d in documents if d.name.startswith("muscles/")}
    for d in documents:
        if d.name.startswith(("exercises/", "tests/")) and d.data.get("figure"):
            muscles = [Work(m["muscle"], titles[m["muscle"]], m["share"]) for m in d.data.get("muscles", ())]
            name = name_of(d.data["id"], d.data.get("code", ""))
            out[name] = (d.name, Figure.model_validate_json(_json(d.data["figure"])), muscles)
    return out


def _json(data: object) -> str:
    return json.dumps(data)


def sheet(shown: dict[str, tuple[str, Figure, list[Work]]]) -> str:
    """The contact sheet's page."""
    rows = []
    for name, (title, figure, muscles) in shown.items():
        drawn, caption = svg(name, figure, title, muscles), escape(title)
        rows.append(f'<figure id="{caption}"><figcaption>{caption} ({len(drawn)})</figcaption>{drawn}</figure>')
    return (
        '<!doctype html><meta charset="utf-8"><title>Figures</title><link rel="stylesheet" href="figures.css">'
        f'<link rel="stylesheet" href="sheet.css"><main>{"".join(rows)}</main>'
    )


PAGE = """body{font:14px sans-serif;margin:1rem}
main{display:grid;grid-template-columns:repeat(auto-fill,minmax(22rem,1fr));gap:1rem}
figure{margin:0;padding:.5rem;border:1px solid #ddd}figcaption{font-weight:600}
"""


def main() -> None:
    """Write the sheet."""
    parser = argparse.ArgumentParser(
        prog="python -m generator.figures", description="a page of all figures, to look at"
    )
    parser.add_argument("--sheet", type=Path, required=True, metavar="DIR")
    parser.add_argument("--knowledge", type=Path, default=Path("knowledge"))
    given = parser.parse_args()
    shown = figures(given.knowledge)
    given.sheet.mkdir(parents=True, exist_ok=True)
    (given.sheet / "index.html").write_text(sheet(shown), encoding="utf-8")
    (given.sheet / "figures.css").write_text(stylesheet({n: f for n, (_, f, _) in shown.items()}), encoding="utf-8")
    (given.sheet / "sheet.css").write_text(PAGE, encoding="utf-8")


if __name__ == "__main__":
    main()
