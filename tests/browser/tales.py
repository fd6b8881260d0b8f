"""What people type in the story, in each of the three languages."""

from typing import NamedTuple

from app import names


class Person(NamedTuple):
    email: str
    surname: str
    given_name: str
    password: str = ""

    @property
    def short_name(self):
        return names.short_name(self.surname, self.given_name, "")

    @property
    def full_name(self):
        return names.full_name(self.surname, self.given_name, "")


class Tale(NamedTuple):
    """The people and things of the story as a library of this language calls them."""

    project: str
    duty: str
    newspapers: str
    interview: str
    list_of_persons: str
    photograph: str
    description: str
    donor: str
    what_is_missing: str
    meeting: str
    place: str
    topic: str
    minutes: str
    decision: str
    action: str
    reason: str
    waiver: str


COORDINATOR = Person("aigul@kitaphana.internal", "Сейтова", "Айгүл", "тоғызыншы қоңырау")
MEMBER = Person("dauren@kitaphana.internal", "Қасымов", "Дәурен", "бірінші сынып 1957")
LEAVER = Person("irina@kitaphana.internal", "Литвиненко", "Ирина")
OBSERVER = Person("olga@kitaphana.internal", "Петрова", "Ольга")
ELEVENTH = "eleventh@kitaphana.internal"
#: Those who take the seats after the coordinator's, in this order.
SEATED = (
    MEMBER,
    LEAVER,
    Person("gulnar@kitaphana.internal", "Әбілова", "Гүлнар"),
    Person("nurlan@kitaphana.internal", "Жүнісов", "Нұрлан"),
    Person("saule@kitaphana.internal", "Ермекова", "Сәуле"),
    Person("viktor@kitaphana.internal", "Гончар", "Виктор"),
    Person("madina@kitaphana.internal", "Тоқтарова", "Мадина"),
    Person("elena@kitaphana.internal", "Фомина", "Елена"),
    Person("bolat@kitaphana.internal", "Ғабдуллин", "Болат"),
)

TALES = {
    "kk": Tale(
        project="Тұлғалар мен оқиғалардың мәдени тарихы",
        duty="Газеттер мен мерзімді басылымдар",
        newspapers="Газет тігінділерін қарап шығу",
        interview="Мұғаліммен сұхбат жүргізу",
        list_of_persons="Тұлғалар тізімін жасау",
        photograph="Мектеп оқушыларының фотосуреті",
        description="Мектептің алдында түскен сынып.",
        donor="Отбасы мұрағаты",
        what_is_missing="Суретте кім бар екенін жазыңыз.",
        meeting="Жұмыс тобының алғашқы жиналысы",
        place="Орталық кітапхана, 4-бөлме",
        topic="Алдын ала жиналған материалдар",
        minutes="Топ жиналған материалдарды қарады.",
        decision="Тұлғалар тізімі бекітілсін",
        action="Мұрағатқа хат жазу",
        reason="Топ жиналды, жұмыс бөлінді.",
        waiver="Қалған міндеттер келесі жиналыста бөлінеді.",
    ),
    "ru": Tale(
        project="Культурная история личностей и событий",
        duty="Газеты и периодика",
        newspapers="Просмотреть подшивки газет",
        interview="Взять интервью у учителя",
        list_of_persons="Составить список личностей",
        photograph="Фотография школьников",
        description="Класс перед школой.",
        donor="Семейный архив",
        what_is_missing="Напишите, кто на снимке.",
        meeting="Первое заседание рабочей группы",
        place="Центральная библиотека, кабинет 4",
        topic="Предварительные материалы",
        minutes="Группа рассмотрела собранные материалы.",
        decision="Утвердить список личностей",
        action="Написать в архив",
        reason="Группа собрана, обязанности распределены.",
        waiver="Остальные обязанности распределим на следующем заседании.",
    ),
    "en": Tale(
        project="Cultural history of persons and events",
        duty="Newspapers and periodicals",
        newspapers="Go through the bound newspapers",
        interview="Interview the teacher",
        list_of_persons="Draw up the list of persons",
        photograph="Photograph of pupils",
        description="A class in front of the school.",
        donor="A family's archive",
        what_is_missing="Write down who is in the picture.",
        meeting="First meeting of the workgroup",
        place="Central library, room 4",
        topic="The first materials",
        minutes="The group looked at the materials collected so far.",
        decision="The list of persons is approved",
        action="Write to the archive",
        reason="The group is complete and the work is shared out.",
        waiver="The other duties are shared out at the next meeting.",
    ),
}
