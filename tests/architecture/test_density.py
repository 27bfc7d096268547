"""Dense code may only become less: functions over the limits stand in a list, and leave it when they are mended.

The limits: cyclomatic complexity 12, five parameters. Where more belongs together, it is a value with a name.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LISTED = Path(__file__).with_name("dense.txt")
COMPLEXITY = 12
PARAMETERS = 5
RUFF = (
    *("-m", "ruff", "check", "--isolated", "--no-cache", "--exit-zero", "--output-format", "json"),
    *("--select", "C901,PLR0913", "--target-version", "py311"),
    *("--config", f"lint.mccabe.max-complexity={COMPLEXITY}"),
    *("--config", f"lint.pylint.max-args={PARAMETERS}"),
)
WHAT = {"C901": "complexity", "PLR0913": "parameters"}


def dense() -> set[str]:
    """`path function complexity|parameters` of every function over a limit."""
    folders = ("bot", "handlers", "storage", "club")
    run = subprocess.run([sys.executable, *RUFF, *folders], cwd=ROOT, capture_output=True, check=True)
    found = set()
    for offence in json.loads(run.stdout):
        path = Path(offence["filename"]).relative_to(ROOT)
        line = (ROOT / path).read_text(encoding="utf-8").splitlines()[offence["location"]["row"] - 1]
        name = re.search(r"def (\w+)", line)
        assert name, line
        found.add(f"{path} {name[1]} {WHAT[offence['code']]}")
    return found


def test_nothing_becomes_denser() -> None:
    """Where this fails for a new function: give what belongs together a name. Where for a mended one: strike it out."""
    listed = LISTED.read_text(encoding="utf-8").splitlines()
    assert listed == sorted(set(listed))
    found = dense()
    assert sorted(found - set(listed)) == [], "new"
    assert sorted(set(listed) - found) == [], "no longer over the limit: strike it out"
