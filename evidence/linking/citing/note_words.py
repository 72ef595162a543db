"""Words that tell a citation from what stands around it: signals, words of sentences, words that are no name."""

from __future__ import annotations

import re

# Words beside a reference that are not the person who gave it.
_NO_NAMES = """
    annex appendix application bundle chapter closing compensation conference day decision document exhibit evidence
    full further hearing hearings inquiry interim issues judgment minutes module no note number opening order part
    phase progress report response restriction rule ruling schedule second section seminar session statement
    statements submission submissions table third tr transcript update volume witness
"""
NOT_A_PERSON = frozenset(_NO_NAMES.split())

# What leads up to a citation and does not belong to it.
SIGNAL = re.compile(
    r"(?:(?:and|or|also|but|see|cf\.?|compare|per|e\.?g\.?|i\.?e\.?|in|at|of|to|from|by|generally|for|example|further"
    r"|too|both|again|respectively|particular|citing|quoted|cited|referred|reported|outlined|as|set|out|contrast|refs?)"
    r"\b[,:.]?\s{0,3})+",
    re.IGNORECASE,
)

# Words that make a sentence of the report, and that titles seldom have.
_SENTENCES = """
    is was were are has have had be been being would could should might may did does do said says made gave i it he she
    they we this there which who whom whose that these those not when where because although however will shall must
    can cannot my our if whether since while than issued included became took began commenced states stated added
    succeeded imposed conceded acknowledged indicated concluded noted replied explained suggested infers
"""
PROSE_WORDS = frozenset(_SENTENCES.split())
