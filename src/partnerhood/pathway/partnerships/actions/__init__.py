"""What people do with partnerships: propose one, write and sign its charter, let it move, let it stand still."""

from partnerhood.pathway.partnerships.actions.bodies import end_seat, open_body, seat
from partnerhood.pathway.partnerships.actions.books import book_of
from partnerhood.pathway.partnerships.actions.charter import bring_in_agreement, sign_charter, write_charter
from partnerhood.pathway.partnerships.actions.joining import (
    JoinedAlready,
    answer_joiner,
    forget_joiner,
    join,
    let_join,
)
from partnerhood.pathway.partnerships.actions.moving import (
    CannotMove,
    CharterNotSigned,
    StillAlone,
    answer,
    move,
    propose,
)
from partnerhood.pathway.partnerships.actions.standing_still import (
    NotSuspended,
    propose_suspension,
    review_suspension,
    sign_suspension,
)

__all__ = [
    "CannotMove",
    "CharterNotSigned",
    "JoinedAlready",
    "NotSuspended",
    "StillAlone",
    "answer",
    "answer_joiner",
    "book_of",
    "bring_in_agreement",
    "end_seat",
    "forget_joiner",
    "join",
    "let_join",
    "move",
    "open_body",
    "propose",
    "propose_suspension",
    "review_suspension",
    "seat",
    "sign_charter",
    "sign_suspension",
    "write_charter",
]
