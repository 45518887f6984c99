"""The knowledge in another language: which texts there are, what stands in their place, what is still to do."""
