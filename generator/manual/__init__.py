"""The program's own words (models, rules, commands, the door) -> the chapters of a reference, plain data."""
