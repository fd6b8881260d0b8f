"""The worker hangs files on the materials that named them, one in each transaction, and takes them off again."""

from contextlib import closing, suppress

from flask_babel import force_locale

from app import clock
from app.accounts.models import User
from app.db import begin_write, db
from app.files import actions as files
from app.files.models import File
from app.files.types import WrongFile
from app.files.uploads import claiming
from app.jobs.running import CannotBeDone
from app.journal.actions import as_one_deed
from app.materials import actions
from app.materials.named_files.models import NamedFile
from app.materials.named_files.naming import file_key, stem_of
from app.projects.models import Project
from app.rights import Act
from app.tables.models import Batch, BatchPart
from workflows.engine import Refused
from workflows.materials import DEEDS
from workflows.sentences import p

NOT_ALLOWED = p("job", "Only people of the workgroup can do this.")


def hang(run):
    """Hang the files that were agreed to. What another took meanwhile, or may not be hung any more, is left out."""
    pairs = run.params["pairs"]
    for place in range(last_of(run), len(pairs)):
        run.go_on(place, len(pairs))
        with force_locale(db.session.get(User, run.user_id).language):
            hang_one(run, place + 1, *pairs[place])
    begin_write()
    if run.finish():
        db.session.commit()


def last_of(run):
    mine = BatchPart.batch_id == run.params["batch_id"]
    return db.session.scalar(db.select(db.func.max(BatchPart.last)).where(mine)) or 0


def hang_one(run, place, upload_id, material_id):
    actor = db.session.get(User, run.user_id)
    if not db.session.get(Project, run.project_id).allows(actor, Act.COLLECT):
        raise CannotBeDone(NOT_ALLOWED)
    for upload in claiming.whole([upload_id], actor):
        with closing(upload):
            if arrivals := kept(run, upload, actor):
                hang_on(run, place, material_id, arrivals, file_key(upload.filename))


def kept(run, upload, actor):
    """The file among those that are here to stay, or nothing where it is none that is taken."""
    try:
        return files.bring_in(run.project_id, [upload], actor=actor)
    except WrongFile:
        return []


def hang_on(run, place, material_id, arrivals, key):
    """What is refused is swept away with all that arrived and hangs on nothing."""
    begin_write()
    run.hold()
    material, actor = actions.hold(material_id), db.session.get(User, run.user_id)
    with suppress(Refused), as_one_deed(run.params["batch_id"]):
        if material.deleted_at:
            return
        (file,) = actions.attach(material, arrivals, actor=actor)
        facts = {"file": file.id, "material": material_id, "accession": material.accession}
        facts |= {"name": file.name, "named": come(material, key)}
        db.session.add(BatchPart(batch_id=run.params["batch_id"], last=place, facts=facts))
        db.session.commit()


def come(material, key):
    """Its file is here: its name is waited for no more. Gives what is needed to wait again."""
    mine = (NamedFile.project_id == material.project_id, NamedFile.material_id == material.id)
    found = db.session.scalars(db.select(NamedFile).where(*mine, NamedFile.key.in_({key, stem_of(key)}))).all()
    for named in found:
        db.session.delete(named)
    return [{"key": named.key, "name": named.name, "batch_id": named.batch_id} for named in found]


def take_off(run):
    """Take the files of one such deed off again; what may not lose its files any more keeps them."""
    mine = (BatchPart.batch_id == run.params["batch_id"], ~BatchPart.is_undone)
    places = db.session.scalars(db.select(BatchPart.last).where(*mine).order_by(BatchPart.last)).all()
    for place in places:
        run.go_on(place, places[-1])
        begin_write()
        run.hold()
        take_off_one(run, db.session.get(BatchPart, (run.params["batch_id"], place)))
        db.session.commit()
    begin_write()
    db.session.get(Batch, run.params["batch_id"]).undone_at = clock.now()
    if run.finish():
        db.session.commit()


def take_off_one(run, part):
    actor, file = db.session.get(User, run.user_id), db.session.get(File, part.facts["file"])
    material = actions.hold(part.facts["material"])
    part.is_undone = True
    if DEEDS.refusals(material, "remove", actor=actor) or not file.allows(actor, Act.COLLECT):
        part.facts = {**part.facts, "stays": True}
        return
    with as_one_deed(run.params["deed"]):
        files.delete(file, actor=actor)
    for named in part.facts["named"]:
        place = (run.project_id, named["key"], material.id)
        if db.session.get(NamedFile, place) is None:
            db.session.add(NamedFile(project_id=run.project_id, material_id=material.id, **named))
