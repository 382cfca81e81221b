"""Encrypted customer files: their key, how they are known, and the key file beside them.

The only place that knows the library of ciphers, and it knows nothing of tables.
"""
