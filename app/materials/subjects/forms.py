"""The forms of a person, an event and a place: names in their languages, dates, ties to each other, sources."""

from flask_babel import lazy_gettext as _l
from flask_babel import pgettext
from wtforms import FloatField, FormField, SelectField, TextAreaField, ValidationError
from wtforms.validators import Length, NumberRange, Optional

from app.forms import Form, options
from app.materials.subjects import authorities, words
from app.materials.subjects.dates import DatePart, bounds, drawn
from app.materials.subjects.parts import FormerPart, NamePart, PartPart, RelationPart, SourcePart, line, rows
from app.materials.subjects.wholes import ITSELF, WITHIN
from app.text import say

NAMED = ("kk", "ru", "en")


class SubjectForm(Form):
    """What the three have in common: descriptions by language, sources of each claim, numbers elsewhere."""

    #: What a source may say of such a thing.
    claims: tuple = ()

    description_kk = TextAreaField(_l("Description in Kazakh"), [Length(max=20_000)])
    description_ru = TextAreaField(_l("Description in Russian"), [Length(max=20_000)])
    description_en = TextAreaField(_l("Description in English"), [Length(max=20_000)])
    sources = rows(SourcePart, _l("Sources"))
    wikidata = authorities.number_of("Wikidata", 20, authorities.WIKIDATA)

    def __init__(self, thing=None, **kwargs):
        super().__init__(data=self.shown(thing) if thing else None, **kwargs)
        if not self.is_submitted():
            for field in self:
                if field.type == "FieldList":
                    field.append_entry()
        for row in self.sources:
            row.form.offer(self.claims)

    def common(self, *catalogues):
        numbers = {name: self[name].data for name in ("wikidata", *catalogues) if self[name].data}
        told = [row.form for row in self.sources if row.form.text.data]
        return {
            "description": {code: self[f"description_{code}"].data or "" for code in NAMED},
            "sources": [{"claim": row.claim.data, "text": row.text.data} for row in told],
            "authorities": numbers,
        }

    @staticmethod
    def shown_of(thing):
        texts = {f"{row.field}_{row.language}": row.text for row in thing.texts}
        return {"version": str(thing.version), **texts, "sources": thing.sources, **thing.authorities}


class PersonForm(SubjectForm):
    claims = ("all", "name", "birth", "death", "place", "relation")
    names = rows(NamePart, _l("Names"))
    birth = FormField(DatePart, _l("Born"))
    death = FormField(DatePart, _l("Died"))
    living = SelectField(_l("Still living"), default="")
    relations = rows(RelationPart, _l("Related persons"))
    viaf = authorities.number_of("VIAF", 30, authorities.FIGURES_ONLY)
    isni = authorities.number_of("ISNI", 20, authorities.ISNI)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.living.choices = options((key, pgettext("living", said)) for key, said in words.LIVING.items())

    def validate_names(self, field):
        if all(row.form.is_empty for row in field):
            raise ValidationError(say(words.ONE_NAME))

    def validate(self, *args, **kwargs):
        is_valid = super().validate(*args, **kwargs)
        last, first = bounds(self.death.form.edtf)["date_max"], bounds(self.birth.form.edtf)["date_min"]
        if is_valid and None not in (last, first) and last < first:
            self.death.form.first.errors = [say(words.DEATH_FIRST)]
            return False
        return is_valid

    def values(self):
        return {
            **self.common("viaf", "isni"),
            "names": [row.form.row() for row in self.names if not row.form.is_empty],
            **bounds(self.birth.form.edtf, "birth"),
            **bounds(self.death.form.edtf, "death"),
            # Who has a date of death lives no longer, whatever was left unsaid.
            "is_living": {"yes": True, "no": False}.get(self.living.data, False if self.death.form.edtf else None),
            "relations": [words.kept_relation(row.kind.data, row.name.data) for row in self.filled(self.relations)],
        }

    @staticmethod
    def filled(field):
        return [row.form for row in field if row.form.name.data]

    def shown(self, person):
        parts = ("surname", "given", "patronymic", "language")
        names = [{**{part: getattr(name, part) for part in parts}, "form": name.form.name} for name in person.names]
        return {
            **self.shown_of(person),
            "names": names,
            "birth": drawn(person.birth),
            "death": drawn(person.death),
            "living": {True: "yes", False: "no", None: ""}[person.is_living],
            "relations": words.drawn_relations(person),
        }


class NamedForm(SubjectForm):
    """A thing with one name in each language."""

    name_kk = line(_l("Name in Kazakh"))
    name_ru = line(_l("Name in Russian"))
    name_en = line(_l("Name in English"))

    def validate_name_kk(self, field):
        if not any(self[f"name_{code}"].data for code in NAMED):
            raise ValidationError(say(words.ONE_NAME))

    def written_names(self):
        return {code: self[f"name_{code}"].data or "" for code in NAMED}


class EventForm(NamedForm):
    claims = ("all", "name", "date", "place", "relation")
    date = FormField(DatePart, _l("When it happened"))
    place = line(_l("Where it happened"))
    participants = rows(PartPart, _l("Who took part"))

    def values(self):
        people = [row.form for row in self.participants if row.form.name.data]
        return {
            **self.common(),
            "name": self.written_names(),
            **bounds(self.date.form.edtf),
            "place_name": self.place.data or "",
            "participants": [(row.name.data, row.role.data or "") for row in people],
        }

    def shown(self, event):
        return {
            **self.shown_of(event),
            "date": drawn(event.edtf),
            "place": event.place.title_for_journal if event.place else "",
            "participants": words.drawn_participants(event),
        }


class PlaceForm(NamedForm):
    claims = ("all", "name", "date", "relation")
    former = rows(FormerPart, _l("Former names"))
    latitude = FloatField(_l("Latitude"), [Optional(), NumberRange(-90, 90)])
    longitude = FloatField(_l("Longitude"), [Optional(), NumberRange(-180, 180)])
    part_of = line(_l("Part of"))
    geonames = authorities.number_of("GeoNames", 20, authorities.FIGURES_ONLY)

    mended_at = {ITSELF: "part_of", WITHIN: "part_of"}

    def values(self):
        former = [row.form for row in self.former if row.form.name.data]
        return {
            **self.common("geonames"),
            "name": self.written_names(),
            "former": [{"name": row.name.data, "years": row.edtf} for row in former],
            "latitude": self.latitude.data,
            "longitude": self.longitude.data,
            "part_of_name": self.part_of.data or "",
        }

    def shown(self, place):
        former = [{"name": row["name"], "years": row["years"]} for row in place.former]
        return {
            **self.shown_of(place),
            "former": former,
            "latitude": place.latitude,
            "longitude": place.longitude,
            "part_of": place.part_of.title_for_journal if place.part_of else "",
        }
