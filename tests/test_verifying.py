"""What is kept agrees with itself, and whoever runs the machine can see that it does."""

import os

import pytest

from app import clock as time
from app import tally
from app.db import db
from app.exhibit.copies import make_all_public_copies
from app.files.models import File
from app.files.thumbnails import make_thumbnails
from app.seeds import synthetic
from app.seeds.demo import loading
from tests import make
from tests.files import samples
from tests.materials.pages import collect


@pytest.fixture
def verify(app):
    """``verify()``: what the command says, and how it ends."""

    def run(*options):
        db.session.rollback()
        answer = app.test_cli_runner().invoke(args=["verify", *options])
        db.session.rollback()
        return answer.exit_code, [line for line in answer.output.splitlines() if not line.startswith("files")]

    return run


def test_the_demo_agrees_with_itself(app, clock, post_office, verify):
    loading.load()
    make_thumbnails()
    make_all_public_copies()

    assert verify() == (0, ["Found wrong: 0."])


def test_invented_data_agrees_with_itself(app, verify):
    synthetic.seed(projects=2, tasks=40, materials=40, meetings=4)

    assert verify() == (0, ["Found wrong: 0."])


def test_every_wrong_count_is_named_and_can_be_put_right(cast, as_user, verify):
    collect(as_user(cast.member), cast.project, [(samples.PDF, "act.pdf")])
    make.task(cast.project, cast.coordinator)
    db.session.execute(db.text("UPDATE material SET file_count = 7"))
    tally.count(cast.project.id, "materials", "DRAFT", 2)
    db.session.commit()

    code, said = verify()

    assert code == 1
    assert "count “materials DRAFT” of project 1: kept 3, found 1" in said
    assert "file_count of material 1: kept 7, found 1" in said
    assert verify("--recount")[0] == 0
    assert verify() == (0, ["Found wrong: 0."])


def test_places_that_lie_within_themselves_are_named(cast, verify):
    region, town, street = (make.place(cast.project, name) for name in ("Region", "Town", "Street"))
    region.part_of_id, town.part_of_id, street.part_of_id = town.id, region.id, town.id
    db.session.commit()

    assert verify() == (
        1,
        [
            f"place {region.id} “Region”: it lies within itself",
            f"place {town.id} “Town”: it lies within itself",
            "Found wrong: 2.",
        ],
    )


def test_damaged_and_lost_bytes_and_bytes_that_no_row_knows_are_named(app, cast, as_user, verify):
    storage = app.extensions["storage"]
    collect(as_user(cast.member), cast.project, [(samples.PDF, "act.pdf"), (samples.png(), "school.png")])
    gone, changed = db.session.scalars(db.select(File.stored_name).order_by(File.id))
    storage.delete(gone)
    storage.path(changed).write_bytes(b"not a picture")
    stray = "0" * 32
    storage.write(stray, samples.upload(b"left behind", "x").stream)

    assert verify()[1][:2] == [
        "file 1 “act.pdf”: its bytes are gone",
        "file 2 “school.png”: its bytes have changed since it came",
    ]
    long_ago = time.now().timestamp() - 2 * 24 * 3600
    os.utime(storage.path(stray), (long_ago, long_ago))
    assert f"stored bytes {stray}: no row knows them" in verify()[1]
