"""The worker of `files_hostile`, started anew: a fork would hold what whoever forked it has loaded.

Makes all that a worker makes of the files of an installation, whose settings it is given as JSON, and prints the most
memory that it and one process of its took, in megabytes.
"""

import json
import re
import resource
import sys
from pathlib import Path

from app import create_app
from app.db import db
from app.exhibit.copies import make_all_public_copies
from app.files.thumbnails import make_thumbnails
from app.files.zoom.cutting import cut_next
from app.materials.models import Material
from app.projects.models import Project
from workflows.materials import MaterialState


def own():
    """The most memory of this process, in kilobytes; what `getrusage` says counts whoever started it too."""
    return int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1])


def work():
    while make_thumbnails():
        pass
    while cut_next():
        pass
    db.session.execute(db.update(Project).values(exhibit_since=Project.created_at))
    db.session.execute(db.update(Material).values(state=MaterialState.PUBLISHED, copies_wanted=True))
    db.session.commit()
    while db.session.scalar(db.select(Material.id).where(Material.copies_wanted).limit(1)):
        make_all_public_copies()


if __name__ == "__main__":
    with create_app(json.loads(sys.argv[1])).app_context():
        work()
    print((own() + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) // 1024)
