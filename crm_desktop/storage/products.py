"""The products we sell, by name."""

from crm_desktop.storage.reading import Reading


def product_names(reading: Reading) -> dict[int, str]:
    """Return the name of every product by key, in the order of the names."""
    rows = reading.rows("SELECT id, name FROM product ORDER BY name, id")
    return dict(rows)


def product_named(reading: Reading, name: str) -> int | None:
    """Return the product of exactly this name, the oldest of several; None without one."""
    found = reading.one("SELECT id FROM product WHERE name = ? ORDER BY id LIMIT 1", (name,))
    return found[0] if found else None
