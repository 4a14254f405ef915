"""All documents that the readers are tried with."""

from collections.abc import Mapping

from tests.support import office_corpus, pdf_corpus
from tests.support.corpus_case import Case
from tests.support.made_pdfs import image_only, locked

__all__ = ["CORPUS", "image_only", "locked"]

CORPUS: Mapping[str, Case] = {
    **pdf_corpus.GOOD,
    **pdf_corpus.HOSTILE,
    **office_corpus.GOOD,
    **office_corpus.HOSTILE,
}
