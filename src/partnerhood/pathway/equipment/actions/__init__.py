"""What people do with devices: add one, say that it is broken or works again, ask a colleague elsewhere, and answer."""

from partnerhood.pathway.equipment.actions.helping import NothingSaid as NothingSaid
from partnerhood.pathway.equipment.actions.helping import answer as answer
from partnerhood.pathway.equipment.actions.helping import ask as ask
from partnerhood.pathway.equipment.actions.keeping import OtherHouse as OtherHouse
from partnerhood.pathway.equipment.actions.listing import ListedAlready as ListedAlready
from partnerhood.pathway.equipment.actions.listing import add as add
from partnerhood.pathway.equipment.actions.listing import describe as describe
from partnerhood.pathway.equipment.actions.listing import move as move
from partnerhood.pathway.equipment.actions.saying import back_in_use as back_in_use
from partnerhood.pathway.equipment.actions.saying import put_aside as put_aside
from partnerhood.pathway.equipment.actions.saying import report as report
from partnerhood.pathway.equipment.actions.saying import report_unlisted as report_unlisted
