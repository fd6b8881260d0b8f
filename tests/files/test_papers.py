"""PDFs: their pages are looked at one by one, and the words on them are found."""

import io
import re

import pytest
import typst
from PIL import Image

from app.db import db
from app.files import queries, thumbnails
from app.files.models import File, FileRole, Passage, PreviewState
from app.files.passages import make_findable
from app.files.thumbnails import make_thumbnails
from tests.files import samples
from tests.materials.pages import collect

FIRST = "Қазақ халқының мәдени мұрасы: Әлихан Бөкейханов пен Ұлы Отан соғысы туралы."
SECOND = "Газета «Рудный алюминий», 1957 жыл. Мектептің ашылуы."


@pytest.fixture
def keep(cast, as_user):
    """``keep(content, name)``: a file on a material of the project, looked into by the worker."""

    def kept(content, name="газет.pdf"):
        material = collect(as_user(cast.member), cast.project, [(content, name)])
        make_thumbnails()
        return db.session.scalars(queries.of(material)).one()

    return kept


def made_of(file):
    return {row.role for row in db.session.scalars(db.select(File).where(File.of_id == file.id))}


def picture(answer):
    assert (answer.status_code, answer.mimetype) == (200, "image/webp")
    return Image.open(io.BytesIO(answer.data))


def test_each_page_of_a_pdf_has_a_picture_and_an_address(cast, as_user, keep):
    file = keep(samples.pdf(FIRST, SECOND, ""))
    browser = as_user(cast.observer)

    page = browser.get(f"/files/{file.id}/view?page=2").text

    assert (file.pages, file.preview, made_of(file)) == (3, PreviewState.MADE, {FileRole.THUMBNAIL, FileRole.PAGES})
    assert f'<img src="/files/{file.id}/pages/2" width="1415" height="2000" alt="Page 2">' in page
    assert f'rel="prev" href="/files/{file.id}/view?page=1#pages"' in page
    assert f'rel="next" href="/files/{file.id}/view?page=3#pages"' in page
    assert re.search(r'name="page" type="number" min="1" max="3" value="2"', page)
    assert SECOND in page
    assert FIRST not in page
    assert "To the material" in page
    assert "only a picture" in browser.get(f"/files/{file.id}/view?page=3").text
    drawn = picture(browser.get(f"/files/{file.id}/pages/1", buffered=True))
    assert (drawn.size, drawn.convert("L").getextrema()[0] < 100) == ((1415, 2000), True)
    assert max(picture(browser.get(f"/files/{file.id}/thumbnail", buffered=True)).size) == 480
    for number in (0, 4, 99999999999999999999):
        assert browser.get(f"/files/{file.id}/pages/{number}").status_code == 404


def test_where_there_is_no_such_page_the_nearest_is_shown(cast, as_user, keep):
    file = keep(samples.pdf(FIRST, SECOND))
    browser = as_user(cast.member)

    for asked, shown in (("0", 1), ("-4", 1), ("9" * 30, 2), ("x", 1), ("", 1)):
        page = browser.get(f"/files/{file.id}/view", query_string={"page": asked}).text
        assert f'src="/files/{file.id}/pages/{shown}"' in page


def test_the_words_on_a_page_are_found_and_lead_to_it(cast, as_user, keep):
    file = keep(samples.pdf(FIRST, SECOND))
    browser = as_user(cast.observer)

    page = browser.get("/search", query_string={"q": "мектептин ашылуы"}).text

    assert "<mark>Мектептің</mark> <mark>ашылуы</mark>" in page
    assert "газет.pdf · page 2" in page
    address = re.search(rf'href="(/files/{file.id}/view\?[^"#]+)#words"', page)[1].replace("&amp;", "&")
    shown = browser.get(address).text
    assert f'src="/files/{file.id}/pages/2"' in shown
    assert "<mark>Мектептің</mark>" in shown
    assert "words=" in re.search(r'rel="prev" href="([^"]+)"', shown)[1]
    assert "газет.pdf" not in as_user(cast.outsider).get("/search", query_string={"q": "мектептин"}).text


def test_a_long_paper_with_a_word_on_every_page_hides_no_other_and_is_found_at_its_first(cast, as_user, keep):
    papers = [keep(samples.pdf(words), f"{words}.pdf") for words in ("Шежіре", "Кітап")]
    make_findable(papers[1], [(page, "Шежіре туралы") for page in range(5, 305)])
    db.session.commit()

    page = as_user(cast.member).get("/search?q=шежире").text

    assert re.findall(r'class="quiet">[^<]+ · ([^<]+) · page (\d+)', page) == [("Кітап.pdf", "5"), ("Шежіре.pdf", "1")]


def test_a_book_is_indexed_bit_by_bit_and_found_when_it_is_whole(cast, as_user, monkeypatch):
    monkeypatch.setattr(thumbnails, "AT_ONCE", 2)
    pages = ["Шежіре", "Кітап", "Шежіре", "Мектеп", "Шежіре"]
    material = collect(as_user(cast.member), cast.project, [(samples.pdf(*pages), "кітап.pdf")])
    file = db.session.scalars(queries.of(material)).one()
    browser = as_user(cast.member)
    thumbnails.index_ahead(file.id, list(enumerate(pages, start=1)))

    assert db.session.scalar(db.select(db.func.count(Passage.id))) == 4
    assert "кітап.pdf" not in browser.get("/search?q=шежире").text

    make_thumbnails()

    assert "кітап.pdf · page 1" in browser.get("/search?q=шежире").text
    assert db.session.scalars(db.select(Passage.place).order_by(Passage.place)).all() == [1, 2, 3, 4, 5]


def test_a_word_parted_at_the_end_of_a_line_is_one_word(cast, as_user, keep):
    narrow = '#set page(width: 120pt, height: 200pt, margin: 10pt)\n#set text(lang: "ru", hyphenate: true)\n'
    keep(typst.compile((narrow + "Достопримечательностями города").encode()))

    assert "<mark>Достопримечательностями</mark>" in as_user(cast.member).get("/search?q=достопримечательностями").text


def test_pages_are_for_those_who_may_read_the_file_and_go_with_it(cast, as_user, keep):
    file = keep(samples.pdf(FIRST))

    for address in ("view", "pages/1", "thumbnail"):
        assert as_user(cast.outsider).get(f"/files/{file.id}/{address}").status_code == 404
    browser = as_user(cast.member)
    answer = browser.get(f"/files/{file.id}/pages/1", buffered=True)
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; sandbox")
    again = {"If-None-Match": answer.headers["ETag"]}
    assert browser.get(f"/files/{file.id}/pages/1", headers=again).status_code == 304
    for page in (f"/materials/{file.subject_id}", f"/projects/{cast.project.id}/materials"):
        assert f'src="/files/{file.id}/thumbnail"' in browser.get(page).text

    browser.post(f"/files/{file.id}/delete")

    assert browser.get(f"/files/{file.id}/pages/1").status_code == 404
    assert db.session.scalars(db.select(Passage.id)).all() == []


@pytest.mark.parametrize(
    "content",
    [
        samples.PDF,
        samples.pdf(FIRST)[:900],
        b"%PDF-1.7\n" + b"\xff" * 5000,
        samples.pdf_with_password(),
    ],
)
def test_a_pdf_that_cannot_be_opened_says_so_and_stays_as_it_came(cast, as_user, keep, content):
    file = keep(content)

    browser = as_user(cast.member)
    assert (file.preview, made_of(file)) == (PreviewState.NONE, set())
    assert "The pages cannot be shown" in browser.get(f"/files/{file.id}/view?page=2").text
    assert browser.get(f"/files/{file.id}/pages/1").status_code == 404
    assert browser.get(f"/files/{file.id}", buffered=True).data == content


def test_until_the_worker_has_been_there_the_page_asks_for_a_minute(cast, as_user):
    material = collect(as_user(cast.member), cast.project, [(samples.pdf(FIRST), "газет.pdf")])
    file = db.session.scalars(queries.of(material)).one()

    assert "The pages are being made ready." in as_user(cast.member).get(f"/files/{file.id}/view").text


def test_a_torn_page_hinders_no_other(cast, as_user, keep):
    file = keep(samples.pdf_with_a_torn_page())
    browser = as_user(cast.member)

    assert (file.pages, file.preview) == (2, PreviewState.NONE)
    assert "This page is damaged" in browser.get(f"/files/{file.id}/view?page=1").text
    assert f'src="/files/{file.id}/pages/2"' in browser.get(f"/files/{file.id}/view?page=2").text


def test_of_a_long_paper_the_first_pages_are_shown_and_it_says_so(cast, as_user, keep):
    file = keep(samples.empty_pdf(pages=520))

    page = as_user(cast.member).get(f"/files/{file.id}/view?page=520").text

    assert file.pages == 520
    assert f'src="/files/{file.id}/pages/500"' in page
    assert "Shown here are the first pages: 500 of 520." in page
