"""What one may ask about explorations; what a reader may know begins with their sight."""

from partnerhood.pathway.exploration.queries.dossier import Group as Group
from partnerhood.pathway.exploration.queries.dossier import Signed as Signed
from partnerhood.pathway.exploration.queries.dossier import area as area
from partnerhood.pathway.exploration.queries.dossier import areas as areas
from partnerhood.pathway.exploration.queries.dossier import bodies as bodies
from partnerhood.pathway.exploration.queries.dossier import body as body
from partnerhood.pathway.exploration.queries.dossier import figure as figure
from partnerhood.pathway.exploration.queries.dossier import figures as figures
from partnerhood.pathway.exploration.queries.dossier import groups as groups
from partnerhood.pathway.exploration.queries.dossier import is_closed as is_closed
from partnerhood.pathway.exploration.queries.dossier import is_late as is_late
from partnerhood.pathway.exploration.queries.dossier import mandate as mandate
from partnerhood.pathway.exploration.queries.dossier import of_partnership as of_partnership
from partnerhood.pathway.exploration.queries.dossier import partner as partner
from partnerhood.pathway.exploration.queries.dossier import phase as phase
from partnerhood.pathway.exploration.queries.dossier import phases as phases
from partnerhood.pathway.exploration.queries.dossier import read as read
from partnerhood.pathway.exploration.queries.dossier import reads_statement as reads_statement
from partnerhood.pathway.exploration.queries.dossier import signed as signed
from partnerhood.pathway.exploration.queries.dossier import statement as statement
from partnerhood.pathway.exploration.queries.dossier import statements as statements
from partnerhood.pathway.exploration.queries.dossier import wording_before as wording_before
from partnerhood.pathway.exploration.queries.sight import Sight as Sight
from partnerhood.pathway.exploration.queries.sight import sight as sight
