"""Every form of the service, once: whose it is, what it is about, and what is rightly typed into it."""

from tests.bad_input.forms import materials, meetings, people, projects, tasks

FORMS = people.FORMS | projects.FORMS | tasks.FORMS | materials.FORMS | meetings.FORMS
