"""Pictures as data: poses in YAML become figures in SVG, with a stylesheet that colours and moves them."""

from generator.figures.draw import Work, svg
from generator.figures.style import stylesheet

__all__ = ["Work", "stylesheet", "svg"]
