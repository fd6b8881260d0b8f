"""What is typed into the form of a meeting that is there, as its page has drawn it."""


def drawn(meeting, **changes):
    """The form of `meeting` with some fields typed anew."""
    topics = {}
    for n, item in enumerate(meeting.agenda):
        topics |= {
            f"agenda-{n}-id": item.id,
            f"agenda-{n}-title": item.title,
            f"agenda-{n}-minutes": item.minutes,
            f"agenda-{n}-presenter_id": item.presenter_id or 0,
            f"agenda-{n}-about": [f"{row.subject_type} {row.subject_id}" for row in item.things],
        }
    return {
        "version": meeting.version,
        "title": meeting.title,
        "starts_wall": f"{meeting.starts_wall:%Y-%m-%dT%H:%M}",
        "zone": meeting.zone,
        "minutes_long": meeting.minutes_long,
        "place": meeting.place,
        "people_ids": [row.user_id for row in meeting.invited if row.user_id],
        **topics,
        **changes,
    }
