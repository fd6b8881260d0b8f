from app.accounts.actions import send_link
from app.db import begin_write, db


def test_it(cast, post_office):
    begin_write()
    send_link(cast.member)
    db.session.commit()
    [letter] = post_office()
    print(letter.as_string())
    assert post_office() == []
