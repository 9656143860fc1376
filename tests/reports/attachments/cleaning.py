"""Run the real child on bytes."""

import pytest

from reports.attachments import child
from reports.attachments.cleaner.formats import Format
from reports.attachments.cleaner.refusals import Refusal
from reports.attachments.errors import Refused


def clean(data: bytes) -> tuple[Format, bytes]:
    with child.cleaned([data]) as file:
        return file.format, b"".join(file.body)


def refusal(data: bytes) -> Refusal:
    with pytest.raises(Refused) as refused:
        clean(data)
    return refused.value.refusal
