"""The rules that every page keeps at every width, read from the page as the browser has laid it out."""

from typing import Any

from playwright.sync_api import Page

FINGER_PX = 44
BUTTON_PX = 48

_READ = """([buttonPx, fingerPx]) => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const seen = (node) => node.checkVisibility({visibilityProperty: true}) && node.getClientRects().length > 0;
  const say = (node) => node.outerHTML.slice(0, 140);
  const ids = all("[id]").map((node) => node.id);
  const fields = all("input:not([type=hidden]), select, textarea");
  // What the thumb is meant to hit. A link inside a sentence has the size of its line.
  const buttons = all(".btn, button.govuk-button").filter(seen);
  const targets = all(".nav a, .back, .chip[href], a.who, summary, .top a, .top button, .tel, .sum a").filter(seen);
  // A name on a card takes the whole card as its target.
  const target = (node) => getComputedStyle(node, "::after").position === "absolute" ? node.closest(".card") : node;
  const height = (node) => target(node).getBoundingClientRect().height;
  const low = (list, limit) => list.filter((node) => height(node) < limit - 0.5)
    .map((node) => `${Math.round(height(node))} px: ${say(node)}`);
  const wide = document.scrollingElement.scrollWidth;
  const limit = document.documentElement.clientWidth;
  const clipped = (node) => {
    for (let up = node.parentElement; up; up = up.parentElement) {
      if (getComputedStyle(up).overflowX !== "visible") return true;
    }
    return false;
  };
  return {
    lang: document.documentElement.lang,
    dir: document.documentElement.dir,
    title: document.title,
    headings: all("h1").map((node) => node.innerText.trim().replace(/\\s+/g, " ")),
    twice: ids.filter((id, place) => ids.indexOf(id) !== place),
    unlabelled: fields.filter((node) => !node.labels?.length && !node.ariaLabel
      && !node.getAttribute("aria-labelledby")).map(say),
    lowButtons: low(buttons, buttonPx),
    lowTargets: low(targets, fingerPx),
    overflow: wide > limit ? wide : 0,
    outside: wide > limit ? all("main *, header *, nav *, footer *").filter((node) => seen(node) && !clipped(node)
      && node.getBoundingClientRect().right > limit + 1).slice(-3).map(say) : [],
    styles: all("main [style], header [style], footer [style]").map(say),
  };
}"""


def find_breaches(page: Page, locale: str, *, is_phone: bool) -> list[str]:
    """What is wrong with the page as it stands, in words."""
    read: dict[str, Any] = page.evaluate(_READ, [BUTTON_PX, FINGER_PX])
    found = [
        *_judge_head(read, locale),
        *(f"id used twice: {name}" for name in read["twice"]),
        *(f"no label: {field}" for field in read["unlabelled"]),
        *(f"style attribute: {node}" for node in read["styles"]),
    ]
    if read["overflow"]:
        found.append(f"{read['overflow']} px wide: {read['outside']}")
    if is_phone:
        found += [f"button too low, {node}" for node in read["lowButtons"]]
        found += [f"target too low, {node}" for node in read["lowTargets"]]
    return found


def _judge_head(read: dict[str, Any], locale: str) -> list[str]:
    found = []
    if read["lang"] != locale or read["dir"] != "ltr":
        found.append(f"language is said to be {read['lang']} {read['dir']}")
    if len(read["headings"]) != 1:
        return [*found, f"h1: {read['headings']}"]
    if not read["title"].startswith(read["headings"][0]):
        found.append(f"title {read['title']!r} does not begin with h1 {read['headings'][0]!r}")
    return found
