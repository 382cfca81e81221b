"""The full-text table of search, beside the tables of SQLModel."""

STATEMENTS = (
    (
        "CREATE VIRTUAL TABLE search USING fts5(tokens, columnsize=0, prefix='1 2 3 4',"
        " tokenize='unicode61 remove_diacritics 0 categories ''L* M* N* Co''')"
    ),
    # What is deleted leaves the index at once, not at some later merge.
    "INSERT INTO search (search, rank) VALUES ('secure-delete', 1)",
    # 64 MB of terms are gathered before they are written, which halves the time of a bulk load.
    "INSERT INTO search (search, rank) VALUES ('hashsize', 67108864)",
)
"""The SQL that makes it, in order. The tokeniser keeps terms as `index_tokens` writes them."""
