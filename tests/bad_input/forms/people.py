"""Forms of accounts, letters, comments and the workgroup."""

from tests.bad_input.forms.form import Form, project, version_of


def name(things):
    return {"surname": "Сейтова", "given_name": "Айгүл", "patronymic": "", "language": "en"}


def comment(things):
    return {"comment_id": things.comment.id}


def words_of_comment(things):
    return {"text": "From 1975 on", "mention_ids": [things.member.id], "version": things.comment.version}


def subject(things):
    return {"kind": "task", "subject_id": things.task.id}


def settings(things):
    own = {"time_zone": "Asia/Qostanay", "theme": "auto", "shortcuts": "y"}
    return {**name(things), **own, "version": things.coordinator.version}


def wishes(things):
    channels = {"mentioned": "AT_ONCE", "given": "AT_ONCE", "due": "MORNING", "said": "DIGEST", "changed": "OFF"}
    return {**channels, "days": ["0"], "hours": ["9"], "version": things.coordinator.version}


def invitation(things):
    return {"email": "one.more@library.example", "place": things.free_seat.id, "language": "en"}


FORMS = {
    "accounts.first": Form(
        lambda things: {**name(things), "email": "first@library.example", "password": "twelve letters and more"},
        lambda things: {"secret": things.first},
        lines=("surname", "given_name", "patronymic", "email"),
        sent_by=None,
        is_by_link=True,
    ),
    "accounts.own.edit": Form(settings, lines=("surname", "given_name", "patronymic"), is_versioned=True),
    "accounts.own.end": Form(about=lambda things: {"session_id": things.session.id}),
    "accounts.own.end_others": Form(),
    "accounts.own.password": Form(lambda things: {"password": "twelve letters and more"}),
    "accounts.sign_in": Form(
        lambda things: {"email": things.member.email, "link": "1"}, lines=("email",), sent_by=None
    ),
    "accounts.sign_in_by_link": Form(about=lambda things: {"secret": things.sign_in}, sent_by=None, is_by_link=True),
    "accounts.sign_out": Form(),
    "comments.delete": Form(version_of("comment"), comment, is_versioned=True),
    "comments.edit": Form(words_of_comment, comment, lines=("text",), is_versioned=True),
    "comments.follow": Form(lambda things: {"is_on": "1"}, subject),
    "comments.take_back": Form(about=lambda things: {**comment(things), "entry_id": things.change.id}),
    "comments.restore": Form(about=lambda things: {"comment_id": things.deleted_comment.id}),
    "comments.write": Form(
        lambda things: {"text": "Which?", "mention_ids": [things.member.id], "quoted_id": things.comment.id},
        subject,
        lines=("text",),
    ),
    "home.looked": Form(lambda things: {"last": "1"}),
    "home.language": Form(lambda things: {"language": "en", "next": "/projects"}),
    "home.theme": Form(lambda things: {"theme": "dark", "next": "/projects"}),
    "jobs.cancel": Form(about=lambda things: {"job_id": things.job.id}),
    "mail.check": Form(sent_by="administrator"),
    "mail.lift": Form(about=lambda things: {"user_id": things.unreachable.id}, sent_by="administrator"),
    "mail.pause": Form(sent_by="administrator"),
    "mail.release": Form(sent_by="administrator"),
    "calendar.feeds.index": Form(lambda things: {"name": "Phone", "project_id": "0"}, lines=("name",)),
    "calendar.feeds.revoke": Form(about=lambda things: {"token_id": things.feed.id}),
    "outbox.move": Form(
        version_of("letter"),
        lambda things: {**project(things), "letter_id": things.letter.id, "trigger": "resend"},
        is_versioned=True,
    ),
    "notifications.open_thing": Form(about=lambda things: {"notice_id": things.notice.id}),
    "notifications.read": Form(about=lambda things: {"notice_id": things.notice.id}),
    "notifications.read_all": Form(),
    "notifications.wishes": Form(wishes, is_versioned=True),
    "workgroup.answer": Form(
        lambda things: {**name(things), "password": "twelve letters and more", "answer": "accept"},
        lambda things: {"secret": things.invited},
        lines=("surname", "given_name", "patronymic"),
        sent_by=None,
        is_by_link=True,
    ),
    "workgroup.invite": Form(invitation, project, lines=("email",)),
    "workgroup.leave": Form(
        version_of("seat"), lambda things: {**project(things), "seat_id": things.seat.id}, is_versioned=True
    ),
    "workgroup.revoke": Form(
        version_of("invitation"),
        lambda things: {**project(things), "invitation_id": things.invitation.id},
        is_versioned=True,
    ),
    "workgroup.send_again": Form(
        version_of("invitation"),
        lambda things: {**project(things), "invitation_id": things.invitation.id},
        is_versioned=True,
    ),
    "workgroup.seat": Form(
        lambda things: {"duty": "Reads newspapers", "role": "MEMBER", "version": things.seat.version},
        lambda things: {**project(things), "seat_id": things.seat.id},
        lines=("duty",),
        is_versioned=True,
    ),
}
