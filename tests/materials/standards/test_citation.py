"""How a material is cited: worked out by hand from the rules of GOST R 7.0.5, GOST 7.1 and of APA."""

from datetime import date

import pytest
from flask_babel import force_locale

from app.materials.models import MaterialKind
from app.materials.standards.citation import Cited, citations

ADDRESS = "https://shezhire.example/exhibit/1/materials/5"
SCHOOL = Cited("Фотография школы № 4.", MaterialKind.PHOTOGRAPH, "1957~", "История Рудного", "RD-2026-000001",
               ADDRESS, date(2026, 3, 2))  # fmt: skip


def cited(language, **changes):
    with force_locale(language):
        return [citation.text.replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\N{NO-BREAK SPACE}", " ")
                for citation in citations(SCHOOL._replace(**changes))]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "changes", "gost", "apa"),
    [
        (
            "ru",
            {},
            "Фотография школы № 4 [Электронный ресурс] : фотография. Около 1957 г. // История Рудного : виртуальная "
            f"выставка. Инв. № RD-2026-000001. URL: {ADDRESS} (дата обращения: 02.03.2026).",
            "Фотография школы № 4 [Фотография]. (около 1957 г.). История Рудного (Инв. № RD-2026-000001). " + ADDRESS,
        ),
        (
            "kk",
            {"title": "№ 4 мектеп", "edtf": ""},
            "№ 4 мектеп [Электрондық ресурс] : фотосурет // История Рудного : виртуалды көрме. "
            f"Инв. № RD-2026-000001. URL: {ADDRESS} (қаралған күні: 02.03.2026).",
            "№ 4 мектеп [Фотосурет]. (жылы белгісіз). История Рудного (Инв. № RD-2026-000001). " + ADDRESS,
        ),
        (
            "ru",
            {"address": "", "edtf": "1941/1945", "genre": MaterialKind.CLIPPING},
            "Фотография школы № 4 : газетная вырезка. 1941–1945 гг. // История Рудного. Инв. № RD-2026-000001.",
            "Фотография школы № 4 [Газетная вырезка]. (1941–1945 гг.). История Рудного (Инв. № RD-2026-000001).",
        ),
        (
            "en",
            {"title": "Who are they?", "collection": "History of Rudny", "edtf": "1957-03-07"},
            "Who are they? [Electronic resource] : photograph. 7 March 1957 // History of Rudny : online exhibition. "
            f"Acc. no. RD-2026-000001. URL: {ADDRESS} (accessed: 02.03.2026).",
            "Who are they? [Photograph]. (1957, March 7). History of Rudny (Accession No. RD-2026-000001). " + ADDRESS,
        ),
    ],
)
def test_a_material_is_cited_as_the_rules_say(app, language, changes, gost, apa):
    reference, _description, author_and_date = cited(language, **changes)

    assert (reference, author_and_date) == (gost, apa)


@pytest.mark.parametrize(
    ("language", "changes", "description"),
    [
        (
            "ru",
            {},
            "Фотография школы № 4 [Электронный ресурс] : фотография. – Около 1957 г. // История Рудного : виртуальная "
            f"выставка. – Инв. № RD-2026-000001. – Режим доступа: {ADDRESS} (дата обращения: 02.03.2026).",
        ),
        (
            "kk",
            {"title": "№ 4 мектеп", "edtf": ""},
            "№ 4 мектеп [Электрондық ресурс] : фотосурет // История Рудного : виртуалды көрме. – Инв. № "
            f"RD-2026-000001. – Қол жеткізу режимі: {ADDRESS} (қаралған күні: 02.03.2026).",
        ),
        (
            "en",
            {"address": "", "edtf": "1957-03-07", "collection": "History of Rudny"},
            "Фотография школы № 4 : photograph. – 7 March 1957 // History of Rudny. – Acc. no. RD-2026-000001.",
        ),
    ],
)
def test_a_description_parts_its_areas_by_dashes(app, language, changes, description):
    assert cited(language, **changes)[1] == description


@pytest.mark.parametrize(
    ("edtf", "words"),
    [("1957", "1957"), ("1957~", "ca. 1957"), ("1957-03", "1957, March"), ("195X", "1950s"), ("", "n.d.")],
)
def test_apa_writes_the_date_the_year_first(app, edtf, words):
    assert f"({words})." in cited("en", edtf=edtf)[2]
