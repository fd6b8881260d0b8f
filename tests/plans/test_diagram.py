"""The machine of the plan on the page of stages: where the project stands, and where it went back."""

from html import unescape

from app.db import db
from tests.gates.pages import decide, decisions, go

FIRST = "planning_and_preparation"


def page(browser, project):
    return unescape(browser.get(f"/projects/{project.id}/stages").text)


def test_the_present_stage_stands_out_and_every_stage_is_in_the_list_behind_the_picture(cast, as_user):
    browser = as_user(cast.member)
    go(as_user(cast.coordinator), cast.project)

    shown = page(browser, cast.project)

    assert shown.count("machine-done") == 1
    assert shown.count("machine-now") == 1
    assert shown.count("machine-later") == 3
    assert "Planning and preparation: Behind us" in shown
    assert "Collecting materials: Now" in shown


def test_going_back_draws_an_arc_and_is_said_in_the_list(cast, as_user):
    browser = as_user(cast.coordinator)
    for _twice in range(2):
        go(browser, cast.project)
        decide(browser, cast.project, "BACK", reason="The plan was wrong", to_key=FIRST)

    shown = page(browser, cast.project)

    assert shown.count('class="machine-back"') == 1
    assert "Collecting materials: To come; back to “Planning and preparation”: 2 ×" in shown


def test_a_way_back_that_was_taken_back_is_not_drawn(cast, as_user):
    browser = as_user(cast.coordinator)
    go(browser, cast.project)
    decide(browser, cast.project, "BACK", reason="The plan was wrong", to_key=FIRST)
    browser.post(f"/decisions/{decisions()[-1].id}/take_back")

    assert 'class="machine-back"' not in page(browser, cast.project)


def test_a_name_in_kazakh_is_drawn_whole(cast, as_user):
    name = "Тұлғалар мен оқиғаларды зерттеу, материалдарды сипаттау және құқықтарды реттеу"
    cast.project.plan.stages[2].set_text("title", "kk", name)
    cast.member.language = "kk"
    db.session.commit()

    shown = page(as_user(cast.member), cast.project)

    assert "материалдарды</text>" in shown or "материалдарды сипаттау</text>" in shown
    assert f"{name}: " in shown
