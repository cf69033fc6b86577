"""What is kept beside a programme, in the transaction that wrote it: what it can be found by, and its money to add up."""

from partnerhood.ground.operations import summaries
from partnerhood.pathway.programmes import queries

summaries.follow("programmes.programme", queries.derive)
