"""A large picture is cut into parts, which its readers look at closely: as they are written, and who is given them."""

import io
import re

import pytest
from PIL import Image, ImageChops, ImageStat

from app.db import db
from app.files import queries
from app.files.actions import delete
from app.files.models import File, FileRole, PreviewState
from app.files.thumbnails import make_thumbnails
from app.files.zoom import cutting
from app.files.zoom.cut.cut import cut
from app.files.zoom.cut.strips import TURNS
from app.files.zoom.grid import Grid
from app.files.zoom.packs import grid_of, part
from app.verifying import verify
from tests.files import samples
from tests.materials.pages import collect

SIZE = (500, 333)
GREY = Image.linear_gradient("L")
SCAN = Image.merge("RGB", [shade.resize(SIZE) for shade in (GREY, GREY.rotate(90), Image.radial_gradient("L"))])
#: Parts of 64 pixels, pieces of the whole of at most 200.
CUT = (64, 200)
NO_PARTS = (
    *("0,0,64,64/64,65", "0,0,64,65/64,64", "1,0,64,64/64,64", "0,0,0,0/0,0", "-64,0,64,64/64,64", "0,0,64/64,64"),
    *("64000,0,64,64/64,64", "full/1200,800", "full/99999999999999999999,1", "max/full", "full/pct:50", "full/,"),
    *("٠,٠,٦٤,٦٤/٦٤,٦٤", "..%2F..%2Fetc/max"),
)
IN_FULL, BY_LIGHT_AND_COLOUR, IN_STRIPS = 10**9, 2 * SIZE[0] * SIZE[1], 1


@pytest.fixture
def keep(cast, as_user):
    """``keep(content)``: a picture on a material of the project, of which the worker has made all that it makes."""

    def kept(content, name="scan.jpg"):
        material = collect(as_user(cast.member), cast.project, [(content, name)])
        make_thumbnails()
        while cutting.cut_next(*CUT):
            pass
        return db.session.scalars(queries.of(material)).one()

    return kept


def turned(orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    return exif


@pytest.mark.parametrize(
    ("room", "scan", "written"),
    [
        (IN_FULL, SCAN, {"format": "JPEG", "quality": 95}),
        (BY_LIGHT_AND_COLOUR, SCAN, {"format": "JPEG", "quality": 95}),
        (IN_STRIPS, SCAN, {"format": "PNG"}),
        (IN_STRIPS, SCAN.convert("LA"), {"format": "PNG"}),
        (IN_STRIPS, SCAN.quantize(200), {"format": "PNG"}),
        (IN_STRIPS, SCAN.convert("CMYK"), {"format": "TIFF"}),
        (IN_FULL, SCAN, {"format": "TIFF", "compression": "tiff_lzw"}),
        *((IN_FULL, SCAN, {"format": "JPEG", "quality": 95, "exif": turned(n)}) for n in TURNS),
        (BY_LIGHT_AND_COLOUR, SCAN, {"format": "JPEG", "quality": 95, "exif": turned(6)}),
    ],
)
def test_every_part_shows_its_place_in_the_upright_picture_however_it_was_read(room, scan, written):
    upright = scan.convert("RGB")
    if "exif" in written:
        upright = upright.transpose(TURNS[written["exif"][0x0112]])
    pack = io.BytesIO()

    cut(io.BytesIO(samples.encoded(scan, **written)), pack, *CUT, room)

    grid = grid_of(pack)
    assert (grid.width, grid.height) == upright.size
    for level, size in enumerate(grid.levels):
        columns, rows = grid.counts(size)
        for column, row in [(0, 0), (columns - 1, rows - 1), (columns // 2, rows // 2)]:
            tile = grid.tile(level, column, row)
            shown = picture(pack, tile.address)
            left, top = column * grid.edge, row * grid.edge
            place = (left, top, left + shown.width, top + shown.height)
            assert shown.size == tile.size
            assert difference(shown, upright.crop(place)) < 6
        upright = upright.reduce(2)
    assert [picture(pack, f"full/{width},{height}/").size for width, height in grid.pieces] == grid.pieces


def picture(pack, address):
    region, size = address.split("/")[:2]
    return Image.open(io.BytesIO(part(pack, grid_of(pack), grid_of(pack).number(region, size))))


def difference(one, other):
    return max(ImageStat.Stat(ImageChops.difference(one, other)).mean)


def test_what_is_transparent_shows_white_paper():
    pack = io.BytesIO()

    cut(io.BytesIO(samples.encoded(Image.new("RGBA", SIZE, "#00000000"), "PNG")), pack, *CUT, IN_STRIPS)

    assert picture(pack, "full/max/").getextrema() == ((255, 255),) * 3


def test_a_picture_larger_than_its_small_one_is_cut_and_shows_nothing_but_pixels(cast, as_user, keep):
    file = keep(samples.jpeg((1200, 800)))

    browser = as_user(cast.observer)
    page = browser.get(f"/files/{file.id}/view").text
    address = re.search(r'href="(/files/\d+/tiles/full/[^"]+)"', page)[1]
    answer = browser.get(address)

    assert file.zoom is PreviewState.MADE
    assert (answer.status_code, answer.mimetype, answer.cache_control.no_cache) == (200, "image/jpeg", True)
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; sandbox")
    shown = Image.open(io.BytesIO(answer.data))
    assert (shown.size, dict(shown.getexif())) == ((150, 100), {})
    assert b"Rudny" not in answer.data
    again = browser.get(address, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_without_script_links_lead_into_the_picture_until_every_pixel_is_shown(cast, as_user, keep):
    file = keep(samples.jpeg((1200, 800)))
    browser, address = as_user(cast.observer), f"/files/{file.id}/view"

    boxes = []
    while address:
        page = browser.get(address).text
        boxes.append(re.search(r'viewBox="([\d ]+)" role="img"', page)[1])
        deeper = re.findall(r'href="(\?step=\d+&amp;x=\d+&amp;y=\d+)#closer">Lower right<', page)
        address = deeper and f"/files/{file.id}/view{deeper[0]}".replace("&amp;", "&")
    parts = re.findall(r'<image href="([^"]+)"', page)

    assert boxes == ["0 0 1200 800", "600 400 600 400", "900 600 300 200", "1050 700 150 100"]
    assert {browser.get(each).status_code for each in parts} == {200}
    assert {part.split("/")[4].split(",")[2] for part in parts[1:]} == {"64", "48"}


def test_a_place_that_is_not_in_the_picture_leads_to_the_nearest_one(cast, as_user, keep):
    file = keep(samples.jpeg((1200, 800)))

    for asked in ("?step=9999999999999&x=-3&y=x", "?step=-1&x=1", "?step=2&x=99&y=99"):
        assert "<image" in as_user(cast.observer).get(f"/files/{file.id}/view{asked}").text


def test_an_address_of_no_part_is_a_page_that_does_not_exist(cast, as_user, keep):
    file = keep(samples.jpeg((1200, 800)))
    browser = as_user(cast.observer)

    found = [address for address in NO_PARTS if browser.get(tile(file, address)).status_code != 404]

    assert found == []
    assert browser.get(tile(file, "0,0,64,64/64,64")).status_code == 200


def tile(file, address):
    return f"/files/{file.id}/tiles/{address}/0/default.jpg"


def test_parts_are_read_by_those_who_may_read_the_file_now_and_go_with_it(cast, as_user, keep):
    file = keep(samples.jpeg((1200, 800)))
    address = tile(file, "full/max")
    for who, status in ((cast.observer, 200), (cast.outsider, 404), (None, 302)):
        assert as_user(who).get(address).status_code == status
    assert list(verify()) == []
    used = cast.project.used_bytes

    as_user(cast.member).post(f"/files/{file.id}/delete")

    assert as_user(cast.member).get(address).status_code == 404
    db.session.expire_all()
    assert (used, cast.project.used_bytes) == (file.size, 0)


def test_of_a_picture_that_cannot_be_cut_the_page_says_so(cast, as_user, keep):
    file = keep(samples.jpeg((1200, 800))[:400], "torn.jpg")

    page = as_user(cast.observer).get(f"/files/{file.id}/view").text

    assert "Download it to see its details." in page
    assert "<svg class=" not in page.partition('id="closer"')[2].partition("</section>")[0]


def test_a_file_taken_off_while_it_was_cut_keeps_no_parts(cast, as_user, keep, monkeypatch):
    finish = cutting.finish

    def goes_meanwhile(file_id, *made):
        delete(db.session.get_one(File, file_id), actor=cast.member)
        db.session.commit()
        finish(file_id, *made)

    monkeypatch.setattr(cutting, "finish", goes_meanwhile)

    material = collect(as_user(cast.member), cast.project, [(samples.jpeg((1200, 800)), "scan.jpg")])
    make_thumbnails()
    cutting.cut_next(*CUT)

    assert db.session.scalars(queries.of(material)).all() == []
    assert db.session.scalar(db.select(File.id).where(File.role == FileRole.TILES)) is None


def test_a_grid_numbers_every_part_once():
    grid = Grid(1200, 801, 64, 200)

    tiles = [
        grid.tile(level, column, row).address
        for level, size in enumerate(grid.levels)
        for row in range(grid.counts(size)[1])
        for column in range(grid.counts(size)[0])
    ]
    wholes = [f"full/{width},{height}" for width, height in grid.pieces]

    assert sorted(grid.number(*each.split("/")[:2]) for each in tiles + wholes) == list(range(grid.count))
