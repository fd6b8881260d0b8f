"""What a browser says of itself, in names that people know."""

#: Marks in the order in which they must be looked for: most browsers call themselves Chrome and Safari as well.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "YaBrowser/": "Yandex Browser",
    "SamsungBrowser/": "Samsung Internet",
    "Firefox/": "Firefox",
    "FxiOS/": "Firefox",
    "CriOS/": "Chrome",
    "Chrome/": "Chrome",
    "Safari/": "Safari",
}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS X": "macOS",
    "Linux": "Linux",
}


def name_of(user_agent):
    """«Firefox, Linux» of a browser's own long line; empty when nothing in it is known."""
    found = (first_mark(marks, user_agent) for marks in (BROWSERS, SYSTEMS))
    return ", ".join(name for name in found if name)


def first_mark(marks, user_agent):
    return next((name for mark, name in marks.items() if mark in user_agent), None)
