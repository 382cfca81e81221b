"""Folders that another program copies elsewhere, and drives of other computers, known by sight.

A file that is written there may be copied halfway, or written on two computers at once.
"""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePath
from types import MappingProxyType

NETWORK = "network"
"""What :func:`shared_place` returns for a drive of another computer."""

_BY_NAME: Mapping[str, str] = MappingProxyType(
    {
        "onedrive": "OneDrive",
        "dropbox": "Dropbox",
        "icloud drive": "iCloud",
        "icloud~": "iCloud",
        "iclouddrive": "iCloud",
        "mobile documents": "iCloud",
        "com~apple~clouddocs": "iCloud",
        "google drive": "Google Drive",
        "googledrive": "Google Drive",
        "nutstore": "坚果云 Nutstore",
        "坚果云": "坚果云 Nutstore",
        "我的坚果云": "坚果云 Nutstore",
        "baidusyncdisk": "百度网盘 Baidu Netdisk",
        "baidunetdisk": "百度网盘 Baidu Netdisk",
        "百度网盘": "百度网盘 Baidu Netdisk",
        "百度云": "百度网盘 Baidu Netdisk",
        "weiyun": "微云 Weiyun",
        "微云": "微云 Weiyun",
        "wpsdrive": "WPS 云盘",
        "wps云盘": "WPS 云盘",
        "nextcloud": "Nextcloud",
        "owncloud": "ownCloud",
        "seafile": "Seafile",
        "megasync": "MEGA",
        "pclouddrive": "pCloud",
        "box sync": "Box",
    }
)
"""How the folder of a service begins, in small letters, and what people call the service."""

_BY_MARK: Mapping[str, str] = MappingProxyType(
    {
        ".dropbox": "Dropbox",
        ".dropbox.cache": "Dropbox",
        ".tmp.drivedownload": "Google Drive",
        ".nutstore": "坚果云 Nutstore",
        ".stfolder": "Syncthing",
        ".seafile-data": "Seafile",
    }
)
"""What a service keeps in its folder, whatever a person called it."""

_VARIABLES: Mapping[str, str] = MappingProxyType(
    {"OneDrive": "OneDrive", "OneDriveCommercial": "OneDrive", "OneDriveConsumer": "OneDrive"}
)
_NETWORK_DISKS = frozenset(
    {
        *("nfs", "nfs4", "cifs", "smb", "smbfs", "smb2", "smb3", "afpfs", "ncpfs", "afs", "ceph"),
        *("webdav", "davfs", "fuse.davfs2", "fuse.sshfs", "fuse.rclone", "fuse.glusterfs"),
    }
)
_REMOTE_DRIVE = 4
_MOUNTS = Path("/proc/self/mounts")
_ASKED_FOR_S = 5


def shared_place(path: Path, environ: Mapping[str, str]) -> str | None:
    """Return the service whose folder a file lies in, :data:`NETWORK`, or None.

    Looks at names and at a few small files; runs off the UI thread where a drive may be slow.
    """
    real = Path(path).resolve()
    return _service(real, environ) or (NETWORK if _is_remote(real) else None)


def disk_kind(path: PurePath, mounts: str) -> str:
    """Return the kind of disk a path lies on by a list of mounts of Linux; empty for none."""
    best, kind = 0, ""
    for line in mounts.splitlines():
        words = line.split(" ")
        if len(words) < 3:
            continue
        point = words[1].replace("\\040", " ")
        if len(point) >= best and path.is_relative_to(point):
            best, kind = len(point), words[2]
    return kind


def _service(path: Path, environ: Mapping[str, str]) -> str | None:
    for variable, name in _VARIABLES.items():
        folder = environ.get(variable)
        if folder and path.is_relative_to(folder):
            return name
    found = (_service_of(folder) for folder in _folders(path))
    return next((name for name in found if name is not None), None)


def _folders(path: Path) -> Iterator[Path]:
    """Yield the folders above a file but for the root, which is nobody's."""
    yield from (one for one in path.parents if one != one.parent)


def _service_of(folder: Path) -> str | None:
    name = folder.name.casefold()
    if folder.parent.name == "CloudStorage":  # macOS calls them Service-account
        return _BY_NAME.get(name.partition("-")[0], folder.name.partition("-")[0])
    for start, service in _BY_NAME.items():
        rest = name.removeprefix(start)
        if rest != name and not (rest[:1].isascii() and rest[:1].isalpha()):
            return service
    for mark, service in _BY_MARK.items():
        if _is_there(folder / mark):
            # The home folder holds what a service keeps for itself; it copies none of it.
            return service if folder != Path.home() else None
    return None


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


def _is_remote(path: Path) -> bool:
    """Return whether a file lies on another computer; False where the system does not say."""
    if str(path).startswith("\\\\"):
        return True
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.kernel32.GetDriveTypeW(path.anchor) == _REMOTE_DRIVE)
    mounts = _mounts_of_mac() if sys.platform == "darwin" else _read(_MOUNTS)
    return disk_kind(path, mounts) in _NETWORK_DISKS


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _mounts_of_mac() -> str:
    """Return what macOS tells of its disks in the form of Linux: `device point kind`."""
    command = ["/sbin/mount"]
    try:
        told = subprocess.run(  # noqa: S603 (a program of the system, without any input)
            command, capture_output=True, text=True, timeout=_ASKED_FOR_S, check=False
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return ""
    return "\n".join(map(_in_form_of_linux, told.splitlines()))


def _in_form_of_linux(line: str) -> str:
    """Rewrite `//me@host/share on /Volumes/share (smbfs, nodev)`."""
    device, _, rest = line.partition(" on ")
    point, _, kinds = rest.rpartition(" (")
    spaced = point.replace(" ", "\\040")
    return f"{device.replace(' ', '_')} {spaced} {kinds.split(',')[0].strip(') ')}"
