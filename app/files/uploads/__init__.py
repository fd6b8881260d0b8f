"""Files that come in parts, by the protocol tus 1.0: a cut line goes on where it stopped."""
