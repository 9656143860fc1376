"""Hand a file out as a download that no browser will run, a piece at a time."""

from collections.abc import Iterator

from django.http import StreamingHttpResponse

from reports.attachments.facts import Facts


def download(facts: Facts, content: Iterator[bytes]) -> StreamingHttpResponse:
    # The first piece is opened before the answer starts, so that a spoiled file is an error page.
    first = next(content, b"")
    return StreamingHttpResponse(
        _pieces(first, content),
        content_type=facts.content_type,
        headers={
            "Content-Length": str(facts.size),
            "Content-Disposition": f'attachment; filename="{facts.filename}"',
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": "no-store",
        },
    )


def _pieces(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest
