"""How long work reports where it is and learns that it should stop."""

from typing import Protocol


class CancelledError(Exception):
    """The user stopped a job; nothing of it was kept."""


class Progress(Protocol):
    """A listener of a running job."""

    def report(self, done: int, total: int) -> None:
        """Tell that ``done`` of ``total`` steps are finished; raises CancelledError to stop."""


class NoProgress:
    """A listener that hears nothing and never stops a job."""

    def report(self, done: int, total: int) -> None:
        """Do nothing."""
