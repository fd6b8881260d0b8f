"""One address of every page of the demo, found as a reader finds it: by following links."""

import re
from html import unescape
from urllib.parse import urlsplit

from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from app import create_app
from app.accounts import tokens
from app.accounts.queries import by_email
from app.db import begin_write, db
from app.jobs.actions import ask_for
from app.materials.export import KIND
from app.meetings.minutes.models import Minutes
from app.meetings.models import Meeting
from app.meetings.people import invite_guest
from app.outbox.unsubscribing import secret_of
from app.plans.keeping import keep
from app.rights import Role
from app.seeds.demo.people import CAST
from app.tables import batches
from app.workgroup.actions import invite
from workflows.meetings import MeetingState, MinutesState

LINK = re.compile(r'href="(/[^"#]*)')
#: So many pages of one kind are read for the links on them.
ENOUGH = 4


class Addresses:
    """Follows the links of the demo; `found` has one address for each endpoint."""

    def __init__(self, installation):
        self.app = create_app({"DATA_DIR": str(installation.folder)})
        self.rules = self.app.url_map.bind("127.0.0.1")
        self.found = {}
        self.read = {}

    def follow(self, read, start):
        """Read pages by `read(path)` from `start` on, a few of each kind, until no link is new."""
        waiting, seen = [start], {start}
        while waiting:
            path = waiting.pop(0)
            if self.is_wanted(path):
                new = set(map(unescape, LINK.findall(read(path)))) - seen
                seen |= new
                waiting += sorted(new)

    def is_wanted(self, path):
        endpoint = self.endpoint(path)
        if endpoint is None:
            return False
        self.found.setdefault(endpoint, path)
        self.read[endpoint] = self.read.get(endpoint, 0) + 1
        return self.read[endpoint] <= ENOUGH

    def endpoint(self, path):
        try:
            return self.rules.match(urlsplit(path).path)[0]
        except (HTTPException, RequestRedirect):
            return None

    def pages(self):
        """Every endpoint that answers GET."""
        return {rule.endpoint for rule in self.app.url_map.iter_rules() if "GET" in rule.methods}

    def open_doors(self):
        """Pages behind personal links, which stand in letters only; what they lead to is in the demo.

        And what the demo does not have: a job, a plan kept as a template, a table that waits to be brought in.
        """
        with self.app.app_context():
            begin_write()
            coordinator, member = by_email(CAST["coordinator"]), by_email(CAST["member"])
            to_come = db.select(Meeting).where(Meeting.state == MeetingState.ANNOUNCED)
            meeting = db.session.scalars(to_come).first()
            invitation = invite(meeting.project, actor=coordinator, email="guest@kitaphana.example", role=Role.OBSERVER)
            db.session.flush()
            open_day = db.session.scalars(db.select(Meeting).where(Meeting.polled_at.is_not(None))).one()
            polled = tokens.issue("poll", user=member, subject=open_day, single_use=False)
            answer = tokens.issue("answer", user=member, subject=meeting, single_use=False)
            written = db.session.scalars(db.select(Minutes).where(Minutes.state != MinutesState.DRAFT)).first()
            address = invite_guest(written.meeting, "Марат Әлиев", "marat@museum.example").guest_address
            read = tokens.issue("minutes", address=address, subject=written.meeting, single_use=False)
            invited = tokens.issue("invitation", address=invitation.email, subject=invitation)
            sign_in = tokens.issue("sign-in", user=member)
            job_id = ask_for(KIND, meeting.project, actor=coordinator).id
            keep(meeting.project.plan, actor=coordinator, title="Мәдениет тарихы жобасы", is_shared=False)
            facts = {"name": "t.csv", "heads": ["Атауы", "Мерзімі"], "lines": [["Оқу", "ертең"], ["", "17.33.2026"]]}
            table_id = batches.start(meeting.project, "table", actor=coordinator, **facts).id
            about = {
                "name": "m.csv",
                "mode": "add",
                "heads": ["Атауы", "Түрі"],
                "lines": [["Хат", "Құжат"], ["", "Мүсін"]],
            }
            materials_id = batches.start(meeting.project, "materials_table", actor=coordinator, **about).id
            hung_id = batches.start(meeting.project, "named_files", actor=coordinator).id
            project_id = meeting.project_id
            stop_letters = f"/letters/stop/SAID/{member.id}/{secret_of(member.id, 'SAID')}"
            stop = f"/reminders/stop/{member.id}/{secret_of(member.id, 'reminders')}"
            db.session.commit()
        self.found |= {
            "meetings.answers.by_link": f"/answers/{answer}",
            "meetings.guest_papers.show": f"/minutes/{read}",
            "meetings.polls.by_link": f"/polls/{polled}",
            "workgroup.answer": f"/invitations/{invited}",
            "accounts.sign_in_by_link": f"/sign-in/{sign_in}",
            "notifications.stopping.stop": stop_letters,
            "stopping.stop": stop,
            "jobs.show": f"/jobs/{job_id}",
            "materials.hung_files": f"/materials/files/{hung_id}",
            "materials.try_import": f"/materials/import/{materials_id}",
            "tasks.try_import": f"/projects/{project_id}/tasks/import/{table_id}",
        }
