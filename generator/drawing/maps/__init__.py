"""The maps of the body and of the kinetic chain."""
