"""The worker of `files_hostile`, started anew: a fork would count the memory of whoever forked it as its own.

Makes all that a worker makes of the files of an installation, whose settings it is given as JSON, and prints the most
memory that it and one process of its took, in megabytes.
"""

import json
import resource
import sys

from app import create_app
from app.db import db
from app.exhibit.copies import make_all_public_copies
from app.files.thumbnails import make_thumbnails
from app.materials.models import Material
from app.projects.models import Project
from workflows.materials import MaterialState


def work():
    while make_thumbnails():
        pass
    db.session.execute(db.update(Project).values(exhibit_since=Project.created_at))
    db.session.execute(db.update(Material).values(state=MaterialState.PUBLISHED, copies_wanted=True))
    db.session.commit()
    while db.session.scalar(db.select(Material.id).where(Material.copies_wanted).limit(1)):
        make_all_public_copies()


if __name__ == "__main__":
    with create_app(json.loads(sys.argv[1])).app_context():
        work()
    took = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(sum(took) // 1024)
