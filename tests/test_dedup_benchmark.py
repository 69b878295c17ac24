import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.records import edited, text

ROOT = Path(__file__).resolve().parent.parent
BENCHMARK = ROOT / "benchmarks" / "dedup.py"
SHARED = ROOT.parent / "shared"


def run(labelled: Path, out: Path, *options: str) -> dict[str, int]:
    command: list[str | Path] = [sys.executable, BENCHMARK, labelled, "--out", out, *options]
    subprocess.run(command, check=True, capture_output=True)
    return {row["id"]: row["cluster"] for row in map(json.loads, out.read_text().splitlines())}


@pytest.mark.parametrize("order", ["published", "reversed", "shuffled"])
def test_reports_and_their_copies_share_a_cluster_in_every_order(tmp_path: Path, order: str) -> None:
    rows = []
    for n in range(10):
        for kind, body in (("base", text(n)), ("reprint", text(n)), ("edited", edited(text(n), 60))):
            row = {"id": f"{kind}{n}", "group": str(n), "kind": kind, "site": f"{kind}.example", "text": body}
            rows.append({**row, "published": f"2026-01-{n + 1:02}T0{len(kind) % 7}:00:00+00:00"})
    labelled = tmp_path / "labelled.jsonl"
    labelled.write_text("\n".join(map(json.dumps, rows)))
    clusters = run(labelled, tmp_path / "out.jsonl", "--order", order)
    for n in range(10):
        assert len({clusters[f"{kind}{n}"] for kind in ("base", "reprint", "edited")}) == 1
    assert len(set(clusters.values())) == 10


@pytest.mark.slow
@pytest.mark.skipif(not (SHARED / "dedup").exists(), reason="../shared/dedup is not here")
def test_the_development_set_is_clustered_better_than_by_datasketchs_own_index(tmp_path: Path) -> None:
    labelled, out = SHARED / "dedup" / "dev.jsonl", tmp_path / "out.jsonl"
    run(labelled, out)
    scored = subprocess.run(
        [sys.executable, SHARED / "score_dedup.py", labelled, out, "--json"], check=True, capture_output=True
    )
    assert json.loads(scored.stdout)["f1"] >= 0.76  # MinHashLSH as its guide shows it: 0.644
