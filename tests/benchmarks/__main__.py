"""Measure pages and letters beside bare ones, and collections as they grow, each in turn; write bench.json."""

import argparse
import json
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from flask import Flask

from tests.benchmarks import bare, collection, installation, letters, table
from tests.benchmarks.measuring import size_of, statements_of, timed
from tests.benchmarks.pages import BARE, OURS, Reader, bare_job, our_job
from tests.benchmarks.server import PRODUCT, Server, serving

ROOT = Path(__file__).parents[2]
MANY = 8


class Product(NamedTuple):
    """Our server at one size of data."""

    app: Flask
    seeded: installation.Seeded
    server: Server
    reader: Reader


def options():
    known = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    known.add_argument("--sizes", default="100,10000,100000", help="how many tasks and materials, each a round")
    known.add_argument("--pages", default=",".join(OURS), help=f"of: {', '.join(OURS)}", type=pages)
    known.add_argument("--letters", default=400, type=int, help="how many are sent, in each of three turns")
    known.add_argument("--materials", default=collection.SIZES, help="sizes of the collections that are searched")
    known.add_argument("--seconds", default=1.5, type=float, help="how long each page is asked")
    return known.parse_args()


def pages(names):
    """Names that hold a comma are told by their beginnings."""
    chosen = [page for page in OURS if any(page.startswith(name) for name in names.split(","))]
    if not chosen:
        raise argparse.ArgumentTypeError("no such page")
    return chosen


def serve_bare(stack, folder):
    settings = {"DATA_DIR": str(folder)}
    bare.fill(folder)
    server = stack.enter_context(serving(["-m", "tests.benchmarks.bare"], settings))
    return server, Reader(server.port, path="/sign-in")


def serve_product(stack, folder, size):
    app = installation.app_in(folder)
    seeded = installation.seed(app, size)
    server = stack.enter_context(serving(PRODUCT, installation.settings_in(folder)))
    return Product(app, seeded, server, Reader(server.port, installation.cookie_of(app)))


def beside(server, reader, seconds):
    """The bare pages, measured anew with each of ours, since the machine's speed drifts."""
    return {name: timed(server, bare_job(reader, name), 1, seconds) for name in BARE}


def measure(product, page, seconds):
    """All figures of one page at one size."""
    job = our_job(product.reader, page, product.seeded)
    return {
        "one": timed(product.server, job, 1, seconds),
        "many": timed(product.server, job, MANY, seconds),
        **size_of(product.reader, job),
        "statements": statements_of(product.app, job),
    }


def run(asked):
    """Figures by page: the bare pages beside it, and ours at every size."""
    sizes = [int(size) for size in asked.sizes.split(",")]
    found = {}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="shezhire-bench-")))
        bare_server, bare_reader = serve_bare(stack, folder / "bare")
        products = {size: serve_product(stack, folder / str(size), size) for size in sizes}
        for page in asked.pages:
            found[page] = {"bare": beside(bare_server, bare_reader, asked.seconds)}
            found[page]["sizes"] = {size: measure(products[size], page, asked.seconds) for size in sizes}
            table.show(page, found[page])
        writes = timed(bare_server, bare_job(bare_reader, "P"), MANY, asked.seconds)
        memory = {size: product.server.memory() for size, product in products.items()}
    return {"pages": found, "memory": memory, "P at eight clients": writes, "letters": letters.run(asked.letters)}


def main():
    asked = options()
    table.head()
    figures = run(asked)
    table.foot(figures)
    letters.show(figures["letters"])
    sizes = collection.numbers(asked.materials)
    figures["collections"] = collection.run(sizes, collection.DATABASES.split(","), asked.seconds)
    (ROOT / "bench.json").write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
