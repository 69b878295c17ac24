"""One module a page: its queries, and a function that reads the database for it.

Each function takes a connection and what was asked, and gives what the page's template shows and its JSON says: plain
dicts, lists, texts and numbers; None where there is no such page. Nothing here knows of Datasette.
"""
