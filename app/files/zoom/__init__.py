"""Large pictures in parts, so that their details can be looked at in a browser."""
