"""The minutes of a meeting: what was said and settled, on the page and on paper."""
