"""Published-style scores, computed exactly."""
