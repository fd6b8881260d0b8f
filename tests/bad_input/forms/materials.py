"""Forms of materials, of whom and what they are about, and of files."""

import io

from tests.bad_input.forms.form import Form, project, upload, version_of
from tests.files import samples
from tests.materials import pages as materials
from tests.materials.consents import pages as consents
from tests.materials.subjects import pages as subjects


def working_set(things):
    return {"set_id": things.working_set.id}


def in_set(things):
    return working_set(things) | {"material_id": things.material.id}


def material(things):
    return {"material_id": things.material.id}


def whole_material(things):
    return {**materials.FACTS, "version": things.material.version}


def about(kind):
    return lambda things: {"subject_id": getattr(things, kind).id}


def written(facts, kind):
    return lambda things: {**facts, "version": getattr(things, kind).version}


def two_persons(things):
    return {"plural": "persons", "subject_id": things.person.id, "other_id": things.twin.id}


def merging(things):
    return {"reason": "One life", "version": things.person.version, "version-other": things.twin.version}


def transcript(things):
    return {"files": [(io.BytesIO(samples.webvtt((5, "Words"))), "words.vtt")], "language": "kk", "role": "TRANSCRIPT"}


FORMS = {
    "files.attach_transcript": Form(
        transcript, about=lambda things: {"file_id": things.recording.id}, sent_by="member"
    ),
    "files.delete": Form(about=lambda things: {"file_id": things.file.id}),
    "files.keep_double": Form(about=lambda things: {"file_id": things.file.id, "other_id": things.same_file.id}),
    "materials.attach": Form(upload, material, sent_by="member"),
    "materials.edit": Form(
        whole_material,
        material,
        lines=("title", "description", "made", "source_name", "persons-0", "events-0"),
        sent_by="member",
        is_versioned=True,
    ),
    "materials.new_consent": Form(
        lambda things: consents.consent(),
        about("person"),
        lines=("signed_by", "form_version", "note"),
        sent_by="member",
    ),
    "materials.withdraw_consent": Form(
        lambda things: {"reason": "By telephone", "version": things.consent.version},
        lambda things: {"consent_id": things.consent.id},
        lines=("reason",),
        is_versioned=True,
    ),
    "materials.edit_event": Form(
        written(subjects.EVENT, "event"),
        about("event"),
        lines=("name_kk", "name_en", "date-first", "place", "participants-0-role", "sources-0-text"),
        sent_by="member",
        is_versioned=True,
    ),
    "materials.new_event": Form(
        lambda things: subjects.EVENT,
        project,
        lines=("name_kk", "name_en", "date-first", "place", "participants-0-role", "sources-0-text"),
        sent_by="member",
    ),
    "materials.edit_person": Form(
        written(subjects.PERSON, "person"),
        about("person"),
        lines=("names-0-surname", "names-0-given", "birth-first", "description_kk", "sources-0-text"),
        sent_by="member",
        is_versioned=True,
    ),
    "materials.new_person": Form(
        lambda things: subjects.PERSON,
        project,
        lines=("names-0-surname", "names-0-given", "birth-first", "description_kk", "sources-0-text"),
        sent_by="member",
    ),
    "materials.edit_place": Form(
        written(subjects.PLACE, "place"),
        about("place"),
        lines=("name_kk", "name_ru", "former-0-name", "part_of"),
        sent_by="member",
        is_versioned=True,
    ),
    "materials.new_place": Form(
        lambda things: subjects.PLACE,
        project,
        lines=("name_kk", "name_ru", "former-0-name", "part_of"),
        sent_by="member",
    ),
    "materials.export_files": Form(about=project),
    "materials.pack": Form(about=project),
    "materials.import_table": Form(
        lambda things: {"mode": "add", "table": (io.BytesIO(b"Title,Kind\nRead,Scan\n"), "m.csv")}, project
    ),
    "materials.try_import": Form(
        lambda things: {"matched": "1", "col-title": "0", "col-genre": "1", "agreed": things.agreed},
        lambda things: {"batch_id": things.materials_table.id},
    ),
    "materials.change": Form(
        lambda things: {"pick": [things.material.id], "to-source_name": "A family", "agreed": things.agreed_change},
        project,
        sent_by="member",
    ),
    "materials.send_named_files": Form(
        lambda things: {"files": (io.BytesIO(b"1957"), "named.txt")}, project, sent_by="member"
    ),
    "materials.hang_named_files": Form(lambda things: {"agreed": things.agreed_files}, project),
    "materials.take_off_files": Form(about=lambda things: {"batch_id": things.hung_files.id}),
    "materials.take_back": Form(about=lambda things: {"batch_id": things.materials_batch.id}),
    "materials.move": Form(
        version_of("material"),
        lambda things: {**material(things), "trigger": "submit"},
        sent_by="member",
        is_versioned=True,
    ),
    "materials.new": Form(
        whole_material, project, lines=("title", "description", "made", "source_name", "persons-0", "events-0")
    ),
    "materials.send_back": Form(
        lambda things: {"note": "Who stands on the left?", "version": things.submitted.version},
        lambda things: {"material_id": things.submitted.id},
        lines=("note",),
        is_versioned=True,
    ),
    "materials.set_rights": Form(
        lambda things: {
            "rights_uri": "http://rightsstatements.org/vocab/InC/1.0/",
            "rights_holder": "The family",
            "rights_note": "By letter",
            "version": things.material.version,
        },
        material,
        lines=("rights_holder", "rights_note"),
        sent_by="member",
        is_versioned=True,
    ),
    "materials.merge": Form(merging, two_persons, lines=("reason",), is_versioned=True),
    "materials.separate": Form(
        lambda things: {"merged_id": things.merged.id, "version": things.survivor.version},
        lambda things: {"plural": "persons", "subject_id": things.survivor.id},
        is_versioned=True,
    ),
    "materials.tell_apart": Form(lambda things: {"is_on": "1"}, two_persons),
    "materials.choose": Form(
        lambda things: {"shown": str(things.material.id), "pick": str(things.material.id), "to": "state=DRAFT"}, project
    ),
    "materials.choose_all": Form(about=project),
    "materials.clear_chosen": Form(about=project),
    "materials.working_sets": Form(
        lambda things: {"title": "Album", "note": "For the book"}, project, lines=("title", "note")
    ),
    "materials.edit_set": Form(
        lambda things: {"title": "Album", "note": "For the book"}, working_set, lines=("title", "note")
    ),
    "materials.put_into_set": Form(lambda things: {"material": str(things.material.id)}, working_set),
    "materials.take_out_of_set": Form(lambda things: {"material": str(things.material.id)}, working_set),
    "materials.delete_set": Form(about=working_set),
    "materials.order_set": Form(lambda things: {"to": ""}, lambda things: in_set(things) | {"way": "up"}),
    "materials.place_in_set": Form(lambda things: {"upper": str(things.material.id), "lower": "", "to": ""}, in_set),
}
