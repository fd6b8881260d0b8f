"""The figures as lines to read."""

COLUMNS = (
    ("page", 15),
    ("tasks", 8),
    ("CPU ms", 7),
    ("/hello", 7),
    ("/J", 6),
    ("/L", 6),
    ("/P", 6),
    ("p50", 7),
    ("p95", 7),
    ("1: r/s", 7),
    ("8: r/s", 7),
    ("8: p95", 7),
    ("failed", 7),
    ("KB", 6),
    ("gz KB", 6),
    ("SQL", 4),
)


def line(cells):
    print(" ".join(f"{cell:<{width}}" for cell, (_, width) in zip(cells, COLUMNS, strict=False)).rstrip(), flush=True)


def head():
    line([name for name, _ in COLUMNS])


def show(page, found):
    """The bare pages measured with this one, in short, then a line for each size."""
    cost = {name: figures["cpu"] for name, figures in found["bare"].items()}
    line([page, "bare", "", *(f"{cost[name]:.2f}" for name in ("hello", "J", "L", "P"))])
    for size, figures in found["sizes"].items():
        one, many = figures["one"], figures["many"]
        line(
            [
                "",
                f"{size:,}",
                f"{one['cpu']:.2f}",
                *(f"{one['cpu'] / cost[name]:.2f}" for name in ("hello", "J", "L", "P")),
                *(f"{value:.1f}" for value in (one["p50"], one["p95"])),
                *(f"{value:.0f}" for value in (one["per_second"], many["per_second"])),
                f"{many['p95']:.1f}",
                one["failed"] + many["failed"],
                f"{figures['bytes'] / 1000:.1f}",
                f"{figures['compressed'] / 1000:.1f}",
                figures["statements"],
            ]
        )


def foot(figures):
    writes = figures["P at eight clients"]
    print(f"\nP at eight clients: {writes['per_second']:.0f} a second, failed: {writes['failed']}")
    for size, memory in figures["memory"].items():
        print(f"Memory of both web processes at {size:,} tasks, after the load: {memory:.0f} MB (PSS)")
