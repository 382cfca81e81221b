"""Folders of services that copy, and drives of other computers, are known by sight."""

from pathlib import PurePosixPath

import pytest

from crm_desktop.services.shared_places import disk_kind, shared_place

MOUNTS = """\
overlay / overlay rw 0 0
/dev/sda1 /work-disk ext4 rw 0 0
//server/share /work-disk/me/Our\\040team cifs rw 0 0
server:/data /mnt/data nfs4 rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - Contoso", "OneDrive"),
        ("Dropbox/Sales", "Dropbox"),
        ("Dropbox (Personal)", "Dropbox"),
        ("iCloud Drive", "iCloud"),
        ("Library/Mobile Documents/com~apple~CloudDocs/crm", "iCloud"),
        ("Library/CloudStorage/GoogleDrive-me@x.com/My Drive", "Google Drive"),
        ("我的坚果云/客户", "坚果云 Nutstore"),
        ("Nutstore Files/1", "坚果云 Nutstore"),
        ("BaiduSyncdisk", "百度网盘 Baidu Netdisk"),
        ("百度网盘同步空间", "百度网盘 Baidu Netdisk"),
        ("Documents", None),
        ("Dropboxes of customers", None),
        ("Onedrivers", None),
    ],
)
def test_a_folder_of_a_service_is_known_by_its_name(tmp_path, folder, service):
    place = tmp_path / folder
    place.mkdir(parents=True)

    assert shared_place(place / "customers.crm", {}) == service


def test_a_folder_of_another_name_is_known_by_what_the_service_keeps_in_it(tmp_path):
    (tmp_path / "Work" / "Clients").mkdir(parents=True)
    (tmp_path / "Work" / ".stfolder").mkdir()

    assert shared_place(tmp_path / "Work" / "Clients" / "customers.crm", {}) == "Syncthing"


def test_a_moved_folder_is_known_by_what_the_system_says(tmp_path):
    environ = {"OneDrive": str(tmp_path / "Elsewhere")}

    assert shared_place(tmp_path / "Elsewhere" / "a" / "customers.crm", environ) == "OneDrive"
    assert shared_place(tmp_path / "Elsewhere too" / "customers.crm", environ) is None


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/work-disk/me/customers.crm", "ext4"),
        ("/work-disk/me/Our team/customers.crm", "cifs"),
        ("/mnt/data/customers.crm", "nfs4"),
        ("/customers.crm", "overlay"),
    ],
)
def test_the_disk_of_a_file_is_the_nearest_one_above_it(path, kind):
    assert disk_kind(PurePosixPath(path), MOUNTS) == kind
