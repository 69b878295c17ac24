"""Articles and explanations for people: in a terminal with rich, and as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from crawler.article import Article

if TYPE_CHECKING:
    from crawler.extraction import Explanation, Judged

__all__ = ["as_json", "show_article", "show_explanation"]

WIDTH = 100
"""Columns of a text that is read; a wider terminal is left empty beside it."""

LONGEST = 300
"""Characters of a block that an explanation shows."""

OUTSIDE = "·"
"""In place of a reason: the block was never in the body."""


def as_json(shown: Article | Explanation) -> str:
    """One JSON object with the fields of the record; times in ISO 8601."""

    def plain(value: Any) -> str:
        if isinstance(value, datetime):
            return value.isoformat()
        raise TypeError(f"{type(value).__name__} in an article")

    return json.dumps(asdict(shown), ensure_ascii=False, indent=2, default=plain)


def show_article(console: Console, article: Article) -> None:
    """Headline, who and when, text, and how much was taken out for which reason."""
    # Text, not strings: a page's text may look like rich's markup
    about = [
        ", ".join(article.authors),
        article.published.strftime("%Y-%m-%d %H:%M %z").strip() if article.published else "",
        article.section or "",
        article.language or "",
    ]
    width = min(WIDTH, console.width)
    console.print(Text(article.title, style="bold"), width=width)
    console.print(Text(" · ".join(filter(None, about)), style="dim"), width=width)
    console.print(Text(article.canonical_url, style="dim"), soft_wrap=True)
    for paragraph in article.text.split("\n"):
        console.print(Padding(Text(paragraph), (1, 0, 0, 0)), width=width)
    reasons = [removed.reason for removed in article.removed]
    if reasons:
        counts = ", ".join(f"{reasons.count(reason)} {reason}" for reason in dict.fromkeys(reasons))
        console.print(Padding(Text(f"Taken out: {counts} (--explain shows what)", style="dim"), (1, 0, 0, 0)))


def show_explanation(console: Console, explanation: Explanation) -> None:
    """Every block of the page, in order: kept or not, why, by which rule, and the tie-breaker's score."""
    from crawler.extraction.apart import SURE

    table = Table(box=None, padding=(0, 1), show_header=True, header_style="dim")
    table.add_column("", width=1)
    table.add_column("reason", no_wrap=True)
    table.add_column("tag", no_wrap=True)
    table.add_column("score", justify="right", no_wrap=True)
    table.add_column("text", ratio=1)
    for block in explanation.blocks:
        table.add_row(*_row(block))
    console.print(table)
    kept = sum(block.kept for block in explanation.blocks)
    removed = sum(block.reason is not None for block in explanation.blocks)
    console.print(Rule(style="dim"))
    console.print(
        Text.assemble(
            (f"{kept} kept", "green"), ", ", (f"{removed} removed", "red"), ", ",
            (f"{len(explanation.blocks) - kept - removed} outside of the body", "dim"),
            f". Score: the tie-breaker's chance that a block stands apart; it goes from {SURE} on.",
        )
    )  # fmt: skip
    if explanation.against is not None:
        console.print(Text(f"No article: {explanation.against}", style="bold red"))


def _row(block: Judged) -> tuple[Text, ...]:
    mark, style = ("+", "green") if block.kept else ("-", "red") if block.reason else (OUTSIDE, "dim")
    text = block.text if len(block.text) <= LONGEST else block.text[: LONGEST - 1] + "…"
    why = block.rule if block.reason or block.kept else ", ".join(block.signs)
    return (
        Text(mark, style=style),
        Text(block.reason or "", style=style),
        Text(block.tag, style="dim"),
        Text("" if block.score is None else f"{block.score:.2f}", style="dim"),
        Text.assemble((text, "" if block.kept else style), *((f"  {why}", "italic dim"),) if why else ()),
    )
