from pathlib import Path

import pytest

from scripts.translations import Project, check, update

PEOPLE = """
from app.kernel.i18n import gettext as _, ngettext
A = _("Open a file")
B = ngettext("%(num)s person", "%(num)s people", 2)
"""
TEMPLATE = (
    "{% extends 'base.html' %}{% block content %}<h1>{{ _('Hello %(name)s', name=name) }}</h1>{% endblock %}"
)
COMPLETE = """
msgid ""
msgstr ""
"Language: sq\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Open a file"
msgstr "Hap një dosje"

msgid "%(num)s person"
msgid_plural "%(num)s people"
msgstr[0] "%(num)s person"
msgstr[1] "%(num)s persona"

msgid "Hello %(name)s"
msgstr "Përshëndetje %(name)s"
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """One package with three texts, all translated."""
    (tmp_path / "people" / "templates" / "people").mkdir(parents=True)
    (tmp_path / "people" / "words.py").write_text(PEOPLE, "utf-8")
    (tmp_path / "people" / "templates" / "people" / "show.html").write_text(TEMPLATE, "utf-8")
    project = Project(tmp_path)
    project.catalogues.mkdir(parents=True)
    project.get_catalogue("people").write_text(COMPLETE, "utf-8")
    return project


def change(project: Project, old: str, new: str) -> None:
    path = project.get_catalogue("people")
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_complete_catalogue_has_no_fault(project: Project) -> None:
    assert check(project) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('msgstr "Hap një dosje"', 'msgstr ""', "people.po: not translated “Open a file”"),
        ('msgid "Open a file"', '#, fuzzy\nmsgid "Open a file"', "people.po: fuzzy “Open a file”"),
        ('msgid "Open a file"', 'msgid "Close a file"', "people.po: unused “Close a file”"),
        ('msgid "Open a file"', 'msgid "Close a file"', "people.po: missing “Open a file”"),
        (
            "tje %(name)s",
            "tje %(emri)s",
            "people.po: other placeholders in the translation of “Hello %(name)s”",
        ),
        (
            "%(num)s persona",
            "persona",
            "people.po: other placeholders in the translation of “%(num)s person”",
        ),
        ('msgstr[1] "%(num)s persona"', 'msgstr[1] ""', "people.po: not translated “%(num)s person”"),
    ],
)
def test_each_fault_of_a_catalogue_is_found(project: Project, old: str, new: str, fault: str) -> None:
    change(project, old, new)
    assert fault in check(project)


def test_a_missing_catalogue_is_found(project: Project) -> None:
    project.get_catalogue("people").unlink()
    assert len(check(project)) == 3


def test_one_english_text_is_one_albanian_text(project: Project) -> None:
    (project.app / "places").mkdir()
    (project.app / "places" / "words.py").write_text('X = _l("Open a file")', "utf-8")
    project.get_catalogue("places").write_text('msgid "Open a file"\nmsgstr "Hape dosjen"\n', "utf-8")
    assert [fault for fault in check(project) if "translated differently" in fault]


def test_update_adds_what_is_missing_and_removes_what_is_unused(project: Project) -> None:
    change(project, 'msgid "Open a file"', 'msgid "Close a file"')
    assert update(project) == ["people.po: 1 added, 1 removed"]
    assert check(project) == ["people.po: not translated “Open a file”"]
    assert "Përshëndetje %(name)s" in project.get_catalogue("people").read_text("utf-8")


def test_update_of_an_up_to_date_catalogue_changes_no_byte(project: Project) -> None:
    update(project)
    before = project.get_catalogue("people").read_bytes()
    assert update(project) == []
    assert project.get_catalogue("people").read_bytes() == before


def test_update_removes_the_catalogue_of_a_package_that_says_nothing(project: Project) -> None:
    project.get_catalogue("gone").write_text('msgid "Old"\nmsgstr "Vjetër"\n', "utf-8")
    update(project)
    assert not project.get_catalogue("gone").exists()
