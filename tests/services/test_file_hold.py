"""One window a file, also by another name, until its holder lets go or dies."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from crm_desktop.domain.problems import InputError
from crm_desktop.services.file_hold import FileHold, check_free, lock_path


def test_a_held_file_is_refused_to_others_until_it_is_let_go(customer_file):
    hold = FileHold.take(customer_file)

    with pytest.raises(InputError, match="file_held"):
        FileHold.take(customer_file)
    with pytest.raises(InputError, match="file_held"):
        check_free(customer_file)
    hold.let_go()
    hold.let_go()

    check_free(customer_file)
    assert not lock_path(customer_file).exists()


def test_a_link_is_the_same_file(customer_file, tmp_path):
    link = tmp_path / "link.crm"
    link.symlink_to(customer_file)
    hold = FileHold.take(customer_file)

    with pytest.raises(InputError, match="file_held"):
        FileHold.take(link)
    hold.let_go()


def test_a_killed_holder_holds_nothing(customer_file):
    code = (
        "import sys, time; from pathlib import Path;"
        "from crm_desktop.services.file_hold import FileHold;"
        "hold = FileHold.take(Path(sys.argv[1])); print('held', flush=True); time.sleep(60)"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", code, str(customer_file)],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert child.stdout.readline() == b"held\n"
    with pytest.raises(InputError, match="file_held"):
        check_free(customer_file)
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()

    FileHold.take(customer_file).let_go()


def test_a_folder_that_may_not_be_written_holds_nothing(tmp_path):
    hold = FileHold.take(tmp_path / "missing" / "customers.crm")

    hold.let_go()


def test_a_lock_that_can_not_be_removed_is_let_go_all_the_same(customer_file):
    """As on a drive that was pulled; a folder stands for it."""
    hold = FileHold.take(customer_file)
    lock_path(customer_file).unlink()
    lock_path(customer_file).mkdir()

    hold.let_go()
    lock_path(customer_file).rmdir()

    FileHold.take(customer_file).let_go()
