"""From files, folders and streams to pages: one file a format, one line in `READERS` each."""

from cleaner.readers.decode import Decoded, DecodeError, decode_html, decode_text
from cleaner.readers.fields import FieldError, known_from
from cleaner.readers.formats import READERS, Reader
from cleaner.readers.html import is_html
from cleaner.readers.inputs import (
    check_inputs,
    measure_inputs,
    measure_sources,
    read_inputs,
    read_parcels,
    taken,
)
from cleaner.readers.limits import Limits
from cleaner.readers.parcel import Parcel, open_parcel
from cleaner.readers.source import Known, Source, Terms

__all__ = [
    "READERS",
    "DecodeError",
    "Decoded",
    "FieldError",
    "Known",
    "Limits",
    "Parcel",
    "Reader",
    "Source",
    "Terms",
    "check_inputs",
    "decode_html",
    "decode_text",
    "is_html",
    "known_from",
    "measure_inputs",
    "measure_sources",
    "open_parcel",
    "read_inputs",
    "read_parcels",
    "taken",
]
