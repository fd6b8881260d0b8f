"""How people come in, and how one goes."""

from playwright.sync_api import expect

from tests.browser.tales import COORDINATOR, ELEVENTH, MEMBER, OBSERVER, SEATED


def the_first_link_makes_the_administrator_and_closes(story):
    w = story.words
    [link] = story.installation.links
    me = story.coordinator = story.browser()
    me.opens(link)
    me.types(w("E-mail"), COORDINATOR.email)
    me.types(w("Surname"), COORDINATOR.surname)
    me.types(w("Given name"), COORDINATOR.given_name)
    me.types(w("Password"), COORDINATOR.password)
    me.presses(w("Make the account"))
    me.reads(w("My day"))

    late = story.browser()
    late.opens(link)
    late.reads(w("This link is closed"))
    late.leaves()


def people_are_invited_by_letter_and_take_their_seats(story):
    w, tale = story.words, story.tale
    for person in SEATED:
        invite(story, person.email)
    invite(story, OBSERVER.email, w("Observer", "role"))
    links = {person: invitation_link(story, person) for person in (*SEATED, OBSERVER)}

    opened_by_a_scanner = story.browser()
    opened_by_a_scanner.opens(links[MEMBER])
    opened_by_a_scanner.sees(w("You are invited to a workgroup"))
    opened_by_a_scanner.leaves()
    story.member = accept(story, MEMBER, links.pop(MEMBER))
    for person, link in links.items():
        accept(story, person, link).leaves()
    story.letter_to(COORDINATOR, "Invitation accepted: %(address)s", address=MEMBER.email)

    story.coordinator.opens(f"{story.project}/workgroup")
    story.coordinator.sees(w("Seats taken: %(n)s / %(of)s", n=10, of=10))
    story.coordinator.follows(MEMBER.full_name)
    story.coordinator.types(w("Duty"), tale.duty)
    story.coordinator.presses(w("Save"))
    story.coordinator.sees(tale.duty)


def one_is_invited_by_letter_and_takes_a_seat(story):
    invite(story, MEMBER.email)
    story.member = accept(story, MEMBER, invitation_link(story, MEMBER))


def invite(story, email, place=None):
    w, me = story.words, story.coordinator
    me.opens(f"{story.project}/workgroup/invite")
    me.types(w("E-mail"), email)
    if place:
        me.chooses(w("Seat"), place)
    me.presses(w("Send the invitation"))


def invitation_link(story, person):
    letter = story.letter_to(person, "Invitation: %(title)s", title=story.tale.project)
    assert COORDINATOR.full_name in letter.text
    return letter.link(story.words("Answer the invitation"))


def accept(story, person, link):
    w, guest = story.words, story.browser()
    guest.opens(link)
    guest.types(w("Surname"), person.surname)
    guest.types(w("Given name"), person.given_name)
    guest.types(w("Password"), person.password)
    guest.presses(w("Accept the invitation"))
    guest.reads(story.tale.project)
    return guest


def the_eleventh_is_refused(story):
    w, me = story.words, story.coordinator
    invite(story, ELEVENTH)
    me.sees(w("The group has %(n)d seats and all are taken.", n=10))
    expect(me.field(w("E-mail"))).to_have_value(ELEVENTH)


def people_sign_in_by_password_and_by_link(story):
    w = story.words
    second = story.browser()
    second.opens("/sign-in")
    second.types(w("E-mail"), MEMBER.email)
    second.types(w("Password"), MEMBER.password)
    second.presses(w("Sign in"))
    second.reads(w("My day"))
    second.opens("/settings/sessions")
    second.presses(w("Sign out everywhere else"))
    second.leaves()
    story.member.opens("/")
    story.member.reads(w("Sign in"))

    story.member.types(w("E-mail"), MEMBER.email)
    story.member.presses(w("Send me a link"))
    link = story.letter_to(MEMBER, "Your sign-in link").link(w("Sign in"))
    for _opened_twice in range(2):
        story.member.opens(link)
    story.member.presses(w("Sign in"))
    story.member.reads(w("My day"))
    story.member.opens(link)
    story.member.reads(w("This link has run out"))


def who_leaves_keeps_their_name(story):
    w, me = story.words, story.coordinator
    me.opens(f"{story.project}/workgroup")
    me.follows(MEMBER.full_name)
    me.presses(w("This person leaves the workgroup"))
    me.presses(w("Yes, do it", "confirm"))
    me.sees(w("Seats taken: %(n)s / %(of)s", n=9, of=10))
    me.sees(story.tale.duty)

    me.opens(story.material)
    me.sees(MEMBER.short_name)
    story.member.opens(story.project)
    story.member.sees_no(story.tale.project)


def everybody_closes_the_browser(story):
    story.coordinator.leaves()
    story.member.leaves()
