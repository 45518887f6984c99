"""The Python that browsers run."""
