"""Notes on violence, trafficking and health: who opens them, what it takes to break the glass, what a dump shows."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from app.kernel import clock
from app.kernel.actor import Actor, Role
from app.kernel.db import db
from app.kernel.errors import Refused
from app.kernel.sealing import set_data_keys
from app.people.domain import NoteKind
from app.people.models import SealedNote
from app.people.services import SealedNoteWritten, open_sealed_note, reseal_notes, write_sealed_note
from tests.conftest import Acting, Browse
from tests.factories import KORCE, make_actor
from tests.factories.accounts import make_membership
from tests.factories.people import make_broken_glass, make_person, make_sealed_note
from tests.support.browsing import settle
from tests.support.databases import Database
from tests.support.mailbox import deliver_mails

SECRET = "Kërkon strehë nga bashkëshorti"
REASON = "Fëmija nuk dihet ku është që mbrëmë"


@pytest.fixture
def keys() -> Iterator[None]:
    """Keys of their own; afterwards those of the application again."""
    from app.config import DEVELOPMENT_DATA_KEY

    yield
    set_data_keys([DEVELOPMENT_DATA_KEY])


def write(actor: Actor, person_id: UUID, *readers: UUID) -> UUID:
    return write_sealed_note(
        actor, person_id, SealedNoteWritten(NoteKind.VIOLENCE, SECRET, frozenset(readers))
    )


def test_the_writer_and_named_colleagues_open_a_note_and_nobody_else_sees_what_it_is_about(
    database: Database, browse: Browse
) -> None:
    writer, reader, other = (make_actor(Role.SOCIAL_WORKER, name=name) for name in ("Ana", "Besa", "Drita"))
    make_membership(reader)
    person_id = make_person()
    page = f"/people/{person_id}"
    answer = browse(writer).post(
        f"{page}/sealed/new", {"kind": "violence", "text": SECRET, "reader_ids": [str(reader.user_id)]}
    )
    assert answer.status_code == 303
    note_id = db.session.scalars(select(SealedNote.id), execution_options={"unscoped": "a test looks"}).one()
    for actor, status in ((writer, 200), (reader, 200), (other, 403)):
        opened = browse(actor).post(f"{page}/sealed/{note_id}/open")
        assert opened.status_code == status
        assert (SECRET in opened.text) is (status == 200)
    seen = browse(other).get(page).text
    assert "Ana, Besa" in seen
    assert SECRET not in seen
    assert "Violence" not in seen


def test_only_colleagues_of_the_municipality_can_be_named(database: Database, browse: Browse) -> None:
    far, near = make_actor(Role.SOCIAL_WORKER, KORCE), make_actor(Role.COORDINATOR)
    make_membership(far)
    make_membership(near)
    answer = browse(make_actor(Role.SOCIAL_WORKER)).post(
        f"/people/{make_person()}/sealed/new",
        {"kind": "health", "text": SECRET, "reader_ids": [str(near.user_id), str(far.user_id)]},
    )
    assert answer.status_code == 422
    assert SECRET in answer.text


def test_breaking_the_glass_needs_a_sentence_lasts_an_hour_and_is_told(
    database: Database, browse: Browse
) -> None:
    make_membership(make_actor(Role.DATA_PROTECTION_OFFICER))
    person_id = make_person(given_name="Parwana")
    note_id = make_sealed_note(person_id, SECRET)
    worker = browse(make_actor(Role.SOCIAL_WORKER))
    note = f"/people/{person_id}/sealed/{note_id}"
    assert worker.post(f"{note}/break-glass", {"reason": "duhet"}).status_code == 422
    assert worker.post(f"{note}/open").status_code == 403
    assert worker.post(f"{note}/break-glass", {"reason": REASON}).status_code == 303
    assert SECRET in worker.post(f"{note}/open").text
    (mail,) = deliver_mails(database)
    assert not [word for word in (SECRET, REASON, "Parwana", "TR-") if word in mail.as_string()]
    assert "/audit/broken-glass" in mail.get_content()
    with clock.set_to(clock.now() + timedelta(minutes=59)):
        assert worker.post(f"{note}/open").status_code == 200
    with clock.set_to(clock.now() + timedelta(minutes=59, seconds=90)):
        # The browser is still signed in: only the glass has closed.
        worker.get("/people")
        assert worker.post(f"{note}/open").status_code == 403


def test_the_officer_reads_reasons_of_her_municipality_by_code_name_and_keeps_a_finding(
    database: Database, browse: Browse
) -> None:
    person_id = make_person(given_name="Parwana")
    note_id = make_sealed_note(person_id, SECRET)
    near = make_broken_glass(note_id)
    far = make_broken_glass(make_sealed_note(make_person(KORCE)), KORCE)
    officer = browse(make_actor(Role.DATA_PROTECTION_OFFICER))
    text = officer.get("/audit/broken-glass").text
    assert "TR-7K4M-2Q" in text
    assert str(near) in text
    assert not [word for word in ("Parwana", SECRET, str(far)) if word in text]
    data = {"finding": "not_justified", "version": 1}
    assert officer.post(f"/audit/broken-glass/{near}", data).status_code == 303
    assert officer.post(f"/audit/broken-glass/{near}", data).status_code == 409
    assert "It was not right to open the note" in officer.get("/audit/broken-glass").text


def test_the_database_holds_no_plain_text_of_a_note(database: Database, acting: Acting) -> None:
    writer = make_actor(Role.SOCIAL_WORKER)
    person_id = make_person()
    with acting(writer):
        write(writer, person_id)
    settle()
    dump = dump_of(database)
    assert "sealed_note" in dump
    assert SECRET not in dump
    assert "strehë nga" not in dump
    assert NoteKind.VIOLENCE.value not in dump


def dump_of(database: Database) -> str:
    """Every value of every table; the file itself too, where there is one."""
    engine = db.engine
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("SELECT set_config('ura.scope', 'all', false)")
        texts = [
            f"{table.name}: {tuple(row)}"
            for table in db.metadata.sorted_tables
            for row in connection.execute(select(table))
            if table.name not in {"catalogue_entry", "gazetteer_place"}
        ]
        connection.rollback()
    if engine.dialect.name == "sqlite" and engine.url.database:
        for suffix in ("", "-wal"):
            assert SECRET.encode() not in Path(f"{engine.url.database}{suffix}").read_bytes()
    return "\n".join(texts)


@pytest.mark.usefixtures("keys")
def test_a_new_key_seals_all_notes_again_and_the_old_one_can_be_forgotten(
    database: Database, acting: Acting
) -> None:
    writer = make_actor(Role.SOCIAL_WORKER)
    person_id = make_person()
    set_data_keys(["the-old-key"])
    with acting(writer):
        note_id = write(writer, person_id)
        set_data_keys(["the-new-key", "the-old-key"])
        assert open_sealed_note(writer, person_id, note_id) == (NoteKind.VIOLENCE, SECRET)
        assert reseal_notes() == 1
        set_data_keys(["the-new-key"])
        assert open_sealed_note(writer, person_id, note_id)[1] == SECRET


@pytest.mark.usefixtures("keys")
def test_without_its_key_a_note_stays_closed_and_says_why(database: Database, browse: Browse) -> None:
    writer = make_actor(Role.SOCIAL_WORKER)
    person_id = make_person()
    note_id = make_sealed_note(person_id, SECRET, readers=[writer.user_id])
    browser = browse(writer)
    set_data_keys(["another-key"])
    answer = browser.post(f"/people/{person_id}/sealed/{note_id}/open")
    assert answer.status_code == 409
    assert "The note cannot be opened" in answer.text


def test_a_sealed_text_moved_to_another_note_does_not_open(database: Database, acting: Acting) -> None:
    writer = make_actor(Role.SOCIAL_WORKER)
    mine = make_person()
    other = make_sealed_note(make_person(), SECRET, readers=[])
    note_id = make_sealed_note(mine, "Merr insulinë", readers=[writer.user_id])
    with acting(writer):
        rows = {row.id: row for row in db.session.scalars(select(SealedNote))}
        rows[note_id].sealed = rows[other].sealed
        with pytest.raises(Refused, match="seal_cannot_be_opened"):
            open_sealed_note(writer, mine, note_id)
