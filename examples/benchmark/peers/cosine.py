"""scikit-learn: TF-IDF vectors, and the ten articles with the highest cosine."""

import clock
import numpy as np
import sklearn
from sklearn.feature_extraction.text import TfidfVectorizer


def build(articles, _):
    return TfidfVectorizer().fit_transform(clock.text(a) for a in articles)


def lists(vectors, step):
    """Multiplies blocks of rows with all rows: vectors are of length 1."""
    count = vectors.shape[0]
    length = min(clock.LENGTH, count - 1)
    size = max(1, 10_000_000 // count)  # 80 MB of cosines at a time
    every = np.arange(0, count, step)
    everyone = vectors.T.tocsr()
    related = []
    for start in range(0, len(every), size):
        rows = every[start : start + size]
        scores = (vectors[rows] @ everyone).toarray()
        scores[np.arange(len(rows)), rows] = 0  # not the article itself
        for row, best in zip(scores, np.argpartition(scores, -length, axis=1)[:, -length:]):
            best = best[np.argsort(-row[best], kind="stable")]
            related.append([int(i) for i in best if row[i] > 0])
    return related


clock.run(sklearn.__version__, build, lists)
