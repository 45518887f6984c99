"""Models and a brand -> handouts: tagged PDFs to print. Same knowledge, same brand, same bytes."""

from generator.handouts.batch import Bureau, batch, client
from generator.handouts.press import PAPERS, HandoutError, own_fonts, papers_of
from generator.handouts.shipped import Handout, Listed, artifacts, listed

__all__ = [
    "PAPERS",
    "Bureau",
    "Handout",
    "HandoutError",
    "Listed",
    "artifacts",
    "batch",
    "client",
    "listed",
    "own_fonts",
    "papers_of",
]
