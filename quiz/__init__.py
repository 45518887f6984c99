"""The self-assessment engine: answers in, assessment out. Standard library only, same bytes everywhere."""
