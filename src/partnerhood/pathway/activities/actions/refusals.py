"""Why something was not done with an activity, in sentences that a user may read."""

from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations.refusals import Refused


class GoalOrReason(Refused):
    """An activity serves a goal, or says why not."""

    sentence = _("Choose the goal it serves, or say why it serves none.")
    field = "without_goal"


class NotAgreed(Refused):
    """Not every partner signed the goal yet."""

    sentence = _(
        "Not every partner has signed this goal yet. To plan for it all the same, say why; your name stays beside it."
    )
    field = "ahead"


class StandsStill(Refused):
    """Nobody travels while a partnership stands still."""

    sentence = _(
        "This partnership stands still, so nobody travels. Help at a distance goes on, and so does your own work."
    )
    field = "at_a_distance"


class NoPeriod(Refused):
    """A period ends after it begins."""

    sentence = _("The last day comes before the first.")
    field = "to_date"


class NotBelievable(Refused):
    """A day that nobody can have meant."""

    sentence = _("Look at the year again.")
    field = "from_date"


class NotYet(Refused):
    """What has not come yet was not held."""

    sentence = _("This day has not come yet.")
    field = "to_date"


class CalledOff(Refused):
    """What was called off was not held."""

    sentence = _("This was called off. Plan it again if it came about after all.")


class MoreWomenThanPeople(Refused):
    """The women are among those who came."""

    sentence = _("More women than people: look at the two numbers again.")
    field = "women"


class OnTheListAlready(Refused):
    """One line for one person."""

    sentence = _("Somebody with this name and place is on the list already.")
    field = "name"
