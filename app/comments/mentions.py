"""People named in a comment: @ and a name as people write it, whole, short, or a part that only one of them has."""

import re
from collections import Counter
from functools import lru_cache

from markupsafe import Markup, escape

TAG = re.compile(r"(<[^>]*>)")


def mentioned_in(text, people):
    """Those of `people` whom the text names, in their order; a name that several share means each of them."""
    forms = forms_of(people)
    found = {person.id for start in places(text) for person in forms.get(longest(text, start, forms), ())}
    return [person for person in people if person.id in found]


def places(text):
    """Where a name begins: behind an @ that no word or address runs into."""
    return [match.end() for match in re.finditer(r"(?<![\w@.])@", text)]


def longest(text, start, forms):
    """The longest of the forms that stands at this place as whole words, or None."""
    rest = plain(text[start : start + 200])
    fitting = (form for form in forms if rest.startswith(form) and not rest[len(form) :][:1].isalnum())
    return max(fitting, key=len, default=None)


def forms_of(people):
    """Each way to write a name, with the people it may mean."""
    forms: dict[str, list] = {}
    for person in people:
        for form in whole_forms(person):
            forms.setdefault(form, []).append(person)
    parts = [(plain(part), person) for person in people for part in (person.surname, person.given_name) if part]
    shared = Counter(part for part, _person in parts)
    for part, person in parts:
        if shared[part] == 1:
            forms.setdefault(part, [person])
    return forms


def whole_forms(person):
    given_first = f"{person.given_name} {person.surname}".strip()
    return {plain(form) for form in (person.full_name, person.short_name, given_first)}


def plain(name):
    """No difference of case, nor of spaces that break a line and those that do not."""
    return name.replace("\u00a0", " ").lower()


def address_to(people, text):
    """The text with those named in front of it whom it does not name yet."""
    already = {person.id for person in mentioned_in(text, people)}
    names = [f"@{plain_spaces(person.short_name)}" for person in people if person.id not in already]
    return " ".join([*names, text])


def plain_spaces(name):
    return name.replace("\u00a0", " ")


def with_marks(html, people):
    """Safe HTML in which the names behind an @ stand out."""
    return marks_in(html, tuple(people)) if "@" in html else html


@lru_cache(maxsize=512)
def marks_in(html, people):
    forms = {str(escape(form)): found for form, found in forms_of(people).items()}
    pieces = [piece if piece.startswith("<") else marked(piece, forms) for piece in TAG.split(str(html))]
    return Markup("".join(pieces))  # nosec B704  # the very HTML that came in, with our own tags around names


def marked(text, forms):
    done, pieces = 0, []
    for start in places(text):
        form = longest(text, start, forms)
        if form and start > done:
            end = start + len(form)
            pieces += [text[done : start - 1], '<b class="mention">', text[start - 1 : end], "</b>"]
            done = end
    return "".join([*pieces, text[done:]])
