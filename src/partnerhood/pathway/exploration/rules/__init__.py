"""What may be said in a dossier, when it is late, when it opens, and who is told first. Plain decisions about plain values."""

from partnerhood.pathway.exploration.rules import appraisal as appraisal
from partnerhood.pathway.exploration.rules.closing import Closing as Closing
from partnerhood.pathway.exploration.rules.closing import is_open as is_open
from partnerhood.pathway.exploration.rules.contents import Area as Area
from partnerhood.pathway.exploration.rules.contents import Effect as Effect
from partnerhood.pathway.exploration.rules.contents import Figure as Figure
from partnerhood.pathway.exploration.rules.contents import Line as Line
from partnerhood.pathway.exploration.rules.contents import Mandate as Mandate
from partnerhood.pathway.exploration.rules.contents import Option as Option
from partnerhood.pathway.exploration.rules.contents import Phase as Phase
from partnerhood.pathway.exploration.rules.contents import Score as Score
from partnerhood.pathway.exploration.rules.contents import Scores as Scores
from partnerhood.pathway.exploration.rules.contents import Text as Text
from partnerhood.pathway.exploration.rules.contents import Tongue as Tongue
from partnerhood.pathway.exploration.rules.contents import Weight as Weight
from partnerhood.pathway.exploration.rules.scoring import HUNDRED as HUNDRED
from partnerhood.pathway.exploration.rules.scoring import scores_whole as scores_whole
from partnerhood.pathway.exploration.rules.scoring import table as table
from partnerhood.pathway.exploration.rules.scoring import together as together
from partnerhood.pathway.exploration.rules.scoring import weigh_whole as weigh_whole
from partnerhood.pathway.exploration.rules.times import Clock as Clock
from partnerhood.pathway.exploration.rules.times import clock as clock
from partnerhood.pathway.exploration.rules.times import is_late as is_late
