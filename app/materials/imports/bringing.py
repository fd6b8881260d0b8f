"""A long table carried out by the worker in short transactions; what was called off half-way is taken back whole."""

from flask_babel import force_locale
from flask_babel import gettext as _

from app.accounts.models import User
from app.db import begin_write, db
from app.journal.actions import as_one_deed
from app.materials.imports.actions import UNDER_WAY, close, do, left
from app.materials.imports.trials import mark_of, require_right, table_of, trial_of
from app.materials.subjects.introduced import introductions
from app.tables.models import BatchPart

#: So many lines are recorded or changed in one transaction: nobody else writes meanwhile.
PIECE = 15
#: So many of the materials the page of the result names.
NAMED = 50


def bring_in(run):
    """Carry out what was agreed to. A worker that takes it up again goes on behind the last piece that is kept."""
    batch = table_of(run, UNDER_WAY)
    lines, marks = batch.facts["lines"], batch.facts["trial"]["marks"]
    with force_locale(db.session.get(User, run.user_id).language):
        trial = trial_of(run, batch)
        for start in range(last_of(run), len(lines), PIECE):
            run.go_on(start, len(lines))
            begin_write()
            run.hold()
            bring_piece(run, trial, start, lines, marks)
            db.session.commit()
    begin_write()
    end(run)
    if run.finish():
        db.session.commit()


def last_of(run):
    """The place in the table up to which it was carried out."""
    return db.session.scalar(db.select(db.func.max(BatchPart.last)).where(of_batch(run))) or 0


def of_batch(run):
    return BatchPart.batch_id == run.params["batch_id"]


def bring_piece(run, trial, start, lines, marks):
    actor = trial.known.actor
    require_right(trial.project, actor)
    rows = trial.rows(start, start + PIECE, holding=True)
    batch_id, done, out, idle = run.params["batch_id"], [], [], 0
    with as_one_deed(batch_id), introductions() as made:
        for row in rows:
            if row.is_ready and marks.get(str(row.line.number)) == mark_of(row):
                done.append(do(trial.project, row, batch_id, actor))
            elif row.is_ready or row.is_wrong:
                out.append(left(lines, row.line.number, why(row)))
            else:
                idle += 1
    facts = {"materials": done, "made": made, "left": out, "idle": idle}
    db.session.add(BatchPart(batch_id=batch_id, last=start + len(rows), facts=facts))


def why(row):
    return " ".join(map(str, row.reasons)) or _("Something changed since you looked, so this line was left out.")


def end(run):
    """Close the batch with what all its parts did."""
    parts = db.session.scalars(db.select(BatchPart.facts).where(of_batch(run)).order_by(BatchPart.last)).all()
    done = [row for facts in parts for row in facts["materials"]]
    close(
        table_of(run, UNDER_WAY),
        materials=[{"id": row["id"], "accession": row["accession"]} for row in done[:NAMED]],
        number=len(done),
        left=[line for facts in parts for line in facts["left"]],
        idle=sum(facts["idle"] for facts in parts),
    )
