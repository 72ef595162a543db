"""What must not be shown is masked where it is stored, so that every page, file and index is right by itself.

    withhold(redaction)   the words, and every copy of them, are replaced by masks; their originals are kept apart
    lift(redaction, …)    the originals are put back
    withhold_again(…)     what was lifted is hidden again, on its words as they stand now
    preview(redaction)    what withholding would do

An import works on the words themselves: it calls ``reveal`` before it writes and ``conceal`` after, in its one
transaction. Search is not this room's: whoever withholds or lifts hands the paragraphs concerned to the index,
before the transaction ends.
"""

from evidence.withholding.again import NotPossibleError
from evidence.withholding.deciding import Effect, lift, preview, withhold, withhold_again
from evidence.withholding.marks import Notice, notice_at, with_marks
from evidence.withholding.masking import Changed, conceal, reveal, withheld_words, without_withheld

__all__ = [
    "Changed",
    "Effect",
    "NotPossibleError",
    "Notice",
    "conceal",
    "lift",
    "notice_at",
    "preview",
    "reveal",
    "with_marks",
    "withheld_words",
    "withhold",
    "withhold_again",
    "without_withheld",
]
