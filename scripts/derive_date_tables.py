"""Write cleaner/text/tables/dates.json: names of months and days, halves of the day, relative times.

    python scripts/derive_date_tables.py

Source: Unicode CLDR, read through Babel (a tool of development, not needed at run time).
CLDR is © Unicode, Inc. and licensed under the Unicode License v3; see tables/README.md.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import babel
from babel import Locale, localedata

from cleaner.text.dates.chars import phrase_key

OUT = Path(__file__).parents[1] / "cleaner" / "text" / "tables" / "dates.json"

# language → the CLDR locales whose spellings it takes in
LOCALES = {
    "af": "af", "am": "am", "ar": "ar ar_IQ ar_LB ar_SY ar_DZ ar_TN ar_MA ar_MR", "az": "az", "be": "be", "bg": "bg",
    "bn": "bn", "bs": "bs", "ca": "ca", "cs": "cs", "cy": "cy", "da": "da", "de": "de de_AT", "el": "el",
    "en": "en en_GB en_AU en_CA en_IN", "es": "es es_MX es_US es_AR", "et": "et", "eu": "eu", "fa": "fa fa_AF",
    "fi": "fi", "fil": "fil", "fr": "fr fr_CA fr_CH", "ga": "ga", "gl": "gl", "gu": "gu", "he": "he", "hi": "hi",
    "hr": "hr", "hu": "hu", "hy": "hy", "id": "id", "is": "is", "it": "it", "ja": "ja", "ka": "ka", "kk": "kk",
    "km": "km", "ko": "ko", "ky": "ky", "lt": "lt", "lv": "lv", "mk": "mk", "mn": "mn", "mr": "mr", "ms": "ms",
    "nb": "nb", "ne": "ne", "nl": "nl", "nn": "nn", "pa": "pa", "pl": "pl", "ps": "ps", "pt": "pt pt_PT",
    "ro": "ro", "ru": "ru", "sk": "sk", "sl": "sl", "sq": "sq", "sr": "sr sr_Latn", "sv": "sv", "sw": "sw",
    "ta": "ta", "te": "te", "th": "th", "tr": "tr", "uk": "uk", "ur": "ur", "uz": "uz uz_Cyrl", "vi": "vi",
    "zh": "zh zh_Hant",
}  # fmt: skip
UNITS = ("second", "minute", "hour", "day", "week", "month", "year")
FORMS = ("format", "stand-alone")


def main() -> None:
    tables = {language: derive(locales.split()) for language, locales in LOCALES.items()}
    head = {"": f"CLDR through Babel {babel.__version__}; see README.md"}
    lines = [f"{json.dumps(key)}: {_lines(value)}" for key, value in {**head, **tables}.items()]
    OUT.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def _lines(value: object) -> str:
    if not isinstance(value, dict):
        return json.dumps(value)
    rows = (f"  {json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in value.items())
    return "{\n" + ",\n".join(rows) + "\n}"


def derive(locales: list[str]) -> dict[str, object]:
    months: dict[str, int] = {}
    days: dict[str, int] = {}
    halves: dict[str, set[str]] = {"am": set(), "pm": set()}
    ago: set[str] = set()
    for name in locales:
        localedata._cache.clear()  # Babel's aliases of one locale leak into the next
        locale = Locale.parse(name)
        for form in FORMS:
            for width in ("wide", "abbreviated"):
                for number, word in locale.months.get(form, {}).get(width, {}).items():
                    if re.fullmatch(r"[\d月월\s.-]+", word) is None:
                        months.setdefault(phrase_key(word), number)
                for number, word in locale.days.get(form, {}).get(width, {}).items():
                    days.setdefault(phrase_key(word), number + 1)
            for width in ("wide", "abbreviated"):
                for half in halves:
                    if word := locale.day_periods.get(form, {}).get(width, {}).get(half):
                        halves[half].add(phrase_key(word))
        ago |= set(past_forms(locale))
    months.pop("", None)
    days.pop("", None)
    return {
        "months": months,
        "days": days,
        **{half: sorted(words - {""}) for half, words in halves.items()},
        "ago": sorted(ago),
    }


def past_forms(locale: Locale) -> Iterator[str]:
    """`before {0} after` of each unit and width, as words: `{0} hours ago`."""
    fields = locale._data["date_fields"]
    for unit in UNITS:
        for width in ("", "-short", "-narrow"):
            past = fields.get(unit + width, {}).get("past", {})
            for form in dict(past).values():
                if "{0}" in form and form[0] not in "-−–+":
                    before, _, after = form.partition("{0}")
                    yield f"{phrase_key(before)}#{phrase_key(after)}"


if __name__ == "__main__":
    main()
