"""The knowledge base: what was read, where each thing stands, and a fork's layers over it."""
