"""The rules that keep the rooms apart and the docs complete, read off the sources themselves."""

import ast
import importlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("crawler", "spiders", "dedup", "storage")

RECORDS = {"crawler.article", "crawler.page", "crawler.problems"}  # stdlib only: every room may import them

# room -> what of our own it may import, as prefixes; what stands first wins
MAY_IMPORT = {
    "crawler.article": set(),
    "crawler.page": set(),
    "crawler.problems": set(),
    "crawler.pool": set(),
    "crawler.urls": set(),
    "crawler.extraction": {"crawler.article", "crawler.extraction"},
    "crawler.health": {"crawler.health", "crawler.__version__", "storage"},
    "crawler.record": RECORDS | {"crawler.verdict", "dedup", "storage"},
    "crawler.verdict": RECORDS | {"dedup", "storage"},
    "crawler.sources": {"crawler.urls", "crawler.sources", "crawler.source_values"},
    "dedup": {"dedup"},
    "storage": RECORDS | {"storage"},
    "spiders": {"crawler.page", "crawler.problems", "crawler.urls", "crawler.sources", "spiders"},
}
KNOWS_NO_SCRAPY: tuple[str, ...] = (
    "crawler.article",
    "crawler.page",
    "crawler.pool",
    "crawler.extraction",
    "crawler.health",
    "crawler.record",
    "crawler.verdict",
    "dedup",
)
KNOWS_NO_SCRAPY += ("storage", "crawler.sources", "crawler.urls")


def modules() -> Iterator[tuple[str, Path]]:
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            yield name.removesuffix(".__init__"), path


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: a relative import hides which room it reaches into"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def inside(name: str, room: str) -> bool:
    return name == room or name.startswith(room + ".")


@pytest.mark.parametrize(("room", "allowed"), MAY_IMPORT.items(), ids=MAY_IMPORT)
def test_imports_run_one_way(room: str, allowed: set[str]) -> None:
    checked = 0
    for name, path in modules():
        if not inside(name, room):
            continue
        checked += 1
        ours = {found for found in imports(path) if found.split(".")[0] in ROOMS}
        stray = {found for found in ours if not any(inside(found, prefix) for prefix in allowed)}
        assert not stray, f"{name} imports {sorted(stray)}"
    assert checked


@pytest.mark.parametrize("room", KNOWS_NO_SCRAPY)
def test_the_inner_rooms_know_nothing_of_scrapy(room: str) -> None:
    for name, path in modules():
        if inside(name, room):
            assert not {found for found in imports(path) if inside(found, "scrapy") or inside(found, "twisted")}, name


def test_trafilatura_is_imported_in_one_place() -> None:
    users = [name for name, path in modules() if any(inside(found, "trafilatura") for found in imports(path))]
    assert users == ["crawler.extraction.body"]


def test_a_crawl_starts_without_what_only_its_workers_need() -> None:
    code = (
        "import sys, crawler.pipelines, spiders.news; print([m for m in ('trafilatura', 'scipy') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_public_names_exist() -> None:
    for name, _ in modules():
        module = importlib.import_module(name)
        for public in getattr(module, "__all__", ()):
            assert hasattr(module, public), f"{name}.__all__ names {public}, which is not there"


def test_the_names_that_others_rely_on() -> None:
    extraction = importlib.import_module("crawler.extraction")
    assert {"extract", "clean_text", "ExtractionError"} <= set(extraction.__all__)


def test_every_setting_is_documented() -> None:
    settings = importlib.import_module("crawler.settings")
    documented = set(re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs/settings.md").read_text(), re.MULTILINE))
    assert {name for name in vars(settings) if name.isupper()} == documented


def test_every_command_is_documented() -> None:
    ours = {path.stem for path in (ROOT / "crawler/commands").glob("*.py") if path.stem != "__init__"}
    readme = (ROOT / "README.md").read_text()
    assert {name for name in ours if f"scrapy {name}" not in readme} == set()


def test_files_have_one_reason_to_change() -> None:
    long = {str(path.relative_to(ROOT)): n for _, path in modules() if (n := len(path.read_text().splitlines())) > 320}
    assert not long
