"""What somebody tells of a photograph in the demo: a recording, and its words in two languages."""

from app.files.actions import receive
from app.files.models import FileRole
from app.seeds.demo.files import sound, transcript

KAZAKH = ("<v Қанат Сүлейменов>Бұл — біздің алғашқы сыныбымыз.", "Мектеп 1957 жылдың күзінде ашылды.")
RUSSIAN = ("<v Канат Сулейменов>Это наш первый класс.", "Школа открылась осенью 1957 года.")
TRANSCRIPTS = (
    ("әңгіме.vtt", "kk", FileRole.TRANSCRIPT, KAZAKH),
    ("рассказ.vtt", "ru", FileRole.TRANSLATION, RUSSIAN),
)


def tell_of(photograph, actor):
    recording = receive(photograph, sound(), actor=actor)
    for name, language, role, lines in TRANSCRIPTS:
        written = receive(photograph, transcript(name, *lines), actor=actor, role=role)
        written.language, written.recording_id = language, recording.id
