"""Write cleaner/text/tables/dates.json: months, days, halves of the day, relative times.

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

ALONE = (
    "af am az be bg bn bs ca cs cy da el et eu fi fil ga gl gu he hi hr hu hy id is "
    "it ja ka kk km ko ky lt lv mk mn mr ms nb ne nl nn pa pl ps ro ru sk sl sq sv sw "
    "ta te th tr uk ur vi "
)
"""Languages that take the locale of their own name."""

VARIANTS = {
    "ar": "ar ar_IQ ar_LB ar_SY ar_DZ ar_TN ar_MA ar_MR",
    "de": "de de_AT",
    "en": "en en_GB en_AU en_CA en_IN",
    "es": "es es_MX es_US es_AR",
    "fa": "fa fa_AF",
    "fr": "fr fr_CA fr_CH",
    "pt": "pt pt_PT",
    "sr": "sr sr_Latn",
    "uz": "uz uz_Cyrl",
    "zh": "zh zh_Hant",
}
"""Language → the locales whose spellings it takes in."""

UNITS = ("second", "minute", "hour", "day", "week", "month", "year")
FORMS = ("format", "stand-alone")


def main() -> None:
    """Derive all languages and write the file, in the order of their codes."""
    locales = {**{name: name for name in ALONE.split()}, **VARIANTS}
    tables = {language: derive(locales[language].split()) for language in sorted(locales)}
    head = {"": f"CLDR through Babel {babel.__version__}; see README.md"}
    lines = [f"{json.dumps(key)}: {_lines(value)}" for key, value in {**head, **tables}.items()]
    OUT.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def _lines(value: object) -> str:
    if not isinstance(value, dict):
        return json.dumps(value)
    rows = (f"  {json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in value.items())
    return "{\n" + ",\n".join(rows) + "\n}"


def derive(locales: list[str]) -> dict[str, object]:
    """The table of one language: phrases as `phrase_key` spells them."""
    months: dict[str, int] = {}
    days: dict[str, int] = {}
    halves: dict[str, set[str]] = {"am": set(), "pm": set()}
    ago: set[str] = set()
    for name in locales:
        localedata._cache.clear()  # noqa: SLF001 - Babel's aliases of one locale leak into the next
        locale = Locale.parse(name)
        for form in FORMS:
            for width in ("wide", "abbreviated"):
                for number, word in locale.months.get(form, {}).get(width, {}).items():
                    if re.fullmatch(r"[\d月월\s.-]+", word) is None:
                        months.setdefault(phrase_key(word), number)
                for number, word in locale.days.get(form, {}).get(width, {}).items():
                    days.setdefault(phrase_key(word), number + 1)
            for width in ("wide", "abbreviated"):
                for half, words in halves.items():
                    if word := locale.day_periods.get(form, {}).get(width, {}).get(half):
                        words.add(phrase_key(word))
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
    fields = locale._data["date_fields"]  # noqa: SLF001 - no public way
    for unit in UNITS:
        for width in ("", "-short", "-narrow"):
            past = fields.get(unit + width, {}).get("past", {})
            for form in dict(past).values():
                if "{0}" in form and form[0] not in "-−–+":
                    before, _, after = form.partition("{0}")
                    yield f"{phrase_key(before)}#{phrase_key(after)}"


if __name__ == "__main__":
    main()
