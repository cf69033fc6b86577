"""When the package is built, the translations are compiled into it; gettext need not be installed."""

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Languages(BuildHookInterface):
    """Compiles every language before the files are gathered."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before a wheel or an editable install."""
        package = Path(self.root) / "src/partnerhood"
        runpy.run_path(str(package / "config/languages.py"))["compile_all"](package / "locale")
