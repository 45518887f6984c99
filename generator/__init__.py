"""Knowledge in, a documentation site out: loading, checking, compiling, rendering."""
