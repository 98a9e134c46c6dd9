"""Who has an id: kept on the disk, told as it was said."""

import subprocess
import sys

import pytest

from cleaner.engines.holders import Holder, Holders


@pytest.fixture
def holders():
    made = Holders()
    yield made
    made.close()


def test_the_first_page_with_an_id_has_it(holders):
    assert holders.claim("a", "a.txt", "1") is None
    assert holders.claim("b", "b.txt", "2") is None
    assert holders.claim("a", "c.txt", "1") == Holder("a.txt", is_same=False)
    assert holders.claim("a", "a.txt", "3") == Holder("a.txt", is_same=False)
    assert holders.claim("a", "a.txt", "1") == Holder("a.txt", is_same=True)


def test_names_that_are_not_unicode_are_told_as_they_are(holders):
    assert holders.claim("caf\udce9", "caf\udce9.txt", "1") is None
    assert holders.claim("caf\udce9", "b.txt", "2") == Holder("caf\udce9.txt", is_same=False)


FULL = """
import resource, signal
from cleaner.engines.holders import Holders
from cleaner.errors import UsageError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.RLIM_INFINITY))
holders = Holders()
try:
    for number in range(100_000):
        holders.claim(str(number), "a.txt", "1")
except UsageError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs limits of a POSIX system")
def test_a_full_disk_is_told():
    words = [sys.executable, "-c", FULL]
    answer = subprocess.run(words, capture_output=True, text=True, timeout=60, check=True)
    assert answer.stdout.startswith("temporary files: ")
    assert answer.stdout.endswith("; make room, or name another folder with TMPDIR\n")
