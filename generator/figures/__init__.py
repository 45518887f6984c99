"""Pictures as data: poses in YAML become figures in SVG, with a stylesheet that colours and moves them."""

from generator.figures.draw import Work, name_of, svg
from generator.figures.style import stylesheet

__all__ = ["Work", "name_of", "stylesheet", "svg"]
