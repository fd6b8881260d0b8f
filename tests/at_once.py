"""Twenty clicks at the same moment, through real threads and the database's own locks."""

from concurrent.futures import ThreadPoolExecutor

from app.db import db

CLICKS = 20


def post_at_once(clients, address, typed):
    """Post from every client at once; gives their answers. `typed` is made anew for each, since files are read."""
    db.session.rollback()
    with ThreadPoolExecutor(len(clients)) as pool:
        answers = list(pool.map(lambda client: client.post(address, data=typed()), clients))
    db.session.rollback()
    return answers


def codes(answers):
    return sorted(answer.status_code for answer in answers)
