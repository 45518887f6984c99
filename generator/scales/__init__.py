"""Published-style scales: their models, their proofs, their scores."""
