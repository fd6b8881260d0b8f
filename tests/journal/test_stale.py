"""What somebody reads who sends a page drawn before another person's change."""

from tests import make


def test_the_page_names_who_was_quicker_and_keeps_what_was_typed(cast, as_user):
    task = make.task(cast.project, cast.member)
    drawn = task.version
    as_user(cast.member).post(f"/tasks/{task.id}/start", data={"version": drawn})

    late = as_user(cast.coordinator).post(f"/tasks/{task.id}/cancel", data={"version": drawn, "note": "Not needed"})

    assert late.status_code == 409
    assert f"{cast.member.short_name} moved “{task.title}”: To do → In progress" in late.text
    assert "2 March 2026" in late.text
    assert "Not needed" in late.text
    assert f'href="/tasks/{task.id}"' in late.text


def test_what_is_secret_is_not_shown_again(cast, as_user):
    task = make.task(cast.project, cast.member)

    late = as_user(cast.member).post(f"/tasks/{task.id}/start", data={"version": 99, "password": "жеті өзен"})

    assert late.status_code == 409
    assert "жеті өзен" not in late.text
