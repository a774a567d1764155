"""The scan with axe: the rules of WCAG 2.2, levels A and AA, without exceptions."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]},
    "resultTypes": ["violations"],
}
_axe = Axe()


def find_barriers(page: Page) -> list[str]:
    """What axe finds on this page: rule, what it is about and where."""
    response = _axe.run(page, options=_RULES).response
    return [
        f"{found['id']} ({found['help']}): "
        + " | ".join(f"{node['target']} {node['html'][:120]}" for node in found["nodes"][:3])
        for found in response["violations"]
    ]
