"""What axe-core finds in a page, and whether the page scrolls sideways."""

from functools import cache
from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "ui" / "node_modules" / "axe-core" / "axe.min.js"
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = r"""
    async ([rules, within]) => {
        const { violations } = await axe.run(within ?? document, { runOnly: rules });
        const told = ({ target, html, any, all, none }) => {
            const reasons = [...any, ...all, ...none].map((one) => one.message);
            return [`  ${target.join(" ")}`, html.slice(0, 200), ...reasons].join("\n    ");
        };
        return violations.map(({ id, help, nodes }) => [`${id}: ${help}`, ...nodes.slice(0, 4).map(told)].join("\n"));
    }
"""


def assert_accessible(page: Page, within: str | None = None) -> None:
    """Raises what is found, in both themes, with the elements that it is found in; ``within`` is a selector."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_axe())
    # Nothing but colours is another in another theme.
    for theme, rules in (("light", _RULES), ("dark", ["color-contrast"])):
        page.evaluate("(theme) => { document.documentElement.dataset.theme = theme; }", theme)
        found = page.evaluate(_RUN, [rules, within])
        assert not found, f"{page.url}, {theme}\n" + "\n".join(found)


def assert_no_wider_than_the_window(page: Page) -> None:
    wide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} is {wide} pixels wider than the window"


@cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")
