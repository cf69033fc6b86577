"""Nodes that are run from outside, as an operator would."""

from collections.abc import Iterator

import pytest

from tests.contracts.node import ON_POSTGRES, Node, Nodes, nodes


@pytest.fixture(scope="session")
def all_nodes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nodes]:
    """Fresh nodes on the database that the suite runs on; their tables are made once."""
    with nodes(tmp_path_factory.mktemp("nodes"), durable=True) as made:
        yield made


@pytest.fixture
def node(all_nodes: Nodes) -> Iterator[Node]:
    """A fresh node that is stopped afterwards."""
    made = all_nodes.fresh()
    yield made
    made.end()


@pytest.fixture
def other(all_nodes: Nodes) -> Iterator[Node]:
    """A second fresh node."""
    made = all_nodes.fresh()
    yield made
    made.end()


@pytest.fixture(scope="session")
def other_kind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nodes]:
    """Nodes on the other database."""
    with nodes(tmp_path_factory.mktemp("others"), on_postgres=not ON_POSTGRES) as made:
        yield made
