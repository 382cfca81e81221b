"""What duplicates are told by, read for all living customers in a few plain queries."""

from collections.abc import Collection, Iterator

from crm_desktop.storage.reading import Reading, Row, id_list

_LIVING = "customer_id IN (SELECT id FROM customer WHERE binned_at IS NULL)"
_CUSTOMERS = (
    "SELECT id, kind, name, latin_name, short_name, tax_number, registration_number, street, city,"
    " postal_code FROM customer WHERE binned_at IS NULL"
)
# Whoever stands in several cards on purpose makes no duplicate of them.
_ONE_PLACE = (
    "SELECT contact_id, min(customer_id) AS customer_id FROM affiliation"
    " GROUP BY contact_id HAVING count(DISTINCT customer_id) = 1"
)
_VALUE = "CASE WHEN normalised = '' THEN value ELSE normalised END"
_POINTS = (
    "SELECT customer_id, {value} FROM contact_point WHERE customer_id IS NOT NULL AND {only}"
    f" UNION ALL SELECT a.customer_id, {{value}} FROM contact_point p JOIN ({_ONE_PLACE}) a"
    " ON a.contact_id = p.contact_id WHERE p.customer_id IS NULL AND {only}"
)
_EMAILS = _POINTS.format(value=f"lower({_VALUE})", only="kind = 'email'")
_PHONES = _POINTS.format(value=_VALUE, only="kind IN ('phone', 'mobile')")
_BIRTHDAYS = (
    "SELECT customer_id, year, month, day FROM important_date"
    " WHERE kind = 'birthday' AND NOT lunar AND customer_id IS NOT NULL"
)
_NUMBERS = (
    f"SELECT customer_id, name, value FROM custom_field WHERE length(value) >= 6 AND {_LIVING}"
)


def customers(reading: Reading) -> Iterator[Row]:
    """Yield (id, kind, name, latin, short, tax, registration, street, city, postcode)."""
    yield from reading.stream(_CUSTOMERS)


def last_key(reading: Reading) -> int:
    """Return the highest key of a customer, 1 where there is none."""
    found = reading.one("SELECT max(id) FROM customer")
    return int(found[0] or 1) if found else 1


def emails(reading: Reading) -> list[Row]:
    """Return (customer, address) of customers and of the people who are at one alone."""
    return reading.rows(_EMAILS)


def phones(reading: Reading) -> list[Row]:
    """Return (customer, number) of customers and of the people who are at one alone."""
    return reading.rows(_PHONES)


def birthdays(reading: Reading) -> list[Row]:
    """Return (customer, year, month, day) by the sun; a lunar day is compared by nobody."""
    return reading.rows(_BIRTHDAYS)


def custom_values(reading: Reading) -> list[Row]:
    """Return (customer, heading, value) of longer values in fields of the user."""
    return reading.rows(_NUMBERS)


def card_names(reading: Reading, keys: Collection[int]) -> list[Row]:
    """Return (customer, name, external id, city, kind) of these living customers."""
    return reading.rows(
        "SELECT customer_id, name, external_id, city, kind FROM listing"
        f" WHERE customer_id IN ({id_list(keys)})"
    )


def points_of(reading: Reading, keys: Collection[int], *, is_email: bool) -> list[Row]:
    """Return (customer, address or number) of these customers and of all their people."""
    only = "kind = 'email'" if is_email else "kind IN ('phone', 'mobile')"
    among = id_list(keys)
    return reading.rows(
        f"SELECT customer_id, {_VALUE} FROM contact_point WHERE customer_id IN ({among}) AND {only}"
        f" UNION ALL SELECT a.customer_id, {_VALUE} FROM affiliation a JOIN contact_point p"
        f" ON p.contact_id = a.contact_id WHERE a.customer_id IN ({among})"
        f" AND p.customer_id IS NULL AND {only}"
    )


def places(reading: Reading, contact_id: int | None) -> list[int]:
    """Return the customers somebody stands at."""
    sql = "SELECT DISTINCT customer_id FROM affiliation WHERE contact_id = ?"
    return [key for (key,) in reading.rows(sql, (contact_id,))]


def named(reading: Reading, folded: str, most: int) -> list[Row]:
    """Return (customer, name) of the living cards that have exactly this name."""
    return reading.rows(
        "SELECT customer_id, name FROM listing WHERE key_name = ?1"
        " UNION SELECT customer_id, name FROM listing WHERE key_latin = ?1 AND key_latin <> ''"
        " UNION SELECT customer_id, name FROM listing WHERE key_short = ?1 AND key_short <> ''"
        " ORDER BY customer_id LIMIT ?2",
        (folded, most),
    )


def living(reading: Reading) -> set[int]:
    """Return the keys of all customers who are not in the bin."""
    return {key for (key,) in reading.rows("SELECT customer_id FROM listing")}


def official(reading: Reading) -> list[Row]:
    """Return (customer, tax number, registration number) of who has one."""
    return reading.rows(
        "SELECT id, tax_number, registration_number FROM customer"
        " WHERE tax_number <> '' OR registration_number <> ''"
    )


def told_apart(reading: Reading) -> list[Row]:
    """Return the subjects of all pairs a person said are two customers."""
    return reading.rows(
        "SELECT subject FROM dismissal WHERE subject >= 'same:' AND subject < 'same;'"
    )
