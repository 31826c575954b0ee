"""公报: tables, sentences and files of a statistical bulletin, as pure functions over one frozen snapshot.

Nothing here reads a database or a clock: the same snapshot and the same lock give the same text, cells and bytes.
"""
