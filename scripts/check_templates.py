"""Judge the templates: fragments that can be rendered alone, and nothing that the security policy forbids."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, nodes

ROOT = Path(__file__).parent.parent
FRAGMENT = "frag_"
EXTENSIONS = ("jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols")
FORBIDDEN = (
    (re.compile(r"<script(?![^>]*\ssrc=)", re.IGNORECASE), "a script inside the page"),
    (re.compile(r"<style\b", re.IGNORECASE), "a style sheet inside the page"),
    (re.compile(r"\sstyle\s*=", re.IGNORECASE), "a style attribute"),
    (re.compile(r"\son[a-z]+\s*=", re.IGNORECASE), "an event handler attribute"),
    (re.compile(r"\s(?:data-)?hx-on\b", re.IGNORECASE), "hx-on"),
    (re.compile(r"=\s*[\"']\s*(?:js|javascript):", re.IGNORECASE), "a js: value"),
    (
        re.compile(r"\s(?:href|action|src|hx-(?:get|post|put|delete))\s*=\s*[\"']/"),
        "an address without url_for",
    ),
    (re.compile(r"\|\s*safe\b"), "the filter safe"),
)
COMMENT = re.compile(r"\{#.*?#\}|<!--.*?-->", re.DOTALL)
FIRST_TAG = re.compile(r"\s*<[a-z][\w-]*(?=[\s>])([^>]*)>", re.IGNORECASE)
ID = re.compile(r"""\sid=["']([^"']*)["']""")


def check_source(source: str) -> list[str]:
    """What is wrong with one template, each with its line."""
    environment = Environment(extensions=EXTENSIONS, autoescape=True)
    try:
        tree = environment.parse(source)
    except TemplateSyntaxError as error:
        return [f"{error.lineno}: {error.message}"]
    return sorted(
        {*find_forbidden(source), *find_bad_fragments(tree)}, key=lambda text: int(text.split(":")[0])
    )


def find_forbidden(source: str) -> Iterator[str]:
    visible = COMMENT.sub(lambda comment: "\n" * comment.group().count("\n"), source)
    for pattern, what in FORBIDDEN:
        for hit in pattern.finditer(visible):
            yield f"{visible.count(chr(10), 0, hit.start()) + 1}: {what}"


def find_bad_fragments(tree: nodes.Template) -> Iterator[str]:
    """A fragment is rendered without its page, so it may lean on nothing that the page sets or decides."""
    page_names = set(find_page_names(tree))
    for block in find_fragments(tree):
        where = f"{block.lineno}: {block.name}"
        for name in sorted(find_free_names(block) & page_names):
            yield f"{where} uses {name}, which only the page sets"
        wanted = block.name.removeprefix(FRAGMENT)
        if find_root_id(block) not in {wanted, wanted.replace("_", "-")}:
            yield f'{where} does not begin with an element whose id is "{wanted}"'
    yield from find_misplaced_fragments(tree)


def find_misplaced_fragments(tree: nodes.Template) -> Iterator[str]:
    for condition in tree.find_all(nodes.If):
        for block in find_fragments(condition):
            yield f"{block.lineno}: {block.name} stands inside an if, which its own rendering skips"
    for loop in tree.find_all(nodes.For):
        for block in find_fragments(loop):
            if not block.scoped:
                yield f"{block.lineno}: {block.name} stands inside a loop and is not scoped"


def find_fragments(node: nodes.Node) -> Iterator[nodes.Block]:
    return (block for block in node.find_all(nodes.Block) if block.name.startswith(FRAGMENT))


def find_page_names(tree: nodes.Template) -> Iterator[str]:
    """Names bound at the top of a template: they do not exist when one block is rendered."""
    for node in tree.body:
        if isinstance(node, nodes.FromImport):
            yield from (name[1] if isinstance(name, tuple) else name for name in node.names)
        elif isinstance(node, nodes.Import):
            yield node.target
        elif isinstance(node, nodes.Macro):
            yield node.name
        elif isinstance(node, nodes.Assign | nodes.AssignBlock):
            yield from find_targets(node.target)


def find_targets(target: nodes.Node) -> Iterator[str]:
    if isinstance(target, nodes.Name):
        yield target.name
    else:
        yield from (name.name for name in target.find_all(nodes.Name))


def find_free_names(block: nodes.Block) -> set[str]:
    """Names that a block reads and does not bind itself."""
    names = list(block.find_all(nodes.Name))
    bound = {name.name for name in names if name.ctx in {"store", "param"}}
    for imported in block.find_all(nodes.FromImport):
        bound |= {name[1] if isinstance(name, tuple) else name for name in imported.names}
    return {name.name for name in names if name.ctx == "load"} - bound


def find_root_id(block: nodes.Block) -> str | None:
    """The id of the element that a block begins with; an expression in the tag counts as a gap."""
    first = next((node for node in block.body if not is_blank(node)), None)
    if not isinstance(first, nodes.Output):
        return None
    markup = "".join(part.data if isinstance(part, nodes.TemplateData) else "{}" for part in first.nodes)
    tag = FIRST_TAG.match(markup)
    found = ID.search(tag.group(1)) if tag else None
    return found.group(1) if found else None


def is_blank(node: nodes.Node) -> bool:
    if not isinstance(node, nodes.Output):
        return isinstance(node, nodes.Assign | nodes.AssignBlock | nodes.FromImport | nodes.Import)
    return all(isinstance(part, nodes.TemplateData) and not part.data.strip() for part in node.nodes)


def main() -> int:
    templates = sorted((ROOT / "app").glob("**/templates/**/*.html"))
    faults = [
        f"{path.relative_to(ROOT)}:{fault}"
        for path in templates
        for fault in check_source(path.read_text("utf-8"))
    ]
    print("\n".join(faults) or f"templates: {len(templates)} checked, nothing to say")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
