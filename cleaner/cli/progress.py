"""What is seen on the standard error while a run goes on: a moving line, or a line now and then."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from cleaner.cli.streams import console, is_terminal, tell
from cleaner.cli.tally import Tally
from cleaner.engines.work import Meter
from cleaner.text.visible import visible_json

FORMS = ("auto", "bar", "plain", "none")
_SECONDS = 0.2
_PLAIN_SECONDS = 30.0
_SURE = 0.01  # of all bytes, before which nobody can say how long the rest takes


@dataclass(slots=True)
class Watch:
    """What there is to see of a run.

    Attributes:
        tally: what it has done.
        meter: how much it has read.
        began: the clock at its beginning, in seconds.
    """

    tally: Tally
    meter: Meter
    began: float = field(default_factory=time.monotonic)

    @property
    def rate(self) -> float:
        """Documents in a second."""
        return self.tally.documents / max(time.monotonic() - self.began, 0.001)

    @property
    def left(self) -> float | None:
        """Seconds that are left, by the bytes that are read; None where nobody can say."""
        if not self.meter.total or self.meter.read < _SURE * self.meter.total:
            return None
        done = min(1.0, self.meter.read / self.meter.total)
        return (time.monotonic() - self.began) * (1 - done) / done

    def line(self) -> str:
        """One line for a log."""
        parts = [f"{self.tally.documents} documents", f"{self.rate:.1f} a second"]
        if self.tally.failed:
            parts.append(f"{self.tally.failed} failed")
        if (left := self.left) is not None:
            parts.append(f"{clock(left)} left")
        return f"cleaning: {', '.join(parts)}"

    def event(self) -> str:
        """The same for a machine."""
        left = self.left
        return visible_json(
            {
                "event": "progress",
                "documents": self.tally.documents,
                "failed": self.tally.failed,
                "per_second": round(self.rate, 1),
                "seconds_left": None if left is None else round(left),
            },
            sort_keys=False,
        )


def clock(seconds: float) -> str:
    """Seconds as a person reads them.

    >>> clock(59), clock(3725)
    ('0:59', '1:02:05')
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def wants_meter(form: str) -> bool:
    """Whether somebody will see how far the reading is."""
    return form in {"bar", "plain"} or (form == "auto" and is_terminal(sys.stderr))


@contextmanager
def progress(watch: Watch, *, form: str, as_json: bool) -> Iterator[None]:
    """Shows how far the run is while the block runs.

    Args:
        watch: what there is to see.
        form: of `FORMS`; `auto` is a moving line on a terminal, and nothing elsewhere.
        as_json: lines are JSON.
    """
    if form == "plain":
        with _repeated(_PLAIN_SECONDS, lambda: tell(watch.event() if as_json else watch.line())):
            yield
    elif form == "bar" or (form == "auto" and is_terminal(sys.stderr) and not as_json):
        with _bar(watch):
            yield
    else:
        yield


@contextmanager
def _bar(watch: Watch) -> Iterator[None]:
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415 - slow to load, used on a terminal only

    bar = Progress(
        TextColumn("cleaning"),
        BarColumn(),
        TextColumn("{task.fields[documents]} documents, {task.fields[rate]:.1f}/s"),
        TextColumn("{task.fields[failed]}", style="red"),
        TimeElapsedColumn(),
        TextColumn("{task.fields[left]}"),
        console=console(stderr=True),
        transient=True,
        redirect_stdout=False,
    )
    task = bar.add_task("", total=None, documents=0, rate=0.0, failed="", left="")

    def show() -> None:
        left = watch.left
        bar.update(
            task,
            total=watch.meter.total or None,
            completed=watch.meter.read,
            documents=watch.tally.documents,
            rate=watch.rate,
            failed=f"{watch.tally.failed} failed" if watch.tally.failed else "",
            left="" if left is None else f"{clock(left)} left",
        )

    with bar, _repeated(_SECONDS, show):
        yield


@contextmanager
def _repeated(seconds: float, act: Callable[[], None]) -> Iterator[None]:
    """Does something again and again while the block runs."""
    ended = threading.Event()

    def follow() -> None:
        while not ended.wait(seconds):
            act()

    watch = threading.Thread(target=follow, daemon=True)
    watch.start()
    try:
        yield
    finally:
        ended.set()
        watch.join()
