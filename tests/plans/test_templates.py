"""Plans kept as templates: without people and days, one's own or everybody's, and projects begun from them."""

import pytest

from app.db import db
from app.projects.models import Project
from app.projects.plans import PlanTemplate
from tests.plans.pages import address, change, entries
from tests.projects.test_new import create


@pytest.fixture
def browser(cast, as_user):
    return as_user(cast.coordinator)


def keep(browser, project, title="Our way", **typed):
    return browser.post(address(project, rest="keep"), data={"title": title} | typed)


def the_template():
    return db.session.scalars(db.select(PlanTemplate).order_by(PlanTemplate.id.desc())).first()


def newest_project():
    return db.session.scalars(db.select(Project).order_by(Project.id.desc())).first()


def test_a_plan_is_kept_with_its_lengths_and_conditions_but_without_anybody(cast, browser):
    stages = cast.project.plan.stages
    change(browser, stages[0], "decider", person_id=str(cast.member.id))
    change(browser, stages[0], "conditions/new/approved", by=str(cast.member.id), role="Director")

    answer = keep(browser, cast.project)

    first = the_template().stages[0]
    assert answer.status_code == 303
    assert [stage["titles"]["en"] for stage in the_template().stages] == [s.original("title") for s in stages]
    assert first["working_days"] == 65
    assert first["conditions"][-1] == {"kind": "approved", "role": "Director"}
    assert entries()[-1].kind == "plan/keep_template"


def test_conditions_about_one_person_of_the_project_are_left_out(cast, browser):
    stage = cast.project.plan.stage
    asked = {"id": "materials_accepted", "kind": "materials_accepted", "count": 3, "about": "person:1"}
    stage.conditions = [*stage.conditions, asked]
    db.session.commit()

    keep(browser, cast.project)

    assert "materials_accepted" not in [asked["kind"] for asked in the_template().stages[0]["conditions"]]


def test_a_project_is_begun_from_a_template(cast, browser):
    change(browser, cast.project.plan.stages[0], "add", title_en="Interviews", working_days="5")
    change(browser, cast.project.plan.stages[0], "conditions/new/approved", by=str(cast.member.id), role="Director")
    keep(browser, cast.project)

    create(browser, template_id=str(the_template().id))

    project = newest_project()
    stages = project.plan.stages
    assert [stage.original("title") for stage in stages][:2] == ["Planning and preparation", "Interviews"]
    assert (str(stages[1].planned_start), str(stages[1].planned_end)) == ("2026-06-01", "2026-06-05")
    assert stages[0].conditions[-1] == {
        "id": "approved",
        "kind": "approved",
        "role": "Director",
        "by": cast.coordinator.id,
    }
    assert browser.get(f"/projects/{project.id}").status_code == 200


def test_without_a_template_a_project_has_the_built_in_plan(cast, browser):
    create(browser)

    assert len(newest_project().plan.stages) == 5


def test_a_template_is_its_makers_until_it_is_shared(cast, browser, as_user):
    keep(browser, cast.project)
    outsider = as_user(cast.outsider)
    alone = outsider.get("/templates").text, outsider.get("/projects/new").text
    refused = create(outsider, template_id=str(the_template().id))

    browser.post(
        f"/templates/{the_template().id}",
        data={"title": "Our way", "is_shared": "y", "version": the_template().version},
    )

    assert all("Our way" not in page for page in alone)
    assert refused.status_code == 422
    assert "Our way" in outsider.get("/templates").text
    assert create(outsider, template_id=str(the_template().id)).status_code == 303


def test_ones_own_template_is_opened_and_renamed(cast, browser):
    keep(browser, cast.project)
    page = browser.get(f"/templates/{the_template().id}").text

    browser.post(f"/templates/{the_template().id}", data={"title": "Their way", "version": the_template().version})

    assert "Research and description" in page
    assert the_template().title == "Their way"


def test_others_neither_change_nor_delete_a_shared_template(cast, browser, as_user):
    keep(browser, cast.project, is_shared="y")
    other, address_of = as_user(cast.member), f"/templates/{the_template().id}"

    assert other.get(address_of).status_code == 404
    assert other.post(address_of, data={"title": "Mine", "version": the_template().version}).status_code == 404
    assert other.post(f"{address_of}/delete", data={"version": the_template().version}).status_code == 404
    assert the_template().title == "Our way"


def test_a_deleted_template_leaves_the_projects_begun_from_it(cast, browser):
    keep(browser, cast.project)
    create(browser, template_id=str(the_template().id))

    browser.post(f"/templates/{the_template().id}/delete", data={"version": the_template().version})

    assert the_template() is None
    assert len(newest_project().plan.stages) == 5


def test_only_the_coordinator_keeps_a_plan(cast, as_user):
    assert keep(as_user(cast.member), cast.project).status_code == 403
    assert keep(as_user(cast.outsider), cast.project).status_code == 404
    assert the_template() is None


def test_a_template_needs_a_name(cast, browser):
    assert keep(browser, cast.project, title=" ").status_code == 422
