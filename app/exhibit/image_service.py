"""What viewers of other libraries are told of a picture that is cut, by the IIIF Image API 3.0 at its level 0.

Only those addresses are served that `app.files.zoom.grid` names, for nothing is cut when it is asked for.
"""

import json

from app.outbox.links import absolute

SERVICE, PROFILE = "ImageService3", "level0"
CONTEXT = "http://iiif.io/api/image/3/context.json"
MEDIA_TYPE = f'application/ld+json;profile="{CONTEXT}"'


def address_of(here, file_id):
    """Where viewers ask for the parts of a picture."""
    return absolute("exhibit.tiles", project_id=here.id, file_id=file_id)


def named(here, file_id):
    """The service as a manifest names it."""
    return {"id": address_of(here, file_id), "type": SERVICE, "profile": PROFILE}


def description(here, file_id, grid):
    """The picture's ``info.json`` as bytes."""
    largest = grid.pieces[0]
    facts = {
        "@context": CONTEXT,
        **named(here, file_id),
        "protocol": "http://iiif.io/api/image",
        "width": grid.width,
        "height": grid.height,
        "maxWidth": largest[0],
        "maxHeight": largest[1],
        "sizes": [{"width": width, "height": height} for width, height in reversed(grid.pieces)],
        "tiles": [{"width": grid.edge, "height": grid.edge, "scaleFactors": grid.scales}],
    }
    return json.dumps(facts, indent=1).encode()
