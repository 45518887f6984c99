"""Plans that fit in a link, and what opening one asks first."""
