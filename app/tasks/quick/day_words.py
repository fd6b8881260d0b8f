"""The words for days and for stretches of time, in Kazakh, Russian and English, as people write when a thing is due.

They are written here as they are spelled, and compared folded, so that «бүрсігүні» is found in «бурсигуни» too.
"""

import re
from functools import lru_cache

from app.date_spellings import months
from app.kazakh import fold


def folded(words):
    return frozenset(fold(word) for word in words.split())


#: What may stand before a day and after it: «до пятницы», «жұмаға дейін», "by Friday".
LEADS = folded("до к ко в во на by on until till due")
TRAILS = folded("дейін қарсы")
#: What may stand between a day and its time, and what Kazakh hangs on the figures: «сағат 15:00-ге», "at 3:30".
AT = folded("в к до сағат at by")
CLOCK = re.compile(r"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?:-?(?:" + fold("де|да|те|та|ге|ға|ке|қа") + "))?")
#: Whole words for a day, by how far it is from today.
NEAR = {
    0: ("бүгін", "бүгінге", "сегодня", "today"),
    1: ("ертең", "ертеңге", "завтра", "tomorrow"),
    2: ("бүрсігүні", "бүрсігүнге", "послезавтра", "day after tomorrow", "the day after tomorrow"),
}
#: The days of the week, Monday first; what stands in brackets is an ending that may follow.
WEEKDAYS = (
    "дүйсенбі(?:де|ге|ні)? понедельник(?:а|у)? monday",
    "сейсенбі(?:де|ге|ні)? вторник(?:а|у)? tuesday",
    "сәрсенбі(?:де|ге|ні)? сред(?:у|ы|е|а) wednesday",
    "бейсенбі(?:де|ге|ні)? четверг(?:а|у)? thursday",
    "жұма(?:да|ға|ны)? пятниц(?:а|у|ы|е) friday",
    "сенбі(?:де|ге|ні)? суббот(?:а|у|ы|е) saturday",
    "жексенбі(?:де|ге|ні)? воскресень(?:е|я|ю) sunday",
)
#: Short names of the days, which count only behind «в», «до» or "on".
SHORT_WEEKDAYS = ("пн mon", "вт tue", "ср wed", "чт thu", "пт fri", "сб sat", "вс sun")
#: Words that mean other things as well: a day only where the reader says so.
DOUBTFUL = folded("среда")
THIS = folded("осы этот эту этой этого этому этом this coming")
NEXT = folded("келесі следующий следующую следующей следующем следующего следующему next")
WEEK = folded("апта аптада аптаға неделе неделю неделя недели week")
MONTH = folded("ай айда айға месяц месяце месяца month")
ENDS = {
    "week": ("конца недели", "конце недели", "конец недели", "концу недели", "аптаның соңына", "аптаның соңында"),
    "month": ("конца месяца", "конце месяца", "конец месяца", "концу месяца", "айдың соңына", "айдың соңында"),
}
ENDS_IN_ENGLISH = ("end of {}", "end of the {}", "the end of the {}")
NUMBERS = {
    1: "бір один одну a an one",
    2: "екі два две two",
    3: "үш три three",
    4: "төрт четыре four",
    5: "бес пять five",
    6: "алты шесть six",
    7: "жеті семь seven",
    8: "сегіз восемь eight",
    9: "тоғыз девять nine",
    10: "он десять ten",
}
UNITS = {
    "day": "күннен дня дней день day days",
    "week": "аптадан неделю недели недель week weeks",
    "month": "айдан месяц месяца месяцев month months",
}
#: «через 3 дня», "in 3 days" and «3 күннен кейін».
AHEAD, BEHIND = folded("через in"), folded("кейін соң")
#: Endings that Kazakh hangs on the name of a month or on a figure.
ENDINGS = re.compile(
    fold("-?(?:ның|нің|дың|дің|тың|тің|ға|ге|қа|ке|на|не|да|де|та|те|і|ы|сі|сы|іне|ына|інде|ында|сіне|сында)")
)


@lru_cache(maxsize=1)
def near():
    return {fold(phrase): n for n, phrases in NEAR.items() for phrase in phrases}


@lru_cache(maxsize=1)
def ends():
    said = {(unit, fold(phrase)) for unit, phrases in ENDS.items() for phrase in phrases}
    said |= {(unit, phrase.format(unit)) for unit in ENDS for phrase in ENDS_IN_ENGLISH}
    return {phrase: unit for unit, phrase in said}


@lru_cache(maxsize=1)
def weekdays():
    """An expression for each day of the week, Monday first."""
    return [re.compile("|".join(fold(forms).split())) for forms in WEEKDAYS]


@lru_cache(maxsize=1)
def short_weekdays():
    return {fold(name): n for n, names in enumerate(SHORT_WEEKDAYS) for name in names.split()}


@lru_cache(maxsize=1)
def numbers():
    return {word: n for n, words in NUMBERS.items() for word in folded(words)}


@lru_cache(maxsize=1)
def units():
    return {word: unit for unit, words in UNITS.items() for word in folded(words)}


@lru_cache(maxsize=1)
def folded_months():
    return {fold(name): n for name, n in months().items()}


def month_of(word):
    """The number of the month that a folded word names, with or without an ending; None when it names none."""
    names = folded_months()
    if word in names:
        return names[word]
    return next(
        (n for name, n in names.items() if word.startswith(name) and ENDINGS.fullmatch(word[len(name) :])), None
    )
