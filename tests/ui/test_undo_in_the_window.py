"""What is undone in the window is what the person means, and what they are told."""

from crm_desktop.domain.changes import Kind
from crm_desktop.services import card_edits
from crm_desktop.ui.notices import Notice

CUSTOMER = 1


def write(workspace, notice="", **values):
    database = workspace.database
    workspace.write(
        lambda: card_edits.set_fields(database, Kind.CUSTOMER, CUSTOMER, values), notice=notice
    )


def stored(workspace):
    with workspace.database.read() as reading:
        found = reading.get(Kind.CUSTOMER, CUSTOMER)
    return found.city, found.source


def heard(workspace) -> list[Notice]:
    found: list[Notice] = []
    workspace.noticed.connect(found.append)
    return found


def test_the_button_of_a_notice_undoes_what_it_tells_of(host, workspace):
    city, _ = stored(workspace)
    notices = heard(workspace)
    write(workspace, "City changed", city="Leeds")
    write(workspace, source="Fair")
    host.tasks.drain()

    notices[0].act()
    host.tasks.drain()

    assert stored(workspace) == (city, "Fair")
    assert "city" in notices[-1].text.casefold()


def test_the_button_of_a_notice_pressed_twice_undoes_nothing_else(host, workspace):
    write(workspace, source="Fair")
    host.tasks.drain()
    notices = heard(workspace)
    write(workspace, "City changed", city="Leeds")
    host.tasks.drain()

    notices[0].act()
    notices[0].act()
    host.tasks.drain()

    assert stored(workspace)[1] == "Fair"
    assert len(notices) == 2


def test_undo_asked_for_while_a_write_waits_takes_that_write_back(host, workspace):
    city, _ = stored(workspace)
    write(workspace, source="Fair")
    host.tasks.drain()
    write(workspace, city="Leeds")

    workspace.undo()
    host.tasks.drain()

    assert stored(workspace) == (city, "Fair")


def test_two_undos_at_once_tell_of_one_each(host, workspace):
    write(workspace, city="Leeds")
    write(workspace, source="Fair")
    host.tasks.drain()
    notices = heard(workspace)

    for _ in range(3):
        workspace.undo()
    host.tasks.drain()

    texts = [notice.text for notice in notices]
    assert len(texts) == len(set(texts)) == 2
