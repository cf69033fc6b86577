"""The browser for the browser tests: Debian's Chromium, fetched where we may, asked for in one sentence where we may not."""

import os
import shutil
import subprocess
import sys

NAMES = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
]
MISSING = (
    "The browser tests need Chromium: install the package `chromium` (Debian: sudo apt-get install chromium), "
    "or name a browser in PARTNERHOOD_CHROMIUM."
)


def path() -> str | None:
    """Where the browser is, if there is one."""
    names = [os.environ.get("PARTNERHOOD_CHROMIUM", ""), *NAMES]
    return next((found for name in names if name and (found := shutil.which(name))), None)


def _install() -> None:
    """Ask Debian for it, where nobody has to type a password."""
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if not shutil.which("apt-get") or (as_root and not shutil.which("sudo")):
        return
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "chromium"]):
        subprocess.run([*as_root, "apt-get", *words], env=quiet, check=False, stdout=subprocess.DEVNULL)


def main() -> int:
    """Exit 0 when the browser tests can run."""
    if not path():
        _install()
    if not path():
        print(MISSING, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
