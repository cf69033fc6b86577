"""What the device says by itself, in the reader's language: it has no server to ask when it says so."""

from django.utils.translation import gettext as _


def all_words() -> dict[str, str]:
    """Every sentence of the scripts by the name they know it by; `{n}`, `{why}` and `{when}` are filled in there."""
    return {**_of_what_waits(), **_of_opening(), **_of_keeping()}


def _of_what_waits() -> dict[str, str]:
    return {
        "kept": _("Kept on this device. It is sent when there is a line."),
        "state-kept": _("kept on this device"),
        "state-waiting": _("waits for what comes before it"),
        "state-sent": _("sent"),
        "state-conflict": _("two versions: choose"),
        "state-refused": _("refused, because {why}"),
        "state-carried": _("sent by a colleague; with your next line you read here what came of it"),
        "others-one": _("1 form of a colleague waits sealed on this device. It leaves with the next line."),
        "others-one-many": _("{n} forms of a colleague wait sealed on this device. They leave with the next line."),
        "others-many": _("{n} forms of {m} colleagues wait sealed on this device. They leave with the next line."),
        "bundle": _("Take it along as a file ({n} KB)"),
        "state-receipt": _("sent: it arrived on {when}; with your next line you read here what came of it"),
        "square": _("Show it as a square code"),
        "square-out": _("Take it out of the square code"),
        "squares": _("Show {n} of them as square codes"),
        "square-which": _("Square {k} of {m}. Forms in it: {n}."),
        "square-next": _("Next square"),
        "square-told": _("Somebody with a line, signed in on their telephone, photographs this and hands it in there."),
        "receipts": _("Forms of which you now know that they arrived: {n}."),
        "receipts-not": _(
            "These receipts are not for this device, or not from the house that it writes to. Nothing was changed."
        ),
        "bundled": _(
            "The file holds {n} forms, sealed. Bring it to somebody with a line; all of it stays in this list until it arrived."
        ),
        "waiting-one": _("1 not sent yet"),
        "waiting-many": _("{n} not sent yet"),
        "no-line": _("No line now. You read this as it was on {when}."),
        "signed-out": _("You are not signed in here now. You read this as it was on {when}; what you write is kept."),
        "sign-in": _("Sign in"),
        "draft": _("What you were writing when this device locked itself stands here again."),
        "not-kept": _("This page is not kept on this device, and there is no line now."),
        "needs-line": _("This step needs a line. Go back: what you wrote still stands there."),
        "open": _("Open"),
        "again": _("Write it again"),
        "all-of-it": _("All that you wrote"),
        "unreadable": _("This cannot be opened any more on this device."),
        "let-go": _("Let it go"),
        "sure": _("Let this go? Your words are on no other device."),
        "yes": _("Yes"),
        "no": _("No"),
    }


def _of_opening() -> dict[str, str]:
    return {
        "weak-pin": _("Choose at least six digits, and none in a row."),
        "pin-set": _("Your PIN opens here from now on, while this device stays switched on."),
        "wrong-pin": _("That is not this PIN. Tries left: {n}."),
        "no-pin": _("No PIN opens this now. Your own words do, or sign in with a line."),
        "passkey-added": _("Your passkey opens what this device keeps, also without a line."),
        "passkey-failed": _("This passkey cannot open without a line. Your own words do."),
        "passkey-wrong": _("No passkey opened. Nothing is lost; your own words open too."),
        "earlier-words": _("What waits here opens with your earlier words only. Give those."),
        "taken-off": _(
            "From afar, everything of somebody was taken off this device. What they wrote and was not sent stays, locked with their own words."
        ),
        "wrong-phrase": _("These are not the words that open this device. Nothing is lost; try again."),
        "others-words": _("Somebody else opens this device with these words. Choose your own."),
        "short-phrase": _(
            "Choose at least four words, or sixteen letters: no line protects this device, only these words."
        ),
        "not-the-same": _("The two are not the same."),
    }


def _of_keeping() -> dict[str, str]:
    return {
        "ready": _(
            "This device keeps your pages now. {n} are here; you can read them and fill in their forms without a line."
        ),
        "keeping": _("Keeping your pages: {n} so far."),
        "persist-yes": _("The browser promised not to clear what is kept here."),
        "persist-no": _(
            "The browser did not promise to keep this when the device is full. Install Partnerhood from the browser's menu, and send often."
        ),
        "patients": _("No patient in the picture: no face, no name, no file. Where it was taken is cut out."),
        "camera": _("Take or choose the photo"),
        "photo-smaller": _("The photo is now {n} KB."),
        "gone": _("Nothing of you is kept on this device any more."),
        "not-gone": _("{n} of yours were not sent yet. Send them first, or let them go one by one."),
        "failed": _("The line broke. Nothing is lost."),
        "full": _("This device is full: your words could not be kept. Make room, and do not close this page."),
    }
