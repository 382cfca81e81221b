"""The full-text table of search, beside the tables of SQLModel."""

SHORTEST = 3
"""Shorter beginnings than so many letters have no index of their own: most of them are met by so
many cards that testing the best ones is faster, and each would make a bulk load a tenth slower."""

STATEMENTS = (
    (
        f"CREATE VIRTUAL TABLE search USING fts5(tokens, columnsize=0, prefix='{SHORTEST} 4',"
        " tokenize='unicode61 remove_diacritics 0 categories ''L* M* N* Co''')"
    ),
    # What is deleted leaves the index at once, not at some later merge.
    "INSERT INTO search (search, rank) VALUES ('secure-delete', 1)",
    # 4 MB of terms are gathered before they are written: more leaves the processor's cache.
    "INSERT INTO search (search, rank) VALUES ('hashsize', 4194304)",
)
"""The SQL that makes it, in order. The tokeniser keeps terms as `index_tokens` writes them."""
