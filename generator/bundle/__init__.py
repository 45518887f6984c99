"""The knowledge base -> the bundle that quiz/ runs on."""
