"""axe-core's rules for WCAG 2.2 AA and its best practices, none of them switched off."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "vendor" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# What axe could not decide and a person did: rule, a piece of the element, and the reason why it holds.
REVIEWED = (
    ("color-contrast", "<tspan", "names on the map: #06393a on #cfe5df, 9.6 to 1"),
    ("color-contrast", "app-chart__", "numbers and days on a chart: #1b2624 on white, 15.6 to 1"),
    (
        "color-contrast",
        "app-moves__number",
        "numbers on the arrows of a drawing: #1b2624 on white, 15.6 to 1",
    ),
)


def axe_problems(page: Page) -> list[str]:
    """What axe found, and what it could not decide and nobody has reviewed, each with its element."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations", "incomplete"]}
    result = page.evaluate("options => axe.run(document, options)", options)
    undecided = _lines("undecided: ", result["incomplete"])
    reviewed = [(f"undecided: {rule}:", piece) for rule, piece, _ in REVIEWED]
    return _lines("", result["violations"]) + [
        line
        for line in undecided
        if not any(line.startswith(rule) and piece in line for rule, piece in reviewed)
    ]


def _lines(prefix: str, rules: list[dict[str, Any]]) -> list[str]:
    return [
        f"{prefix}{rule['id']}: {rule['help']}: {node['html'][:160]}: {node.get('failureSummary', '')[:300]}"
        for rule in rules
        for node in rule["nodes"]
    ]
