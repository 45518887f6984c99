"""Models -> the pages of the site, and what dresses them: a pure function."""
