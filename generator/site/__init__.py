"""Models -> the pages of the site, and their way through MkDocs."""
