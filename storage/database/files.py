"""Files that hold people's data are readable by whoever runs the bot, and by nobody else."""

from __future__ import annotations

import os
from pathlib import Path

OWN_FILE, OWN_FOLDER = 0o600, 0o700


def own_folder(path: Path) -> None:
    """Makes the folder where it is missing; one that is there belongs to its owner and stays as it is."""
    if not path.is_dir():
        path.mkdir(parents=True, exist_ok=True, mode=OWN_FOLDER)
        path.chmod(OWN_FOLDER)  # whatever the umask


def own_file(path: Path) -> None:
    """Makes the file, empty, where it is missing, and keeps others from reading it; so are those that SQLite
    lays beside it, which get the rights of the database. Somebody else's file stays as it is.
    """
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, OWN_FILE))
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm", f"{path.name}-journal"):
        beside = path.with_name(name)
        if beside.exists() and beside.stat().st_uid == os.geteuid():
            beside.chmod(OWN_FILE)
