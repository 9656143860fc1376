"""Gunicorn's log in the one format: its own lines name the address of whoever sent nonsense."""

from typing import Any

from gunicorn.glogging import Logger

from stagebaken.web.logs import LocationFormatter


class ServerLog(Logger):  # type: ignore[misc]
    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(LocationFormatter())

    def access(self, *_: Any, **__: Any) -> None:
        """Write no line for a request, whatever the options say."""
