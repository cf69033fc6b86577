"""Settings, addresses and the `partnerhood` command: how the rooms become one running node.

The better SQLite is put in place here, before Django is imported by anyone.
"""

import sys

try:
    import pysqlite3
except ImportError:  # no wheel for this machine: settings then choose a rollback journal instead of WAL
    pass
else:
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
