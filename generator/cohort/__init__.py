"""The scores of a cohort: tables of answers -> tables of scores, in pieces that fit into memory."""
