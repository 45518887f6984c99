"""Results -> messages, and messages -> sentences."""
