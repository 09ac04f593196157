"""SQLite FTS5: a MATCH for any of an article's keywords, by rank (BM25)."""

import sqlite3

import clock


def build(articles, keywords):
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE articles USING fts5(title, tags, text)")
    with database:
        database.executemany(
            "INSERT INTO articles (rowid, title, tags, text) VALUES (?, ?, ?, ?)",
            (
                (i, a.get("title", ""), " ".join(a.get("tags", [])), a.get("summary", "") + "\n" + a.get("content_text", ""))
                for i, a in enumerate(articles)
            ),
        )
        database.execute("INSERT INTO articles (articles) VALUES ('optimize')")
    return database, keywords


def lists(index, step):
    database, keywords = index
    related = []
    for i in range(0, len(keywords), step):
        if not keywords[i]:
            related.append([])
            continue
        query = " OR ".join(f'"{word}"' for word in keywords[i])
        rows = database.execute(
            "SELECT rowid FROM articles WHERE articles MATCH ? ORDER BY rank LIMIT ?", (query, clock.LENGTH + 1)
        )
        related.append([row for (row,) in rows if row != i][: clock.LENGTH])
    return related


clock.run(sqlite3.sqlite_version, build, lists)
