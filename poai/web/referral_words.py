"""What statuses, moves, reasons and parts of a record are called on pages: for staff, and for the person themselves."""

from datetime import date

from poai.domain.consent import Field, Giver, Way
from poai.domain.contact import Kind
from poai.domain.referral import Name, Outcome, Party, Reason, Status
from poai.web.words import Words


def status(words: Words, which: Status) -> str:
    """Where a referral stands, for staff."""
    return {
        Status.DRAFT: words.gettext("Not sent yet"),
        Status.SENT: words.gettext("Sent"),
        Status.RECEIVED: words.gettext("Seen by the group"),
        Status.WAITING: words.gettext("On a waiting list"),
        Status.ACCEPTED: words.gettext("Accepted"),
        Status.IN_PROGRESS: words.gettext("Under way"),
        Status.DECLINED: words.gettext("Declined"),
        Status.ENDED: words.gettext("Ended"),
        Status.WITHDRAWN: words.gettext("Withdrawn"),
        Status.ERROR: words.gettext("Made in error"),
    }[which]


def plainly(words: Words, which: Status) -> str:
    """Where it stands, for the person whom it is about: `group` is to be filled in."""
    return {
        Status.DRAFT: words.gettext("We have not asked %(group)s yet."),
        Status.SENT: words.gettext("We have asked %(group)s. They have not looked yet."),
        Status.RECEIVED: words.gettext("%(group)s have seen it. They have not answered yet."),
        Status.WAITING: words.gettext("%(group)s would like to help. You are on their waiting list."),
        Status.ACCEPTED: words.gettext("%(group)s said yes. They will get in touch with you."),
        Status.IN_PROGRESS: words.gettext("%(group)s are helping you now."),
        Status.DECLINED: words.gettext(
            "%(group)s cannot help this time. We will look for somebody else with you."
        ),
        Status.ENDED: words.gettext("This has come to an end."),
        Status.WITHDRAWN: words.gettext("This was stopped. %(group)s can no longer see anything about you."),
        Status.ERROR: words.gettext("This was made by mistake. Nothing more will happen with it."),
    }[which]


def room(words: Words, expected: date, today: date) -> str:
    """When the group thinks, or thought, that there would be room."""
    if expected < today:
        return words.gettext("Room was likely from %(day)s") % {"day": words.long_date(expected)}
    return words.gettext("Room is likely from %(day)s") % {"day": words.long_date(expected)}


def move(words: Words, which: Name) -> str:
    """What a button or a line of the history says was, or will be, done."""
    return {
        Name.SEND: words.gettext("Send"),
        Name.OPEN: words.gettext("First seen"),
        Name.ACCEPT: words.gettext("Accept"),
        Name.WAIT: words.gettext("Put on a waiting list"),
        Name.DECLINE: words.gettext("Decline"),
        Name.START: words.gettext("Record that it has started"),
        Name.NOT_STARTED: words.gettext("End it: nothing started"),
        Name.FINISH: words.gettext("Finish"),
        Name.WITHDRAW: words.gettext("Withdraw"),
        Name.REOPEN: words.gettext("Ask again"),
        Name.CORRECT: words.gettext("It was made in error"),
    }[which]


def reason(words: Words, which: Reason) -> str:
    """Why a group declined, or why nothing began."""
    return {
        Reason.FULL: words.gettext("There is no room"),
        Reason.NOT_ELIGIBLE: words.gettext("It is not for people in their situation"),
        Reason.OUTSIDE_AREA: words.gettext("They live outside the area"),
        Reason.NOT_REACHED: words.gettext("They could not be reached"),
        Reason.NOT_OURS: words.gettext("It is not what the group does"),
        Reason.NOT_WANTED: words.gettext("They no longer want it"),
        Reason.NOT_ATTENDED: words.gettext("They did not come"),
        Reason.MOVED: words.gettext("They have moved away"),
        Reason.DIED: words.gettext("They have died"),
        Reason.OTHER: words.gettext("Another reason"),
    }[which]


def outcome(words: Words, which: Outcome) -> str:
    """What came of it."""
    return {
        Outcome.HELPED: words.gettext("It helped"),
        Outcome.PARTLY: words.gettext("It helped in part"),
        Outcome.NOT_HELPED: words.gettext("It did not help"),
        Outcome.LEFT_EARLY: words.gettext("They left early"),
    }[which]


def party(words: Words, which: Party) -> str:
    """Who made a move, by the part that they have."""
    return {
        Party.WORKER: words.gettext("The link worker"),
        Party.ORGANISATION: words.gettext("The group"),
        Party.PERSON: words.gettext("The person themselves"),
        Party.MAKER: words.gettext("Whoever made the referral"),
        Party.STEWARD: words.gettext("The directory steward"),
    }[which]


def field(words: Words, which: Field) -> str:
    """What consent can be given to share."""
    return {
        Field.NAMES: words.gettext("Their name"),
        Field.CONTACT: words.gettext("How to contact them safely"),
        Field.ADDRESS: words.gettext("Their address"),
        Field.BIRTH_DATE: words.gettext("Their date of birth"),
        Field.LANGUAGE: words.gettext("The language they like to use"),
        Field.ADJUSTMENTS: words.gettext("What makes it easier for them"),
        Field.MATTERS: words.gettext("What matters to them"),
        Field.NEEDS: words.gettext("What they would like help with"),
        Field.GOALS: words.gettext("Their goals"),
        Field.RISKS: words.gettext("What a visitor must know"),
    }[which]


def way(words: Words, which: Way) -> str:
    """How consent was given."""
    return {
        Way.SPOKEN: words.gettext("Said face to face"),
        Way.TELEPHONE: words.gettext("Said on the telephone"),
        Way.WRITTEN: words.gettext("In writing"),
        Way.SIGNED: words.gettext("In sign language, or with another aid"),
    }[which]


def giver(words: Words, which: Giver) -> str:
    """Who gave consent."""
    return {
        Giver.PERSON: words.gettext("The person themselves"),
        Giver.ATTORNEY: words.gettext("Their attorney for health and welfare"),
        Giver.DEPUTY: words.gettext("Their deputy, appointed by the court"),
        Giver.PARENT: words.gettext("Their parent, or whoever has that responsibility"),
        Giver.BEST_INTERESTS: words.gettext("A decision in their best interests"),
    }[which]


def part(words: Words, which: str) -> str:
    """A part of a person's record: one of poai.domain.sharing.PARTS, or of Details."""
    return {
        "names": words.gettext("Name"),
        "preferred_name": words.gettext("Likes to be called"),
        "pronouns": words.gettext("Pronouns"),
        "birth_date": words.gettext("Date of birth"),
        "nhs_number": words.gettext("NHS number"),
        "phone": words.gettext("Telephone"),
        "other_phone": words.gettext("Other telephone"),
        "email": words.gettext("Email"),
        "reach": words.gettext("Safe way and time to contact them"),
        "voicemail": words.gettext("Leave a message?"),
        "supporter": words.gettext("Somebody else to speak to"),
        "address": words.gettext("Address"),
        "postcode": words.gettext("Postcode"),
        "practice": words.gettext("GP practice"),
        "language": words.gettext("Language"),
        "interpreter": words.gettext("Interpreter wanted?"),
        "adjustments": words.gettext("What makes it easier for them"),
        "matters": words.gettext("What matters to them"),
        "strengths": words.gettext("What they are good at"),
        "needs": words.gettext("Would like help with"),
        "goals": words.gettext("Goals"),
        "risks": words.gettext("What a visitor must know"),
    }[which]


def contact(words: Words, which: Kind) -> str:
    """How it went when a group and somebody were to speak or to meet, as the group says it."""
    return {
        Kind.SPOKE: words.gettext("We spoke"),
        Kind.ATTENDED: words.gettext("They came, or we met"),
        Kind.MISSED: words.gettext("We missed each other"),
    }[which]
