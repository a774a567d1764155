import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import repeat

import pytest

from bench.client import CONNECTIONS, UnexpectedAnswer, fire, length_of, status_of
from bench.visitor import Visitor, token_in

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nUra\n"


@contextmanager
def answering(answer: bytes) -> Iterator[int]:
    """A server of this machine that gives the same answer to every request, in two pieces."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        threads = [threading.Thread(target=_serve, args=(server, answer)) for _ in range(CONNECTIONS)]
        for thread in threads:
            thread.start()
        yield server.getsockname()[1]
        for thread in threads:
            thread.join()


def _serve(server: socket.socket, answer: bytes) -> None:
    connection, _address = server.accept()
    with connection, suppress(ConnectionError):
        while connection.recv(65_536):
            connection.sendall(answer[:10])
            connection.sendall(answer[10:])


def test_every_request_gets_its_answer_and_is_timed() -> None:
    with answering(ANSWER) as port:
        volley = fire(port, iter([Visitor(port).get("/")] * 10), 200, seconds=5)
    assert len(volley.took) == 10
    assert set(volley.sizes) == {len(ANSWER)}
    assert all(took > 0 for took in volley.took)
    assert volley.rate == pytest.approx(10 / volley.seconds)


def test_a_slice_ends_when_its_time_is_over() -> None:
    with answering(ANSWER) as port:
        volley = fire(port, repeat(Visitor(port).get("/")), 200, seconds=0.05)
    assert 0.05 <= volley.seconds < 2


def test_an_error_page_is_not_measured() -> None:
    with answering(ANSWER) as port, pytest.raises(UnexpectedAnswer, match="status 200 instead of 303"):
        fire(port, iter([Visitor(port).get("/")] * CONNECTIONS), 303, seconds=5)


@pytest.mark.parametrize("length", range(len(ANSWER) - 4))
def test_while_the_head_is_not_all_there_the_length_is_unknown(length: int) -> None:
    assert length_of(ANSWER[:length]) in {0, len(ANSWER)}
    assert (length_of(ANSWER[:length]) > 0) is (b"\r\n\r\n" in ANSWER[:length])


def test_an_answer_that_does_not_say_its_length_is_refused() -> None:
    with pytest.raises(UnexpectedAnswer):
        length_of(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")


def test_what_is_no_http_is_refused() -> None:
    assert status_of(ANSWER) == 200
    with pytest.raises(UnexpectedAnswer):
        status_of(b"SSH-2.0")


def test_a_form_is_sent_as_a_browser_sends_it() -> None:
    head, _, body = Visitor(8000, "ura_session=x").post("/send", {"name": "Ç & é"}).partition(b"\r\n\r\n")
    assert body == b"name=%C3%87+%26+%C3%A9"
    assert b"Content-Length: 22\r\n" in head
    assert b"Cookie: ura_session=x" in head
    assert b"Origin: http://127.0.0.1:8000\r\n" in head


def test_the_token_of_a_form_is_found() -> None:
    assert token_in('<input type="hidden" name="csrf_token" value="abc">') == "abc"
    with pytest.raises(UnexpectedAnswer):
        token_in("<p>no form</p>")
