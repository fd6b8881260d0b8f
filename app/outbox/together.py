"""Steps of several connections, and what is left to write down, in one transaction.

A letter needs a commit before its dot and another once it is answered, and each commit waits for the disk. Here what
came of a letter waits for the next commit, mostly the one before the next dot, and connections whose letters are ready
at once share theirs. Nothing goes over the line before the commit that allows it.
"""

from threading import Lock

from sqlalchemy.exc import OperationalError

from app.db import begin_write, db


class Step:
    """Something to do in a transaction; once that is committed, what came of it or what went wrong."""

    def __init__(self, work, spoiled=None):
        self.work, self.spoiled = work, spoiled
        self.result = self.error = None
        self.is_done = False

    def fail(self, error):
        self.error, self.is_done = error, True
        if self.spoiled:
            self.spoiled(error)


class Together:
    """The steps of one process. Whoever comes first takes along what the others have ready meanwhile."""

    def __init__(self):
        self.ready: list[Step] = []
        self.guard, self.turn = Lock(), Lock()

    def soon(self, work, spoiled):
        """Have `work()` done with the next commit; if it breaks, `spoiled(error)` is called in its place."""
        with self.guard:
            self.ready.append(Step(work, spoiled))

    def now(self, work=lambda: None):
        """Do `work()` and commit it, with whatever is ready; gives its result or raises its error."""
        mine = Step(work)
        with self.guard:
            self.ready.append(mine)
        with self.turn:
            if not mine.is_done:
                self.commit()
        if mine.error:
            raise mine.error
        return mine.result

    def catch_up(self):
        """Write down what could not be written when it was ready."""
        if self.ready:
            self.now()

    def commit(self):
        with self.guard:
            steps, self.ready = self.ready, []
        if failure_of(lambda: begun(steps)):
            # One of them broke the transaction, so that each needs its own: it finds its error there, alone.
            for step in steps:
                self.alone(step)
        else:
            self.end(steps)

    def alone(self, step):
        error = failure_of(lambda: begun([step]))
        if error is None:
            self.end([step])
        elif isinstance(error, OperationalError):
            self.put_off([step], error)
        else:
            step.fail(error)

    def end(self, steps):
        """Commit. One that fails may have happened all the same, so nobody who waits is told that it did."""
        error = failure_of(db.session.commit)
        if error:
            self.put_off(steps, error)
        for step in steps:
            step.is_done = True

    def put_off(self, steps, error):
        """The database cannot be written now. What nobody waits for is kept until it can; the others are told."""
        with self.guard:
            self.ready = [step for step in steps if step.spoiled] + self.ready
        for step in steps:
            if not step.spoiled:
                step.fail(error)


def begun(steps):
    begin_write()
    for step in steps:
        step.result = step.work()


def failure_of(work):
    """What `work()` raises, whatever it is, once it is rolled back: one step's fault must not cost the others."""
    try:
        work()
    except Exception as error:
        db.session.rollback()
        return error
    return None
