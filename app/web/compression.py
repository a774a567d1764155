"""Answers are sent compressed; what nearly every answer is, a page for a browser that knows zstd, goes a short way."""

import threading

from flask import Response, current_app, request
from flask_compress import Compress
from flask_compress.compat import compression

_SMALLEST = 500
_PAGE = "text/html; charset=utf-8"
_own = threading.local()


class Compression(Compress):
    """Flask-Compress, which chooses and compares for each answer, for everything that is not such a page."""

    def after_request(self, response: Response | None) -> Response:
        wanted = request.headers.get("Accept-Encoding", "")
        if response is None or "zstd" not in wanted or ";q=" in wanted or not _is_page(response):
            answer: Response = super().after_request(response)
            return answer
        data = response.get_data()
        if len(data) >= _SMALLEST:
            response.set_data(_compress(data))
            response.headers["Content-Encoding"] = "zstd"
        response.vary.add("Accept-Encoding")
        return response


def _is_page(response: Response) -> bool:
    headers = response.headers
    return (
        response.status_code == 200
        and not response.is_streamed
        and headers.get("Content-Type") == _PAGE
        and "ETag" not in headers
        and "Content-Encoding" not in headers
    )


def _compress(data: bytes) -> bytes:
    """One frame. A compressor is worth keeping: making one takes as long as a page. It belongs to its thread."""
    compressor = getattr(_own, "compressor", None)
    if compressor is None:
        compressor = _own.compressor = compression.zstd.ZstdCompressor(
            level=current_app.config["COMPRESS_ZSTD_LEVEL"]
        )
    frame: bytes = compressor.compress(data, compressor.FLUSH_FRAME)
    return frame
