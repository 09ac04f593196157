"""What worker.go does, for the peers in Python."""

import json
import sys
import time

LENGTH = 10


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def clock(work):
    """Runs work and returns its result and cost."""
    cpu, wall = time.process_time(), time.perf_counter()
    result = work()
    cost = {"cpu_seconds": time.process_time() - cpu, "wall_seconds": time.perf_counter() - wall}
    return result, cost


def run(version, build, lists):
    """build gets articles and keywords; lists gets what it returned, and the step."""
    articles_file, keywords_file, step, result_file = sys.argv[1:]
    articles, keywords = lines(articles_file), lines(keywords_file)
    index, build_cost = clock(lambda: build(articles, keywords))
    related, lists_cost = clock(lambda: lists(index, int(step)))
    with open(result_file, "w", encoding="utf-8") as file:
        json.dump({"version": version, "build": build_cost, "lists": lists_cost, "related": related}, file)


def text(article):
    """All that is written in an article, as article.all in article.go."""
    parts = [article.get("title", ""), *article.get("tags", []), article.get("summary", "")]
    return "\n".join([*parts, article.get("content_text", "")])
