"""Tasks from a table: tried line by line, brought in as one deed, taken back in one step."""

import io
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from app.db import db
from app.tasks.labels.models import Label
from app.tasks.models import Priority, Task
from tests import make
from tests.tasks.posts import newest

CSV = """Атауы;Орындаушылар;Мерзімі;Басымдық;Кезең;Belgiler
Газеттерді оқу;Қасымов Д.;17.03.2026;Жоғары;Collecting materials;
Ескі хат;Сейтова Айгүл, Дәурен;ертең;;;
Қате жол;Ешкім;17.33.2026;Керемет;Жоқ кезең;
"""


@pytest.fixture
def imports(cast):
    return f"/projects/{cast.project.id}/tasks/import"


def send(browser, imports, content, name="tasks.csv"):
    content = content.encode() if isinstance(content, str) else content
    return browser.post(imports, data={"table": (io.BytesIO(content), name)})


def workbook(*lines):
    book, out = Workbook(), io.BytesIO()
    for line in lines:
        book.active.append(line)
    book.save(out)
    return out.getvalue()


def titles():
    query = db.select(Task.title).where(Task.deleted_at.is_(None)).order_by(Task.id)
    return list(db.session.scalars(query))


def test_the_dry_run_shows_every_line_and_what_is_wrong_with_it_as_it_was_typed(cast, as_user, imports):
    browser = as_user(cast.member)

    page = browser.get(send(browser, imports, CSV).location).text

    assert "Lines that can be brought in: 2 · Lines with errors, left out: 1" in page
    assert "Assignees: Ешкім – Nobody of the workgroup is called so." in page
    assert "Due date: 17.33.2026 – This is no day." in page
    assert "Priority: Керемет – This is no priority." in page
    assert "Stage: Жоқ кезең – The plan has no such stage." in page
    assert "ертең → <b>03.03.2026</b>" in page
    assert "Қасымов Д. → <b>Қасымов\xa0Д.</b>" in page
    assert titles() == []


def test_the_good_lines_become_tasks_and_one_undo_takes_them_back(cast, as_user, imports):
    browser = as_user(cast.member)
    address = send(browser, imports, CSV).location

    browser.post(address, data={})

    first, second = db.session.scalars(db.select(Task).order_by(Task.id))
    assert (first.title, first.due, first.priority) == ("Газеттерді оқу", date(2026, 3, 17), Priority.HIGH)
    assert (first.assignees, first.stage_id) == ([cast.member], cast.project.plan.stages[1].id)
    assert (second.due, set(second.assignees)) == (date(2026, 3, 3), {cast.coordinator, cast.member})
    batch_id = address.rpartition("/")[2]
    browser.post(f"/batches/{batch_id}/take-back")
    assert titles() == []


def test_whoever_is_given_several_tasks_of_one_table_gets_one_letter(cast, as_user, imports, post_office):
    table = "Title,Assignee\n" + "".join(f"Task {n},Қасымов\n" for n in range(5))
    browser = as_user(cast.coordinator)
    browser.post(send(browser, imports, table).location, data={})

    letters = post_office()

    assert [letter["To"].addresses[0].addr_spec for letter in letters] == ["member@library.example"]
    assert letters[0]["Subject"] == "A task for you: Task 0 (+4)"
    assert "More tasks given to you at the same time: 4" in letters[0].get_body(("plain",)).get_content()


def test_nobody_is_told_of_tasks_that_were_taken_back_before_the_letter_left(cast, as_user, imports, post_office):
    browser = as_user(cast.coordinator)
    address = send(browser, imports, "Title,Assignee\nRead,Қасымов\n").location
    browser.post(address, data={})
    browser.post(f"/batches/{address.rpartition('/')[2]}/take-back")

    assert post_office() == []


def test_columns_are_matched_by_hand_where_their_heads_are_strange(cast, as_user, imports):
    browser = as_user(cast.member)
    address = send(browser, imports, "A,B\n17.03.2026,Read\n").location
    assert "Choose the column that holds the titles." in browser.get(address).text

    browser.post(address, data={"matched": "1", "col-title": "1", "col-due": "0"})

    assert (newest().title, newest().due) == ("Read", date(2026, 3, 17))


def test_a_workbook_is_read_with_its_days_and_its_formulas_stay_unreckoned(cast, as_user, imports):
    make.save(Label(project_id=cast.project.id, name="Poems", folded="poems"))
    browser = as_user(cast.member)
    heads = ["Title", "Due date", "Labels", "Estimate", "Review"]
    table = workbook(heads, ["Read", datetime(2026, 3, 17), "poems", "1:30", "иә"], ["=1+1", None, "", 2, None])

    browser.post(send(browser, imports, table, "t.xlsx").location, data={})

    task = newest()
    assert (task.title, task.due, task.estimate, task.needs_review) == ("Read", date(2026, 3, 17), 90, True)
    assert [label.name for label in task.labels] == ["Poems"]
    assert titles() == ["Read"]


def test_what_the_list_gave_out_is_not_brought_in_a_second_time(cast, as_user, imports):
    browser = as_user(cast.member)
    task = make.task(cast.project, cast.member, title="=Read", due=date(2026, 3, 9), description="It is\n= so")
    for kind in ("csv", "xlsx"):
        table = browser.get(f"/projects/{cast.project.id}/tasks.{kind}").data
        assert "This task is here already" in browser.get(send(browser, imports, table, f"t.{kind}").location).text
        db.session.get(Task, task.id).deleted_at = datetime(2026, 3, 1).astimezone()
        db.session.commit()

        browser.post(send(browser, imports, table, f"t.{kind}").location, data={})

        copy = newest()
        assert (copy.title, copy.due, copy.description) == ("=Read", date(2026, 3, 9), "It is\n= so")
        assert copy.assignees == [cast.member]
        db.session.get(Task, task.id).deleted_at = None
        db.session.delete(copy)
        db.session.commit()


@pytest.mark.parametrize("content", [
    b"", b"\0\0", b"PK\x03\x04 broken", b"Title\n", b"\xff\xfe\xfa", b'"' + b"x" * 200_000, b"Title\n" + b"x\n" * 301,
    workbook(["Title"]),
], ids=["empty", "null", "broken", "heads", "binary", "quoted", "long", "bare"])  # fmt: skip
def test_what_is_no_table_is_refused_in_words(cast, as_user, imports, content):
    answer = send(as_user(cast.member), imports, content)

    assert answer.status_code == 422


def test_older_tables_in_windows_letters_are_read(cast, as_user, imports):
    browser = as_user(cast.member)

    browser.post(send(browser, imports, "Название\tСрок\nЧитать\t\n".encode("cp1251")).location, data={})

    assert titles() == ["Читать"]


def test_a_second_click_brings_nothing_in_twice(cast, as_user, imports):
    browser = as_user(cast.member)
    address = send(browser, imports, "Title\nRead\n").location

    codes = [browser.post(address, data={"form_key": key}).status_code for key in ("one", "one", "two")]

    assert titles() == ["Read"]
    assert codes == [303, 303, 302]


def test_a_table_is_its_senders_alone(cast, as_user, imports):
    address = send(as_user(cast.member), imports, "Title\nRead\n").location

    assert as_user(cast.coordinator).get(address).status_code == 404
    assert as_user(cast.observer).get(imports).status_code == 403
    assert as_user(cast.outsider).get(imports).status_code == 404
