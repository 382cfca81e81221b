"""Searching on every keystroke: time of a mix of queries, and that nothing is missed."""

from collections.abc import Iterator
from random import Random
from shutil import copyfile
from time import perf_counter

from measure import Row, Sample, best_ms, percentile

from crm_desktop.language.pinyin import toneless
from crm_desktop.language.search_tokens import Phrase, query_tokens
from crm_desktop.storage import search_index
from crm_desktop.storage.database import Database, open_file
from crm_desktop.storage.reading import Reading
from crm_desktop.storage.search import find

CHECKED = 12
SCREENFUL = 50
LIMITS_MS = {100_000: 4.0, 1_000_000: 20.0}


def rows(sample: Sample) -> Iterator[Row]:
    """Measure what a keystroke costs at the 95th percentile, recall, and building the index."""
    database = open_file(sample.path)
    with database.read() as reading:
        mix = queries(reading, Random(5))
        for query in mix[:40]:
            find(reading, query)
        for limit in (SCREENFUL, 200):
            taken = [_timed(reading, query, limit) for query in mix]
            p95 = percentile(taken, 0.95)
            note = (
                f"{len(mix)} queries, median {percentile(taken, 0.5):.2f}, worst {max(taken):.1f}"
            )
            most = LIMITS_MS.get(sample.customers) if limit == SCREENFUL else None
            yield Row(f"search p95, the best {limit}", p95, most, "ms", note)
        if sample.customers <= 100_000:
            yield _missed(reading, mix)
    database.close()
    if sample.customers <= 100_000:
        yield _built(sample)


def queries(reading: Reading, random: Random) -> list[str]:
    """Return what people type for cards of the file, from one letter on."""
    found = reading.one("SELECT max(id) FROM customer")
    last = found[0] if found else 1
    mix = []
    for _ in range(60):
        key = random.randrange(1, last + 1)
        ((name, city),) = reading.rows("SELECT name, city FROM customer WHERE id = ?", (key,))
        points = reading.rows(
            "SELECT value FROM contact_point JOIN affiliation USING (contact_id)"
            " WHERE affiliation.customer_id = ? ORDER BY contact_point.id",
            (key,),
        )
        phone, mail = points[0][0], points[1][0]
        sounds = toneless(name)
        mix += [name, name[:1], name[:2], name[-2:], "".join(sounds), "".join(sounds)[:4]]
        mix += ["".join(sound[0] for sound in sounds), phone, phone[-4:], phone[:3], mail[:5]]
        mix += [city, f"{name[:1]} {phone[-3:]}"]
    return mix


def _timed(reading: Reading, query: str, limit: int) -> float:
    """Return the better of three, so that what else the machine does is not measured."""
    return best_ms(lambda: find(reading, query, limit=limit), times=3)


def _missed(reading: Reading, mix: list[str]) -> Row:
    """Compare with the exact predicate, card by card."""
    texts = reading.rows("SELECT rowid, tokens FROM search")
    missed = wrong = 0
    for query in mix[:: len(mix) // CHECKED]:
        tokens = query_tokens(query)
        wanted = {
            key
            for key, text in texts
            if all(any(_written(one) in text for one in token.alternatives) for token in tokens)
        }
        got = set(find(reading, query, limit=len(texts)))
        missed += len(wanted - got)
        wrong += len(got - wanted)
    return Row("cards missed or found wrongly", missed + wrong, 0, "cards", f"{CHECKED} queries")


def _written(phrase: Phrase) -> str:
    return f" {' '.join(phrase.terms)}" + ("" if phrase.is_prefix else " ")


def _built(sample: Sample) -> Row:
    database = Database(copyfile(sample.path, sample.scratch / "index.crm"))
    with database.write("measured") as work:
        start = perf_counter()
        search_index.rebuild(work)
        seconds = perf_counter() - start
    database.close()
    return Row("build the search index", seconds * 100_000 / sample.customers, 1.2, "s per 100,000")
