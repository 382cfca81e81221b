"""What to tell a person about trouble with backups, a restore, a check or a salvage."""

from crm_desktop.text import mark

BACKUP_PROBLEMS: dict[str, str] = {
    "backup_disk_full": mark(
        "The disk of {path} is full: no backup was made. Your file and the older backups are as"
        " they were. Free some space, or choose another folder for backups."
    ),
    "backup_cannot_write": mark(
        "{path} can't be written ({reason}): no backup was made. Your file and the older backups"
        " are as they were. Choose another folder for backups."
    ),
    "backup_folder_missing": mark(
        "The folder {path} for backups is not there: no backup was made. Plug its drive in, or"
        " choose another folder."
    ),
    "backup_not_same": mark(
        "The new backup was not the same as your file and was thrown away; the older ones are as"
        " they were. Check the disk of {path}, or choose another folder for backups."
    ),
    "backup_under_way": mark(
        "Another program is making a backup in {path} right now. Wait until it is done."
    ),
    "backup_beside": mark(
        "{path} for backups can't be used now; the backup was made beside your file. Plug its"
        " drive in, or choose another folder."
    ),
    "second_disk_full": mark(
        "The backup was made, but its copy was not: the disk of {path} is full. Free some space"
        " there, or choose another second folder."
    ),
    "second_folder_missing": mark(
        "The backup was made, but its copy was not: the folder {path} is not there. Plug its drive"
        " in, or choose another second folder."
    ),
    "second_cannot_write": mark(
        "The backup was made, but its copy was not: {path} can't be written ({reason}). Choose"
        " another second folder."
    ),
    "backup_damaged": mark(
        "The backup {path} is damaged. Nothing was changed. Choose another one."
    ),
    "restore_no_room": mark(
        "There is no room in {path} for the restored file. Nothing was changed. Free some space"
        " and try again."
    ),
    "restore_waits": mark(
        "Restoring {path} could not be finished ({reason}). Nothing is lost: open the file again"
        " once that is mended, and the restore is finished first."
    ),
    "check_no_room": mark(
        "A check needs as much room in {path} as the file is large, and there is none. Nothing was"
        " changed. Free some space and try again."
    ),
    "nothing_to_salvage": mark(
        "Nothing can be read of {path}: what says where its records lie is destroyed. It is as it"
        " was, and no new file was made. Restore a backup of it."
    ),
    "backup_unknown": mark(
        "There is no backup with the number {number}. “{command}” lists those there are."
    ),
    "file_mendable": mark(
        "{path} is not well, but no record is touched. Mend it with “{program} check --mend”."
    ),
    "file_unwell": mark(
        "{path} is not well. Restore a backup, or save what can be read with “{program} salvage"
        " --to PATH”."
    ),
}
