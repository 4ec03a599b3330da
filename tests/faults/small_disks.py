"""Starts the pages on disks of one megabyte: `python -m tests.faults.small_disks PORT`, in a house.

Files and temporary files lie on a disk each, in a mount namespace of this process, so that nothing of it is left
when the process has ended. Linux; without root rights it needs user namespaces.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from pathlib import Path

CLONE_NEWNS, CLONE_NEWUSER = 0x00020000, 0x10000000
DISKS = ("files", "tmp")  # in the data folder


def main(port: str) -> None:
    _part_from_the_others()
    data = Path(os.environ["GREENROOM_DATA"])
    for disk in DISKS:
        (data / disk).mkdir(exist_ok=True)
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", data / disk], check=True)  # noqa: S607
    os.environ["TMPDIR"] = str(data / "tmp")
    os.execv(sys.executable, [sys.executable, "-m", "greenroom", "web", "--port", port])  # noqa: S606


def _part_from_the_others() -> None:
    """Have mounts of our own, and the right to make them."""
    user, group, libc = os.geteuid(), os.getegid(), ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWNS | (CLONE_NEWUSER if user else 0)):
        sys.exit(f"no mounts of our own: {os.strerror(ctypes.get_errno())}")
    if user:
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"0 {user} 1")
        Path("/proc/self/gid_map").write_text(f"0 {group} 1")
    subprocess.run(["mount", "--make-rprivate", "/"], check=True)  # noqa: S607


if __name__ == "__main__":
    main(sys.argv[1])
