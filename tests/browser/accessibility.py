"""The scan with axe: the rules of WCAG 2.2, levels A and AA, without exceptions."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]},
    "resultTypes": ["violations"],
}
# Every kind of element that a page has, where it stands, what it carries and whether it says something.
_SHAPE = """() => {
  const kind = (node) => `${node.tagName}.${node.getAttribute("class") ?? ""}`;
  const shape = new Set();
  for (const node of document.querySelectorAll("body *")) {
    const says = [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
    shape.add(`${kind(node.parentElement)}>${kind(node)}[${node.getAttributeNames().sort()}]`
      + `${node.getAttribute("type") ?? ""} ${node.getAttribute("role") ?? ""} ${says}`);
  }
  return [innerWidth, document.documentElement.lang, ...[...shape].sort()].join("\\n");
}"""
_axe = Axe()
_scanned: set[int] = set()


def find_barriers(page: Page) -> list[str]:
    """What axe finds on this page: rule, what it is about and where."""
    response = _axe.run(page, options=_RULES).response
    return [
        f"{found['id']} ({found['help']}): "
        + " | ".join(f"{node['target']} {node['html'][:120]}" for node in found["nodes"][:3])
        for found in response["violations"]
    ]


def find_new_barriers(page: Page) -> list[str]:
    """The same, unless a page of just this make has been scanned already: two roles often see the same page."""
    shape = hash(page.evaluate(_SHAPE))
    if shape in _scanned:
        return []
    _scanned.add(shape)
    return find_barriers(page)
