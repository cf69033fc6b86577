"""What comes in about explorations, cleaned. Nothing here saves."""

from partnerhood.pathway.exploration.forms.dossier import Area as Area
from partnerhood.pathway.exploration.forms.dossier import Delivery as Delivery
from partnerhood.pathway.exploration.forms.dossier import EndPhase as EndPhase
from partnerhood.pathway.exploration.forms.dossier import Figure as Figure
from partnerhood.pathway.exploration.forms.dossier import Mandate as Mandate
from partnerhood.pathway.exploration.forms.dossier import Opening as Opening
from partnerhood.pathway.exploration.forms.hearing import Advice as Advice
from partnerhood.pathway.exploration.forms.hearing import Answer as Answer
from partnerhood.pathway.exploration.forms.hearing import Communique as Communique
from partnerhood.pathway.exploration.forms.hearing import Followed as Followed
from partnerhood.pathway.exploration.forms.hearing import Hearing as Hearing
from partnerhood.pathway.exploration.forms.hearing import Question as Question
from partnerhood.pathway.exploration.forms.hearing import Removal as Removal
from partnerhood.pathway.exploration.forms.options import Criteria as Criteria
from partnerhood.pathway.exploration.forms.options import Decision as Decision
from partnerhood.pathway.exploration.forms.options import Effect as Effect
from partnerhood.pathway.exploration.forms.options import Option as Option
from partnerhood.pathway.exploration.forms.options import Scores as Scores
from partnerhood.pathway.exploration.forms.options import Weights as Weights
from partnerhood.pathway.exploration.forms.outcome import Outcome as Outcome
from partnerhood.pathway.exploration.forms.shared import closing_of as closing_of
