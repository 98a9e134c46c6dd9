"""Whether the installed package works away from the checkout: run it with the Python that has it.

Standard library only. It goes to an empty folder, so that nothing of the checkout is found.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

PAGE = """Council opens bridge to cyclists

The city council opened the old railway bridge to cyclists on Monday, two years after it closed.

Share this article
"""


def main() -> None:
    """Run `clean` as a user would and look at what it prints."""
    clean = Path(sys.executable).with_name("clean")
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        Path("page.txt").write_text(PAGE, encoding="utf-8")
        version = subprocess.run([clean, "--version"], check=True, capture_output=True, text=True)
        done = subprocess.run(
            [clean, "page.txt", "-o", "-"], check=True, capture_output=True, text=True
        )
        record = json.loads(done.stdout)
        assert record["title"] == "Council opens bridge to cyclists", record
        assert record["text"].startswith("The city council opened"), record
        assert [one["category"] for one in record["removed"]] == ["share"], record
        subprocess.run([clean, "page.txt", "-o", "corpus"], check=True, capture_output=True)
        subprocess.run([clean, "verify", "corpus"], check=True, capture_output=True)
        print(version.stdout.strip(), "works in an empty folder")


main()
