"""How materials are found and saved as their collection grows, on both databases.

Run alone: ``python -m tests.benchmarks.collection [--sizes 1000,100000,1000000] [--databases sqlite,postgresql]``.
"""

import argparse
import json
from contextlib import ExitStack
from urllib.parse import quote

from tests.benchmarks import installation
from tests.benchmarks.measuring import statements_of, timed
from tests.benchmarks.pages import COMMON, Reader
from tests.benchmarks.server import PRODUCT, serving
from tests.installations import installation as empty

SIZES, DATABASES = "1000,100000,1000000", "sqlite,postgresql"
LIST = "/projects/{}/materials"
#: Each of them draws the facets with their counts; the last but one asks for words within a choice.
PAGES = {
    "first page": LIST,
    "rare word": f"{LIST}?words={quote(installation.RARE)}",
    "common word": f"{LIST}?words={quote(COMMON)}",
    "beginning of a word": f"{LIST}?words={quote(COMMON[:3])}",
    "one decade": f"{LIST}?decade=1950",
    "word in a decade": f"{LIST}?words={quote(COMMON)}&decade=1950",
    "box of all": f"/search?q={quote(COMMON)}",
    "save": f"{LIST}/new",
}
#: The form of a material, filled in; it gets a key of its own each time.
NEW = {
    "form_key": "#",
    "title": "Газет тігінділері",
    "genre": "PHOTOGRAPH",
    "made": "1957",
    "acquisition": "GIFT",
    "source_name": "Отбасы мұрағаты",
}
COLUMNS = (("", 20), ("materials", 10), ("p50 ms", 8), ("p95 ms", 8), ("CPU ms", 8), ("× first", 8), ("SQL", 4))


def run(sizes, databases, seconds):
    """Figures by database, page and number of materials; the sizes of a page in turn, since the machine drifts."""
    return {database: of_database(database, sizes, seconds) for database in databases}


def of_database(database, sizes, seconds):
    print(f"\nMaterials on {database}")
    line([name for name, _width in COLUMNS])
    with ExitStack() as stack:
        places = {size: serve(stack, database, size) for size in sizes}
        found: dict[str, dict] = {}
        for page in PAGES:
            found[page] = {size: measured(page, *places[size], seconds) for size in sizes}
            show(page, found[page])
    return found


def serve(stack, database, size):
    settings = stack.enter_context(empty(database))
    app, seeded = installation.collection_in(settings, size)
    server = stack.enter_context(serving(PRODUCT, settings))
    return app, server, Reader(server.port, installation.cookie_of(app)), seeded


def measured(page, app, server, reader, project_id, seconds):
    path = PAGES[page].format(project_id)
    job = reader.asks(path, form=NEW, status=303) if page == "save" else reader.asks(path)
    return {**timed(server, job, 1, seconds), "statements": statements_of(app, job)}


def show(page, found):
    first = next(iter(found.values()))
    for size, one in found.items():
        growth = f"{one['p50'] / first['p50']:.2f}"
        times = [f"{one[name]:.1f}" for name in ("p50", "p95")]
        line([page, f"{size:,}", *times, f"{one['cpu']:.2f}", growth, one["statements"]])
        if one["failed"]:
            line(["", f"failed: {one['failed']}"])
        page = ""


def line(cells):
    print(" ".join(f"{cell:<{width}}" for cell, (_, width) in zip(cells, COLUMNS, strict=False)).rstrip(), flush=True)


def numbers(text):
    return [int(number) for number in text.split(",")]


def main():
    known = argparse.ArgumentParser(prog="python -m tests.benchmarks.collection", description=__doc__)
    known.add_argument("--sizes", default=SIZES, help="how many materials, each a round")
    known.add_argument("--databases", default=DATABASES)
    known.add_argument("--seconds", default=2, type=float, help="how long each page is asked")
    asked = known.parse_args()
    print(json.dumps(run(numbers(asked.sizes), asked.databases.split(","), asked.seconds)))


if __name__ == "__main__":
    main()
