"""benchmarks/extraction.py on a made-up checkout of the public benchmark, and the process that a peer runs in."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import stages
from benchmarks.extraction import HEAD, LabelledPage, cells, ours, read_corpus, run
from benchmarks.measure import SCORE, chosen_measure, mean_figures, measure_body
from benchmarks.peer_process import Outcome, PeerProcess
from crawler.extraction import reading

ROOT = Path(__file__).resolve().parent.parent
PARAGRAPHS = [
    "The ferry to the northern islands will sail twice a day again from Monday, the harbour office said.",
    "It had stopped in autumn after a storm damaged the pier, and supplies came by helicopter for six weeks.",
    "Repairs cost four million crowns, half of which the county paid; the rest came from the state's storm fund.",
    "Islanders met the first boat with a brass band, and the school was closed for the day.",
]
TEASER = "Read more: Ten beaches that nobody has told you about yet"


def page(paragraphs: list[str]) -> str:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    links = f'<aside><a href="/beaches">{TEASER}</a></aside>'
    head = '<title>Ferry</title><meta property="og:type" content="article">'
    return f"<html><head>{head}</head><body><article><h1>Ferry</h1>{text}{links}</article></body></html>"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "html").mkdir()
    truths = {}
    for key, paragraphs in {"a1": PARAGRAPHS, "b2": PARAGRAPHS[::-1], "c3": []}.items():
        html = page(paragraphs) if paragraphs else "<p>Log in"
        (tmp_path / "html" / f"{key}.html.gz").write_bytes(gzip.compress(html.encode()))
        truths[key] = {"articleBody": "\n\n".join(paragraphs), "url": f"https://islands.example/news/{key}"}
    (tmp_path / "ground-truth.json").write_text(json.dumps(truths))
    return tmp_path


def test_the_command_reads_a_checkout_and_writes_a_prediction_a_page(checkout: Path) -> None:
    out = checkout / "predictions.jsonl"
    command: list[str | Path] = [sys.executable, ROOT / "benchmarks" / "extraction.py", checkout, "--out", out]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    rows = {row["id"]: row for row in map(json.loads, out.read_text().splitlines())}
    assert list(rows) == ["a1", "b2", "c3"]
    assert all(set(row) == {"id", "text", "title", "authors", "published"} for row in rows.values())
    assert rows["a1"]["text"].split("\n") == PARAGRAPHS
    assert rows["c3"]["text"] == ""
    assert printed[0].startswith("3 pages, 1 without an article")
    assert len(printed) == 2
    assert printed[1].startswith("ours ")


def test_stages_add_up_and_leave_extraction_as_it_was(checkout: Path) -> None:
    before = vars(reading)["parse"]
    costs, reference = stages.measure(read_corpus(checkout), rounds=2)
    assert set(costs) == {*stages.STAGES, stages.REST}
    assert all(
        costs[stage] > 0 for stage in ("bytes to a tree", "metadata", "the walk: blocks and regions", "verdicts")
    )
    assert reference > 0
    assert vars(reading)["parse"] is before
    script: list[str | Path] = [sys.executable, ROOT / "benchmarks" / "stages.py", checkout, "--rounds", "1"]
    printed = subprocess.run(script, check=True, capture_output=True, text=True).stdout
    assert [row for row in printed.splitlines() if row.startswith("| all |")]


def test_unknown_peers_are_refused_by_name(checkout: Path) -> None:
    script = ROOT / "benchmarks" / "extraction.py"
    command: list[str | Path] = [sys.executable, script, checkout, "--out", checkout / "out", "--peers", "nobody"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 2
    assert "no peer nobody" in done.stderr


def test_our_row_has_a_dash_where_the_public_benchmark_says_nothing(checkout: Path) -> None:
    pages = read_corpus(checkout)
    row = dict(zip(HEAD, cells("broadsheet", "1.0", run(ours, pages), pages), strict=True))
    assert [row[column] for column in ("title", "authors", "date", "minute")] == ["–"] * 4
    assert row["precision"] == "1.000"
    assert row["residue"] == row["lost"] == "0.000"
    assert row["notes"] == "1 × not_article"


def test_residue_lost_and_f1_are_those_of_lines() -> None:
    truth = {"text": "\n".join(PARAGRAPHS)}
    whole = measure_body(truth, {"text": "\n".join(PARAGRAPHS)})
    assert whole == {"precision": 1.0, "recall": 1.0, "residue": 0.0, "lost": 0.0}
    cut = measure_body(truth, {"text": "\n".join([*PARAGRAPHS[:2], TEASER])})
    assert cut["residue"] == pytest.approx(len(TEASER) / sum(map(len, [*PARAGRAPHS[:2], TEASER])))
    assert cut["lost"] == pytest.approx(sum(map(len, PARAGRAPHS[2:])) / sum(map(len, PARAGRAPHS)))
    means = mean_figures([(truth, {"text": truth["text"]}), (truth, {})], measure_body)
    assert means["precision"] == 1.0  # of the one page with text, as the public benchmark has it
    assert means["recall"] == 0.5
    assert means["f1"] == pytest.approx(2 / 3)


@pytest.mark.skipif(not SCORE.exists(), reason="../shared/score.py is not here")
@pytest.mark.parametrize(
    "text", ["", TEASER, "\n".join([*PARAGRAPHS[1:], TEASER]), "一二三四五。\n港は再開した。", "..."]
)
def test_our_measure_of_the_body_is_that_of_score_py(text: str) -> None:
    for true in ("\n".join(PARAGRAPHS), "港は再開した。\n一二三四五。"):
        truth = {"text": true, "title": None, "authors": None, "published": None}
        assert measure_body(truth, {"text": text}) == chosen_measure()(truth, {"text": text})


def test_without_score_py_the_body_is_measured_all_the_same(tmp_path: Path) -> None:
    assert chosen_measure(tmp_path / "score.py") is measure_body


def ask(peer: PeerProcess, page: LabelledPage) -> Outcome:
    return peer.extract(page.path, page.url)


def test_a_peer_answers_from_its_own_process(checkout: Path) -> None:
    """The peer is trafilatura, which this environment holds as well."""
    pages = read_corpus(checkout)
    with PeerProcess(Path(sys.executable), "trafilatura", checkout / "log") as peer:
        guess, seconds, fault = ask(peer, pages[0])
        assert peer.version
    assert PARAGRAPHS[0] in guess["text"]
    assert guess["title"] == "Ferry"
    assert seconds > 0
    assert fault is None


def test_a_page_that_hangs_is_cut_and_the_next_one_read(checkout: Path) -> None:
    first, second, third = read_corpus(checkout)
    second.path.unlink()
    os.mkfifo(second.path)  # reading it never ends
    third.path.write_bytes(b"no gzip")
    with PeerProcess(Path(sys.executable), "trafilatura", checkout / "log") as patient:
        assert ask(patient, third) == Outcome({}, 0.0, "died with exit code 1")
        assert ask(patient, first).fault is None
    with PeerProcess(Path(sys.executable), "trafilatura", checkout / "log", wall=0.2) as waiting:
        assert ask(waiting, second).fault == "cut after 0.2 s"
    first.path.write_bytes(gzip.compress(page(PARAGRAPHS * 2000).encode()))
    with PeerProcess(Path(sys.executable), "trafilatura", checkout / "log", cpu=0.02) as busy:
        assert ask(busy, first) == Outcome({}, 0.02, "cut at 0.02 s of CPU")


def test_a_peer_reaches_no_network(tmp_path: Path) -> None:
    code = (
        "import socket; from benchmarks.peers import stay_offline; server = socket.create_server(('127.0.0.1', 0));"
        "stay_offline(); socket.create_connection(server.getsockname())"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stderr.splitlines()[-1].startswith("ConnectionRefusedError: offline: socket.")
