"""Run every benchmark in a process of its own; print a table and write build/bench.json."""

import importlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
BENCHES = (
    "weight",
    "reports",
    "shares",
    "list",
    "attachment",
    "import",
    "search",
    "yearly",
    "matching",
    "outcomes",
    "releases",
    "outcome_pages",
    "overview",
)


def measure(name: str) -> list[dict[str, Any]]:
    """Run one benchmark apart: rest is rest, and no settings leak."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "platform")])}
    command = [sys.executable, "-m", "tests.performance", name]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True, text=True
    )
    found: list[dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> int:
    if len(sys.argv) > 1:
        result = importlib.import_module(f"tests.performance.bench_{sys.argv[1]}").run()
        print(json.dumps(result if isinstance(result, list) else [result]))
        return 0
    results = []
    for name in BENCHES:
        for row in measure(name):
            results.append(row)
            facts = ", ".join(f"{key} {value}" for key, value in row.items() if key != "name")
            print(f"{row['name']:<60} {facts}", flush=True)
    (ROOT / "build").mkdir(exist_ok=True)
    (ROOT / "build" / "bench.json").write_text(json.dumps(results, indent=2) + "\n")
    return 1 if any(row.get("holds") is False for row in results) else 0


if __name__ == "__main__":
    sys.exit(main())
