"""What the project of today has collected: a signed consent, and materials with small real files."""

from datetime import timedelta

from app import clock
from app.db import db
from app.materials import actions as materials
from app.materials.consents.actions import give
from app.materials.consents.models import Signer
from app.materials.models import Acquisition, Material, MaterialKind
from app.materials.sets import actions as sets
from app.materials.subjects.actions import called
from app.materials.subjects.dates import bounds
from app.materials.subjects.models import Person
from app.seeds.demo.files import jpeg, pdf, scan, sound
from app.seeds.demo.steps import writing
from app.seeds.demo.talk import tell_of
from app.tasks.lists.saved import keep


def signed_consent(project, recorder, instant):
    """The writer who may be living agrees that her photographs are published."""
    with clock.at(instant):
        papers = materials.files.bring_in(project.id, [scan()], actor=recorder)
    with writing(instant):
        writer = called(Person, project, ["Мұратова Зейнеп"])[0]
        give(
            writer,
            papers,
            actor=recorder,
            signer=Signer.SELF,
            signed_by="Мұратова Зейнеп",
            scope=["KEEP", "DESCRIBE", "PUBLISH_PHOTO"],
            signed_on=instant.date(),
            valid_until=None,
            form_version="1",
            language="kk",
            note="",
        )


def collected_files(project, people, now):
    """Four materials with a small real file each, in different states."""
    for days, who, title, genre, file, moves in (
        (40, 3, "Мектеп оқушыларының фотосуреті", MaterialKind.PHOTOGRAPH, jpeg(), ("submit", "accept")),
        (35, 1, "Газеттегі мақала", MaterialKind.SCAN, scan(), ("submit", "accept")),
        (20, 2, "Мұғаліммен сұхбат", MaterialKind.AUDIO, sound(), ("submit",)),
        (8, 4, "Кітапхана туралы есеп", MaterialKind.DOCUMENT, pdf(), ()),
    ):
        with clock.at(now - timedelta(days=days)):
            arrivals = materials.files.bring_in(project.id, [file], actor=people[who])
        with writing(now - timedelta(days=days)):
            material = materials.collect(
                project,
                actor=people[who],
                title=title,
                description="Өлке тарихына қатысты материал.",
                genre=genre,
                language="kk",
                **bounds("1957~"),
                source_name="Отбасы мұрағаты",
                acquisition=Acquisition.GIFT,
                rights_uri="http://rightsstatements.org/vocab/InC/1.0/" if days == 40 else "",
                arrivals=arrivals,
                persons=["Қанат Сүлейменов"],
                events=["Рудныйда алғашқы мектептің ашылуы"],
                places=["Рудный"],
            )
            if genre is MaterialKind.PHOTOGRAPH:
                tell_of(material, people[2])
            for trigger in moves:
                person = people[who] if trigger == "submit" else people[0]
                materials.move(material, trigger, actor=person, version=material.version)
                db.session.flush()
    with writing(now):
        album = sets.make(project, actor=people[0], title="Альбомға", note="Екінші тарау", is_shared=True)
        sets.put(album, db.session.scalars(db.select(Material.id).where(Material.project_id == project.id)).all())
        keep(project, "materials", actor=people[0], title="Фотосуреттер", query="genre=PHOTOGRAPH&view=grid")
