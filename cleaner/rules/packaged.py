"""Where the packaged rules are."""

from __future__ import annotations

from pathlib import Path


def packaged_files() -> tuple[tuple[Path, str], ...]:
    """(path, name in messages) of each packaged file, in the order in which they are read.

    A wheel carries them beside this module; a checkout has them in its `rules` folder.
    """
    here = Path(__file__).parent
    installed = here / "packaged"
    folder = installed if installed.is_dir() else here.parents[1] / "rules"
    paths = [folder / "site_boilerplate.yaml", *sorted((folder / "languages").glob("*.yaml"))]
    return tuple((path, f"rules/{path.relative_to(folder).as_posix()}") for path in paths)
