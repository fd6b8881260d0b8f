"""The people of the demo, all invented: the group of ten, and one who looks on."""

from app.accounts.actions import make_account
from app.db import db
from app.projects.actions import add_seat, sit
from app.rights import Role
from app.seeds.demo.steps import local, writing
from app.workgroup.actions import revise as revise_seat

CAST = {
    "coordinator": "aigul@kitaphana.example",
    "member": "dauren@kitaphana.example",
    "observer": "olga@kitaphana.example",
}
PEOPLE = (
    ("aigul@kitaphana.example", "Сейтова", "Айгүл", "Маратқызы", "kk", "Үйлестіру"),
    ("dauren@kitaphana.example", "Қасымов", "Дәурен", "Ержанұлы", "kk", "Газеттер мен мерзімді басылымдар"),
    ("gulnar@kitaphana.example", "Әбілова", "Гүлнар", "", "kk", "Сұхбаттар"),
    ("irina@kitaphana.example", "Литвиненко", "Ирина", "Павловна", "ru", "Фотографии"),
    ("nurlan@kitaphana.example", "Жүнісов", "Нұрлан", "Серікұлы", "kk", "Мұрағатпен байланыс"),
    ("saule@kitaphana.example", "Ермекова", "Сәуле", "", "kk", "Тұлғалар тізімі"),
    ("viktor@kitaphana.example", "Гончар", "Виктор", "Ильич", "ru", "Сканирование"),
    ("madina@kitaphana.example", "Тоқтарова", "Мадина", "Асқарқызы", "kk", "Оқиғалар шежіресі"),
    ("elena@kitaphana.example", "Фомина", "Елена", "", "ru", "Перевод и корректура"),
    ("bolat@kitaphana.example", "Ғабдуллин", "Болат", "Қайратұлы", "kk", "Көрме мен таныстыру"),
)
OBSERVER = ("olga@kitaphana.example", "Петрова", "Ольга", "Николаевна", "ru")


def make_people():
    with writing(local(2018, 1, 10)):
        return [
            make_account(email=email, surname=surname, given_name=given, patronymic=patronymic, language=language)
            for email, surname, given, patronymic, language, _duty in (*PEOPLE, (*OBSERVER, ""))
        ]


def fill_seats(project, people, coordinator):
    for seat, person, (*_names, duty) in zip(project.numbered_seats, people, PEOPLE, strict=False):
        if seat.holder is None:
            sit(seat, person)
        revise_seat(seat, actor=coordinator, duty=duty, role=seat.role)


def observe(project, person):
    seat = add_seat(project, None, Role.OBSERVER)
    db.session.flush()
    sit(seat, person)
