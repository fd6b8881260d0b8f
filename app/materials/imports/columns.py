"""What a column of a table of materials can be, and by which heads it is known."""

from flask_babel import gettext as _
from flask_babel import pgettext

from app.materials.changes import FIELDS

#: So many lines are taken at the most.
MOST_LINES = 5_000
#: So many are carried out while the reader waits: nobody else writes meanwhile, and each costs as much as a form of
#: its own. The worker takes longer tables piece by piece.
AT_ONCE = 150
#: Fields that the form has under the same names.
OF_FORM = (
    *("title", "genre", "made", "description", "language", "link", "persons", "events", "places"),
    *("source_name", "acquisition", "source_on", "source_note"),
    *("rights_uri", "rights_holder", "rights_note", "embargo_until"),
)
#: Beside those of the form, the files that a line names.
ALL = (*OF_FORM, "files")
#: Cells that hold names, and what each of them makes where it is new.
OF_NAMES = {"persons": "person", "events": "event", "places": "place"}
#: What tables made elsewhere call the same; the list of materials as a file is one of them.
OTHER_HEADS = {
    "accession": ("Number", "Номер", "Нөмірі", "Инв. номер", "Инвентарный номер", "Түгендеу нөмірі", "Шифр"),
    "title": ("Заголовок", "Наименование", "Name", "Тақырыбы"),
    "genre": ("Type", "Тип", "Вид материала", "Материал түрі"),
    "made": ("EDTF", "Date", "Дата", "Күні", "Дата создания", "Created"),
    "persons": ("Person", "Персона", "Персоны", "Тұлға", "Тұлғалар", "People", "Люди"),
    "events": ("Event", "Событие", "Оқиға"),
    "places": ("Place", "Место", "Места", "Орын", "Орындар"),
    "source_name": ("Source", "Источник", "Дереккөз", "Donor", "Даритель", "Сдатчик"),
    "rights_uri": ("Rights", "Права", "Құқықтар"),
    "files": ("File", "File name", "Файл", "Имя файла", "Имена файлов", "Файл атауы", "Файлдар атауы"),
    "link": ("URL", "Ссылка", "Сілтеме"),
}


def names():
    """The columns in the reader's words, the number first."""
    words = {field: pgettext("field", FIELDS[field]) for field in ALL if field != "made"}
    words["made"] = _("When it was made")
    return {"accession": _("Accession number"), **{field: words[field] for field in ALL}}


def other_heads(project):
    """With the words in the project's language, as the list gives them out: «Title, kk»."""
    heads = dict(OTHER_HEADS)
    for field, of_old in (("title", "Title"), ("description", "Description")):
        said = (f"{word}, {project.language}" for word in (of_old, *IN_LANGUAGES[of_old]))
        heads[field] = (*heads.get(field, ()), *said)
    return heads


#: How the list's heads say it in the other two languages.
IN_LANGUAGES = {"Title": ("Атауы", "Название"), "Description": ("Сипаттама", "Описание")}
