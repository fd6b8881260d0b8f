import re

import pytest

from tests import make
from tests.materials.pages import collect
from tests.tasks.posts import newest


def write(browser, project, title):
    browser.post("/quick", data={"project_id": project.id, "line": title})
    browser.get("/keys")
    return newest()


def found(browser, words):
    page = browser.get("/search", query_string={"q": words})
    assert page.status_code == 200
    lines = re.findall(r'<div class="line-text"><a href="[^"]+">(.*?)</a>', page.text)
    return [re.sub("<[^>]+>", "", line) for line in lines]


def surroundings(browser, words):
    """What stands below the titles of what was found."""
    page = browser.get("/search", query_string={"q": words}).text
    lines = re.findall(r'<div class="line-text"><a href="[^"]+">.*?</a><p class="quiet">(.*?)</p>', page)
    return [re.sub("<[^>]+>", "", line) for line in lines]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("китапхана", "Орталық кітапхана"),
        ("мектеп", "№ 4 мектебінің тарихы"),
        ("Костанай", "Қостанай облысы"),
        ("Семенов", "Семёнов туралы естелік"),
        ("кiтап", "Қала кітабы"),
        ("тарих мектеб", "Мектебінің тарих бөлмесі"),
        ("1975", "Газеты 1975 года"),
    ],
)
def test_words_are_found_however_they_were_typed(cast, as_user, typed, title):
    browser = as_user(cast.member)
    write(browser, cast.project, title)
    write(browser, cast.project, "Something else")

    assert found(browser, typed) == [title]


def test_what_is_spelled_as_typed_comes_first(cast, as_user):
    browser = as_user(cast.member)
    write(browser, cast.project, "қас")
    write(browser, cast.project, "кас")

    assert found(browser, "қас") == ["қас", "кас"]


def test_all_words_must_be_there(cast, as_user):
    browser = as_user(cast.member)
    write(browser, cast.project, "Red school")

    assert found(browser, "school red") == ["Red school"]
    assert found(browser, "school blue") == []


def test_nobody_finds_what_they_may_not_see(cast, as_user):
    write(as_user(cast.member), cast.project, "Secret work")
    make.project(cast.outsider, title="Their own")

    assert found(as_user(cast.outsider), "secret") == []
    assert found(as_user(cast.observer), "secret") == ["Secret work"]


def test_the_found_words_are_marked_and_nothing_typed_becomes_markup(cast, as_user):
    browser = as_user(cast.member)
    task = write(browser, cast.project, "<script>alert(1)</script> school")

    page = browser.get("/search", query_string={"q": "scho"}).text

    assert "&lt;script&gt;alert(1)&lt;/script&gt; <mark>school</mark>" in page
    assert f'href="/tasks/{task.id}"' in page


def test_a_match_deep_in_a_text_is_shown_with_its_surroundings(cast, as_user):
    browser = as_user(cast.member)
    make_long = {
        "title": "Long",
        "description": "word " * 400 + "needle in the hay " + "word " * 400,
        "priority": "NORMAL",
    }
    browser.post(f"/projects/{cast.project.id}/tasks/new", data={**make_long, "stage_id": cast.project.plan.stage.id})

    (line,) = surroundings(browser, "needle")

    assert found(browser, "needle") == ["Long"]
    assert line.startswith("… ")
    assert "needle in the hay" in line
    assert len(line) < 200


@pytest.mark.parametrize(
    "hostile",
    ['"', "'", "*", "NEAR(a b)", "a OR", "AND", "NOT x", "col:on", "(((", "-", "a & b | !c", "\\", "%", "_", "\x01x",
     "'; DROP TABLE task; --", "x" * 5000, " ".join("abcdefghij" * 30), "🙂", "ı", "ẞ", "a\u0301", "١٢", "x:*"],
)  # fmt: skip
def test_no_query_is_an_error(cast, as_user, hostile):
    browser = as_user(cast.member)
    write(browser, cast.project, "Anything: a x on")

    assert browser.get("/search", query_string={"q": hostile}).status_code == 200
    assert browser.get(f"/projects/{cast.project.id}/tasks", query_string={"words": hostile}).status_code == 200


def test_an_empty_search_and_one_that_finds_nothing_say_what_to_do(cast, as_user):
    browser = as_user(cast.member)

    assert "What are you looking for?" in browser.get("/search").text
    assert "Nothing found" in browser.get("/search?q=nowhere").text


def test_what_is_found_is_called_by_its_title_and_the_rest_of_its_words_stands_below(cast, as_user):
    browser = as_user(cast.member)
    material = collect(browser, cast.project, places="Қостанай", **{"places-0": "Қостанай"})

    page = browser.get("/search", query_string={"q": "Костанай"}).text

    (place,) = material.places
    assert f'<a href="/places/{place.id}"><mark>Қостанай</mark></a></div>' in page
    assert f'<a href="/materials/{material.id}">{material.title_for_journal}</a><p class="quiet">' in page


def test_persons_named_by_materials_lead_to_their_own_pages(cast, as_user):
    browser = as_user(cast.member)
    collect(browser, cast.project)

    page = browser.get("/search", query_string={"q": "Омаров"}).text

    assert "Persons" in page
    assert "Materials" in page
    assert "/persons/" in page
