"""Pictures as data: poses in YAML become figures in SVG, with a stylesheet that colours and moves them."""

from generator.drawing.mannequin.draw import svg
from generator.drawing.mannequin.style import stylesheet

__all__ = ["stylesheet", "svg"]
