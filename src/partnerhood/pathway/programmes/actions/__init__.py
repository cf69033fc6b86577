"""What people do with programmes: bring one in, sign a result, take a key back, lay a result beside a goal."""

from partnerhood.pathway.programmes.actions.bringing import bring_in
from partnerhood.pathway.programmes.actions.linking import link_goal, unlink_goal
from partnerhood.pathway.programmes.actions.signing import sign_result, withdraw_result

__all__ = ["bring_in", "link_goal", "sign_result", "unlink_goal", "withdraw_result"]
