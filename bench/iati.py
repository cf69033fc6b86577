"""IATI import: how many activities a second come in through the door, and in how much memory.

Ours is the whole command on a fresh node; the floor is the same file read in its own process and thrown away. The file is
the real one beside the project where it lies there, else one that is drawn, always the same. `BENCH_TIMES` says how often it
is repeated in one run, each time under other identifiers.
"""

import gzip
import json
import os
import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench import story
from bench.figures import ROUNDS, Figure

NAMES = ("iati.import.a_second", "iati.again.a_second", "iati.import.megabytes")
REAL = Path(__file__).resolve().parents[1].parent / "shared/data/iati/examples/health-activities.xml.gz"
READ = "import sys; from datetime import date; from pathlib import Path; from partnerhood.interfaces.exchange.iati.reading.apart import read; sum(1 for _ in read(Path(sys.argv[1]), today=date.fromisoformat(sys.argv[2])))"
TODAY = "2026-11-21"
MEGABYTE = 1024
DRAWN = 400
ACTIVITY = """<iati-activity default-currency="EUR" xml:lang="en" last-updated-datetime="2026-01-05T00:00:00Z">
<iati-identifier>XM-DRAWN-{number}</iati-identifier>
<reporting-org ref="XM-DRAWN-{reporter}" type="22"><narrative>Reporter {reporter}</narrative></reporting-org>
<title><narrative>{title}</narrative></title>
<description><narrative>{words}</narrative></description>
<participating-org role="1" type="10" ref="XM-GOV-{funder}"><narrative>Funder {funder}</narrative></participating-org>
<participating-org role="4" type="22"><narrative>Hospital {hospital}</narrative></participating-org>
<activity-status code="2"/><activity-date type="2" iso-date="2024-0{month}-01"/>
<recipient-country code="CD"/><sector vocabulary="1" code="12220"/>
{money}
<result type="1"><title><narrative>{title}</narrative></title>
<indicator measure="1"><title><narrative>{words}</narrative></title><period><period-start iso-date="2024-01-01"/>
<period-end iso-date="2024-12-31"/><target value="{target}"/></period></indicator></result>
</iati-activity>"""
MONEY = (
    '<transaction><transaction-type code="3"/><transaction-date iso-date="2024-0{}-11"/>'
    '<value value-date="2024-01-11">{}</value></transaction>'
)


def measure(folder: Path) -> Iterator[Figure]:
    """Bring a file in on a fresh node, and once more the same; read it for the floor before each."""
    path = folder / "many.xml.gz"
    number = _many_times(REAL if REAL.exists() else _drawn(folder), int(os.environ.get("BENCH_TIMES", "1")), path)
    floors, ours, again, memory = [], [], [], []
    for turn in range(ROUNDS):
        data = folder / f"node{turn}"
        _empty(data, folder)
        command = ["-m", "partnerhood.config.command", "import-iati", str(path), "--json"]
        took, _, _ = _timed(["-c", READ, str(path), TODAY], data)
        floors.append(number / took)
        took, most, out = _timed(command, data)
        ours.append(number / took)
        memory.append(most)
        took, _, second = _timed(command, data)
        again.append(number / took)
        assert json.loads(out)["new"] == json.loads(second)["unchanged"] == number, (out[:500], second[:500])
    against, note = "the file read in its own process", {"activities": number, "real": REAL.exists()}
    yield Figure("iati.import.a_second", "activities a second", tuple(ours), tuple(floors), against, note)
    yield Figure("iati.again.a_second", "activities a second", tuple(again), tuple(floors), against, note)
    yield Figure("iati.import.megabytes", "MB of the larger process", tuple(memory))


def _drawn(folder: Path) -> Path:
    """A file of invented activities, the same in every run."""
    dice, path = random.Random("activities"), folder / "drawn.xml"
    words = "care newborn training supply water staff ward district referral midwife surgery oxygen".split()
    activities = []
    for number in range(DRAWN):
        said = [" ".join(dice.choices(words, k=length)) for length in (5, 40)]
        money = "\n".join(
            MONEY.format(dice.randint(1, 9), dice.randint(100, 90_000)) for _ in range(dice.randint(0, 12))
        )
        parties = {name: dice.randint(1, 40) for name in ("reporter", "funder", "hospital")}
        rest = {"month": dice.randint(1, 9), "target": dice.randint(10, 900)}
        activities.append(ACTIVITY.format(number=number, title=said[0], words=said[1], money=money, **parties, **rest))
    path.write_text('<iati-activities version="2.03">\n' + "\n".join(activities) + "\n</iati-activities>")
    return path


def _many_times(source: Path, times: int, target: Path) -> int:
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


def _empty(data: Path, folder: Path) -> None:
    """A node whose tables are made."""
    file = folder / "nothing.json"
    file.write_text('{"deeds": []}')
    story.run(data, "seed", file)


def _timed(words: list[str], data: Path) -> tuple[float, float, str]:
    """Seconds on the clock, most megabytes of the larger process so far, and what was said."""
    environment = {**os.environ, "PARTNERHOOD_DATA": str(data)}
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, *words], env=environment, stdout=subprocess.PIPE)
    out = process.communicate()[0].decode()
    took = time.perf_counter() - began
    if process.returncode:
        raise SystemExit(f"{' '.join(words[:4])} ended with {process.returncode}: {out[:500]}")
    return took, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / MEGABYTE, out
