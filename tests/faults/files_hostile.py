"""Files that mean harm are sent, looked at by the worker and opened in Chromium: nothing runs, nothing gets out.

Run alone: ``python -m tests.faults.files_hostile [--short] [--database sqlite|postgresql] [--seed N]``.
"""

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

from playwright.sync_api import Error

from app.accounts.sessions import hashed
from app.config import ROOT
from app.db import db
from app.files.models import File
from app.files.types import TYPES
from app.materials.models import Material
from tests import make
from tests.browser.chromium import launched
from tests.faults import letters_world as world
from tests.files import hostile
from tests.files.uploads.server import serving

KEY = "key of the drill"
#: Of the short form; those of the long one are all.
SHORT = 24
LEAST, MOST_MEGABYTES = 1000, 512
ON_A_MATERIAL = 20
BORDER = b"the-border-of-a-form"
#: A page of ours that a file has got into could draw it in any of these ways.
EMBEDDED = """async (address) => {
  const all = ["script", "img", "iframe", "object", "embed"].map((kind) => {
    const element = document.createElement(kind);
    element[kind === "object" ? "data" : "src"] = address;
    const tells = ["script", "img"].includes(kind);
    const ended = tells ? new Promise((end) => element.onload = element.onerror = end) : null;
    document.body.append(element);
    return ended;
  });
  await Promise.all(all);
  document.body.replaceChildren();
}"""


def sent(settings, files):
    """Send each to the form of a material, as bytes of our own making; gives the status of each answer."""
    app = world.app_of(settings)
    app.config["WTF_CSRF_ENABLED"] = False
    with app.app_context():
        member = make.user("member@library.example")
        project = make.project(make.user("coordinator@library.example"), members=[member])
        make.session(member, hashed(KEY))
        wanted = range(0, len(files), ON_A_MATERIAL)
        materials = {number: make.material(project, member).id for number in wanted}
        db.session.remove()
    client = app.test_client()
    with client.session_transaction() as session:
        session["id"] = KEY
    statuses = []
    for number, file in enumerate(files):
        address = f"/materials/{materials[number - number % ON_A_MATERIAL]}/files"
        answer = client.post(
            address, data=form_with(file), content_type=f"multipart/form-data; boundary={BORDER.decode()}"
        )
        statuses.append(answer.status_code)
        answer.close()
    return statuses, client.get_cookie("shezhire").value


def form_with(file):
    """The body of a form as no browser makes it: the name stands there byte by byte."""
    name = file.name.replace(b"\\", b"\\\\").replace(b'"', b'\\"')
    head = b'Content-Disposition: form-data; name="files"; filename="' + name + b'"\r\nContent-Type: text/html\r\n\r\n'
    return b"--" + BORDER + b"\r\n" + head + file.content + b"\r\n--" + BORDER + b"--\r\n"


def worked(settings):
    """All that a worker makes of them; gives the most memory that it and one process of its took, in megabytes."""
    command = [sys.executable, "-m", "tests.faults.hostile_worker", json.dumps(settings)]
    return int(subprocess.check_output(command, cwd=ROOT, stderr=subprocess.DEVNULL))


def addresses(settings):
    """The pages on which they stand, and the five addresses at which each is read, the file itself first."""
    with world.app_of(settings).app_context():
        kept = db.select(File.id).where(File.of_id.is_(None), File.sha256.is_not(None))
        taken = db.session.scalars(kept).all()
        papers = db.session.scalars(kept.where(File.media_type == TYPES["pdf"])).all()
        materials = db.session.execute(db.select(Material.id, Material.project_id)).all()
        db.session.remove()
    project = materials[0].project_id
    pages = [f"{place}/materials/{row.id}" for row in materials for place in ("", f"/exhibit/{project}")]
    pages += [f"/files/{number}/view" for number in papers]
    read = [
        address
        for number in taken
        for address in (
            f"/files/{number}",
            f"/files/{number}/thumbnail",
            f"/files/{number}/pages/1",
            f"/exhibit/{project}/pictures/{number}",
            f"/exhibit/{project}/pictures/{number}/small",
        )
    ]
    return pages, read


def opened(browser, base, cookie, pages, read):
    """Open everything; gives what ran and how many answers were failures."""
    context = browser.new_context(base_url=base, accept_downloads=False, bypass_csp=True)
    context.add_cookies([{"name": "shezhire", "value": cookie, "url": base}])
    found = Counter()
    context.on("console", lambda said: found.update(executed="executed" in said.text))
    context.on("request", lambda asked: found.update(executed=asked.url.endswith("/executed")))
    context.on("response", lambda answer: found.update(failed_500=answer.status >= 500))
    page = context.new_page()
    page.on("dialog", lambda dialog: (found.update(executed=1), dialog.dismiss()))
    for address in pages + read:
        try:
            page.goto(address)
            found.update(executed=page.title() == "executed")
        except Error as error:
            # A download is no page: there is nothing to be shown.
            if not re.search("Download is starting|ERR_ABORTED", str(error)):
                raise
    page.goto(pages[1])
    for address in read[::5]:
        page.evaluate(EMBEDDED, address)
    context.close()
    return found


def around(settings):
    """Everything that lies beside the store, by its path."""
    store = Path(settings["DATA_DIR"], "files")
    data = {path for path in Path(settings["DATA_DIR"]).rglob("*") if store not in path.parents}
    far = {
        path
        for place in (ROOT, ROOT.parent, "/", "/tmp", Path.home())
        for path in Path(place).glob(f"*{hostile.ESCAPED}*")
    }
    return {path for path in data if not path.name.startswith(("shezhire.db", "queue.db"))} | far


def in_the_store(settings):
    """What lies in the store under a name that is not ours."""
    paths = Path(settings["DATA_DIR"], "files").rglob("*")
    return {path for path in paths if path.is_file() and not re.fullmatch(r"[0-9a-f]{32}|\.writable", path.name)}


def run(most=None, database="sqlite", seed=0):
    files = hostile.files(seed, with_enormous=not most)
    files = files[:: len(files) // most + 1] if most else files
    with world.installation(database) as settings:
        before = around(settings)
        statuses, cookie = world.in_child(sent, settings, files)
        megabytes = worked(settings)
        pages, read = world.in_child(addresses, settings)
        with serving(settings) as (_process, port), launched() as browser:
            if browser is None:
                raise FileNotFoundError("There is no Chromium here.")
            found = opened(browser, f"http://127.0.0.1:{port}", cookie, pages, read)
        outside = around(settings) - before | in_the_store(settings)
        for path in sorted(outside):
            print(f"outside the store: {path}", file=sys.stderr)
    return {
        "files": len(files),
        "taken": sum(status == 303 for status in statuses),
        "refused": sum(400 <= status < 500 for status in statuses),
        "failed_500": sum(status >= 500 for status in statuses) + found["failed_500"],
        "executed": found["executed"],
        "outside": len(outside),
        "worker_mb": megabytes,
    }


def holds(figures, least=LEAST):
    bad = (figures["failed_500"], figures["executed"], figures["outside"])
    whole = figures["taken"] + figures["refused"] == figures["files"] >= least
    return whole and not any(bad) and figures["taken"] > 0 and figures["worker_mb"] < MOST_MEGABYTES


def main():
    asked = world.options(__doc__, seed=int)
    figures = run(SHORT if asked.short else None, asked.database, asked.seed or 0)
    world.shown("files_hostile", figures)
    return 0 if holds(figures, least=1 if asked.short else LEAST) else 1


if __name__ == "__main__":
    sys.exit(main())
