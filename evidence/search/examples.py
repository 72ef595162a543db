"""What can be written in a search box, by example: the help page shows these, and a test searches every one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """Words to type, what they mean, a text that they find and one that they do not."""

    words: str
    meaning: str
    finds: str
    passes_over: str


@dataclass(frozen=True, slots=True)
class Group:
    """Examples of one kind."""

    title: str
    examples: tuple[Example, ...]


GROUPS = (
    Group(
        "Words",
        (
            Example(
                "safety report",
                "both words, anywhere in the paragraph, in any form",
                "She reported that safety came last.",
                "The safety of the bridge was in doubt.",
            ),
            Example(
                "Café",
                "capital letters and accents make no difference",
                "They met in a cafe.",
                "They met in a canteen.",
            ),
            Example(
                "end-to-end",
                "words joined by a hyphen or an apostrophe stand together, as written",
                "It was encrypted end to end.",
                "From one end to the end of the other.",
            ),
        ),
    ),
    Group(
        "Exact words",
        (
            Example(
                '"duty of care"',
                "these words one after the other, as written; common words count",
                "It owed a duty of care.",
                "Care was the duty of others.",
            ),
            Example(
                '"reports"', "this word as written, in no other form", "The reports were lost.", "The report was lost."
            ),
        ),
    ),
    Group(
        "Either, both, without",
        (
            Example("police OR council", "either; OR is written in capitals", "The council met.", "The board met."),
            Example(
                "risk -assessment", "the first without the second", "The risk was known.", "A risk assessment was made."
            ),
            Example("risk NOT assessment", "the same", "The risk was known.", "A risk assessment was made."),
            Example(
                "(police OR council) report",
                "parentheses say what belongs together",
                "The council reported late.",
                "The police arrived late.",
            ),
        ),
    ),
    Group(
        "Beginnings and spellings",
        (
            Example("regulat*", "words that begin like this", "The regulator was told.", "It was irregular."),
            Example(
                "enquiry~",
                "words spelt nearly like this, with the same first letter",
                "An inquiry; an enquirey.",
                "An inquiry.",
            ),
        ),
    ),
    Group(
        "Near one another",
        (
            Example(
                '"risk children"~10',
                "these words as written, in any order, at most ten words apart",
                "Children were placed at risk.",
                "Risk was discussed. Much later, after the board had met and gone home for the day, so were children.",
            ),
        ),
    ),
)
