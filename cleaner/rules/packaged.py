"""Where the packaged rules are, and the prose that they must leave."""

from __future__ import annotations

from pathlib import Path


def packaged_files() -> tuple[tuple[Path, str, str | None], ...]:
    """(path, name in messages, language) of each packaged file; None where it speaks of all.

    A wheel carries them beside this module; a checkout has them in its `rules` folder.
    """
    folder = _folder("packaged", "rules")
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


def protected_files() -> tuple[tuple[Path, str], ...]:
    """(path, language) of each file of lines that no rule may take; none where they are not packaged."""
    folder = _folder("protected", "tests/protected")
    return tuple((path, path.stem) for path in sorted(folder.glob("*.txt")))


def _folder(installed: str, checkout: str) -> Path:
    """A folder beside this module, as a wheel has it, else the one in the checkout."""
    here = Path(__file__).parent
    return here / installed if (here / installed).is_dir() else here.parents[1] / checkout
