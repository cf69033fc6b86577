"""IATI import: how many activities a second come in through the door, and in how much memory.

    python -m bench.iati [--times N] [--file FILE]

Ours is the whole command on a fresh node; the floor is the same file read in its own process and thrown away. The file is
the real one beside the project, or FILE, as often as N says, each time with other identifiers.
"""

import argparse
import gzip
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REAL = Path(__file__).resolve().parents[1].parent / "shared/data/iati/examples/health-activities.xml.gz"
READ = "import sys; from datetime import date; from pathlib import Path; from partnerhood.interfaces.exchange.iati.reading.apart import read; sum(1 for _ in read(Path(sys.argv[1]), today=date.fromisoformat(sys.argv[2])))"
MEGABYTE = 1024


def many_times(source: Path, times: int, target: Path) -> int:
    """Write a file that holds another one's activities so many times, each with its own identifier."""
    packed = source.read_bytes()
    text = (gzip.decompress(packed) if source.suffix == ".gz" else packed).decode()
    start, end = text.index("<iati-activity "), text.rindex("</iati-activities>")
    with gzip.open(target, "wt", compresslevel=1) as file:
        file.write(text[:start])
        for number in range(times):
            file.write(re.sub(r"(</iati-identifier>)", rf"-{number}\1", text[start:end]))
        file.write(text[end:])
    return text.count("<iati-activity ") * times


def measured(words: list[str], data: Path) -> tuple[float, float, str]:
    """Seconds on the clock, most megabytes of the larger process, and what was said."""
    environment = {**os.environ, "PARTNERHOOD_DATA": str(data), "CI": "true"}
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, *words], env=environment, stdout=subprocess.PIPE)
    out = process.communicate()[0].decode()
    took = time.perf_counter() - began
    if process.returncode:
        raise SystemExit(f"{' '.join(words[:4])} ended with {process.returncode}: {out[:500]}")
    return took, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / MEGABYTE, out


def main() -> None:
    """Measure and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--file", type=Path, default=REAL)
    said = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path, data = Path(folder, "many.xml.gz"), Path(folder, "node")
        number = many_times(said.file, said.times, path)
        command = ["-m", "partnerhood.config.command"]
        empty = Path(folder, "empty.xml")
        empty.write_text('<iati-activities version="2.03"></iati-activities>')
        subprocess.run(
            [sys.executable, *command, "import-iati", str(empty)],
            env={**os.environ, "PARTNERHOOD_DATA": str(data)},
            capture_output=True,
            check=False,
        )
        floor, _, _ = measured(["-c", READ, str(path), "2026-11-21"], data)
        ours, memory, out = measured([*command, "import-iati", str(path), "--json"], data)
        again, _, second = measured([*command, "import-iati", str(path), "--json"], data)
    assert json.loads(out)["new"] == json.loads(second)["unchanged"] == number
    print(f"{'':24}{'seconds':>10}{'act/s':>10}")
    for name, took in (("read only (floor)", floor), ("through the door", ours), ("again, unchanged", again)):
        print(f"{name:24}{took:10.2f}{number / took:10.0f}")
    print(f"{number} activities; most memory of one process {memory:.0f} MB; ratio to the floor {floor / ours:.2f}")


if __name__ == "__main__":
    main()
