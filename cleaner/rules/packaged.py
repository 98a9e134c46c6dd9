"""Where the packaged rules are."""

from __future__ import annotations

from pathlib import Path


def packaged_files() -> tuple[tuple[Path, str, str | None], ...]:
    """(path, name in messages, language) of each packaged file; None where it speaks of all.

    A wheel carries them beside this module; a checkout has them in its `rules` folder.
    """
    here = Path(__file__).parent
    installed = here / "packaged"
    folder = installed if installed.is_dir() else here.parents[1] / "rules"
    general = folder / "site_boilerplate.yaml"
    return (
        (general, f"rules/{general.name}", None),
        *(
            (path, f"rules/outlets/{path.name}", None)
            for path in sorted((folder / "outlets").glob("*.yaml"))
        ),
        *(
            (path, f"rules/languages/{path.name}", path.stem)
            for path in sorted((folder / "languages").glob("*.yaml"))
        ),
    )
