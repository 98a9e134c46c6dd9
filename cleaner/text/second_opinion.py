"""langdetect, seeded and set up once: the second opinion on a text's language."""

from __future__ import annotations

from threading import Lock
from typing import Protocol


class _Detector(Protocol):
    def append(self, text: str) -> None: ...
    def detect(self) -> str: ...


_NAMES = {"zh-cn": "zh", "zh-tw": "zh"}
_lock = Lock()
_factory: list[object] = []


def detect(text: str) -> str | None:
    """Langdetect's language of the text, None where it finds nothing to go by.

    Setting it up takes a second, and an answer some milliseconds. It has a factory of its own,
    because the one that langdetect shares is neither seeded nor safe in several threads.
    """
    from langdetect.lang_detect_exception import LangDetectException  # noqa: PLC0415

    from cleaner.text.quick_detector import QuickDetector  # noqa: PLC0415

    with _lock:
        if not _factory:
            _factory.append(_make_factory())
        detector: _Detector = QuickDetector(_factory[0])
        detector.append(text)
        try:
            language = detector.detect()
        except LangDetectException:
            return None  # no letters that it knows
    return None if language == "unknown" else _NAMES.get(language, language)


def _make_factory() -> object:
    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory  # noqa: PLC0415

    factory = DetectorFactory()
    factory.seed = 0
    factory.load_profile(PROFILES_DIRECTORY)
    made: object = factory
    return made
