import numpy as np
import pytest

from dragoman.evaluate.ngrams import letter_ngrams, tfidf_kernel, word_ngrams


def test_word_ngrams_are_lower_case_runs_of_words():
    assert list(word_ngrams("Talks in Doha", longest=2)) == ["talks", "in", "doha", "talks in", "in doha"]


def test_letter_ngrams_stay_within_a_word():
    assert list(letter_ngrams("Go on", shortest=4, longest=4)) == [" go ", " on "]


def test_kernel_is_a_cosine_and_rare_words_weigh_more():
    kernel = tfidf_kernel(["they shelled Homs", "they shelled Idlib", "they met"], word_ngrams)
    assert kernel.diagonal() == pytest.approx([1, 1, 1])
    assert np.allclose(kernel, kernel.T)
    assert kernel[0, 1] > kernel[0, 2] > 0


def test_an_empty_text_is_like_nothing():
    kernel = tfidf_kernel(["", "they met"], word_ngrams)
    assert kernel[0, 1] == 0
    assert np.isfinite(kernel).all()
