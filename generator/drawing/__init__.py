"""Plain data -> SVG: the mannequin, the maps, small pictures."""
