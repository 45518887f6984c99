"""The rules of `counterpoise check`: one function a rule."""
