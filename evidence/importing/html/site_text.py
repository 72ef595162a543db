"""Blocks that lead about the site and are no part of the page's text, told by their links, their words, their place."""

from __future__ import annotations

import re
from collections.abc import Collection

from evidence.importing.html.blocks import Piece
from evidence.importing.html.furniture import left_out
from evidence.importing.html.layout_tables import LABEL_ALONE
from evidence.importing.html.note_regions import NOTES_HEADING
from evidence.importing.records import BlockKind, Problem
from evidence.importing.text.page_heading import BACK_TO_TOP, is_boilerplate
from evidence.importing.text.site_lines import is_about_page, is_site_line

_ABOUT_SITE = re.compile(
    r"\b(?:this (?:web)?site|website|javascript|your browser|beta version|archived)\b", re.IGNORECASE
)
_IMPRINT = re.compile(r"(?:©|\(c\) ?|crown copyright|copyright \d{4}|all content is available under)", re.IGNORECASE)
_TURN = re.compile(r"[«‹←<\s]*(?:previous|next|back to|return to|up to)\b.{0,80}", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"(?:related|latest|news|share|follow us|more (?:in|on|from|like)|see also|explore|useful links"
    r"|(?:is|was) this page (?:useful|helpful)|leave a (?:reply|comment)|give feedback|report a problem).{0,40}",
    re.IGNORECASE,
)
_TO_VISITORS = re.compile(
    r"\b(?:logged in|log in|sign in|your email|post a comment|comments? (?:are )?closed)\b", re.IGNORECASE
)
_CONTENTS = re.compile(r"(?:table of )?contents|on this page|in this (?:section|chapter|page)", re.IGNORECASE)
_DOWNLOAD = re.compile(r"(?:download|print|view|open|read)\b", re.IGNORECASE)
_FILE = re.compile(r"\.(?:pdf|docx?|epub|odt|rtf|zip)(?:[?#]|$)", re.IGNORECASE)
_BESIDE = 3  # blocks
_NOTICE = 40  # words; a site's notice is no longer
_SHORT = 25


def trim_pieces(
    file: str, pieces: list[Piece], titles: Collection[str], targets: Collection[str]
) -> tuple[list[Piece], list[Problem]]:
    """Leaves out what stands above the page's heading, its own contents, ways back and the site's last lines."""
    start = next((place for place, piece in enumerate(pieces) if piece.heading == 1), None)
    dropped = _before_heading(pieces[:start], titles) if start is not None else _leading_menu(pieces)
    dropped |= {place for place, piece in enumerate(pieces) if BACK_TO_TOP.match(piece.text) and not piece.quotes}
    dropped |= _own_contents(pieces, targets)
    dropped |= {place for place, piece in enumerate(pieces) if _is_download(piece)}
    dropped |= _about_page(pieces)
    dropped |= _empty_notes_headings(pieces, dropped)
    dropped |= _at_end(pieces, dropped)
    dropped |= _empty_notes_headings(pieces, dropped)
    problems = [left_out(file, pieces[at].line, "the site’s own text", pieces[at].text) for at in sorted(dropped)]
    return [piece for place, piece in enumerate(pieces) if place not in dropped], problems


def _is_menu(piece: Piece) -> bool:
    return piece.only_links and not piece.markers and not piece.heading and not LABEL_ALONE.fullmatch(piece.text)


def _before_heading(pieces: list[Piece], titles: Collection[str]) -> set[int]:
    """Menus, crumbs, notices and the site's name above the page's heading."""
    known = {title.casefold() for title in titles}
    menus = {id(piece.element.parent) for piece in pieces if _is_menu(piece)}
    return {
        place
        for place, piece in enumerate(pieces)
        if not piece.heading and (_is_menu(piece) or piece.text.casefold() in known or _is_notice(piece, menus))
    }


def _is_notice(piece: Piece, menus: Collection[int]) -> bool:
    words = len(piece.text.split())
    crumb = piece.kind is BlockKind.LIST_ITEM and id(piece.element.parent) in menus and words < _SHORT
    notice = words < _NOTICE and (
        is_boilerplate(piece.text) or is_site_line(piece.text) or _ABOUT_SITE.search(piece.text)
    )
    return bool((crumb or notice) and not piece.markers)


def _leading_menu(pieces: list[Piece]) -> set[int]:
    """Links before anything else; a page of nothing but links is a list of sources and stays."""
    first = next((place for place, piece in enumerate(pieces) if not _is_menu(piece)), 0)
    return set(range(first))


def _own_contents(pieces: list[Piece], targets: Collection[str]) -> set[int]:
    """A list of links to the page's own headings, where it repeats their words."""
    headings = {piece.text.casefold() for piece in pieces if piece.heading}
    items = {
        place
        for place, piece in enumerate(pieces)
        if _is_menu(piece) and not piece.quotes and piece.text.casefold() in headings and _links_inside(piece, targets)
    }
    if len(items) < 2:
        return set()
    return items | {at - 1 for at in items if at and _CONTENTS.fullmatch(pieces[at - 1].text)}


def _links_inside(piece: Piece, targets: Collection[str]) -> bool:
    links = [
        part.attributes["href"] for part in piece.element.elements() if part.tag == "a" and "href" in part.attributes
    ]
    return bool(links) and all(link.startswith("#") and link[1:] in targets for link in links)


def _about_page(pieces: list[Piece]) -> set[int]:
    """When the site posted or changed the page, and how to take it away, on lines beside the page’s heading."""
    heading = next((place for place, piece in enumerate(pieces) if piece.heading == 1), None)
    first = 0 if heading is None else max(0, heading - 1)
    near = range(first, min(len(pieces), (heading or 0) + _BESIDE))
    return {
        place
        for place in near
        if not pieces[place].heading and not pieces[place].markers and is_about_page(pieces[place].text)
    }


def _is_download(piece: Piece) -> bool:
    """A block that is one link to the page as a file: "Download this chapter (PDF)"."""
    links = [part.attributes["href"] for part in piece.element.elements() if "href" in part.attributes]
    file = len(links) == 1 and _FILE.search(links[0]) is not None
    return file and _is_menu(piece) and not piece.quotes and _DOWNLOAD.match(piece.text) is not None


def _empty_notes_headings(pieces: list[Piece], dropped: Collection[int]) -> set[int]:
    """Headings "Notes" whose notes have been taken out from under them."""
    found: set[int] = set()
    following: Piece | None = None
    for place in range(len(pieces) - 1, -1, -1):
        piece = pieces[place]
        if place in dropped:
            continue
        empty = following is None or bool(following.heading) or bool(BACK_TO_TOP.match(following.text))
        if empty and (piece.heading or piece.bold) and NOTES_HEADING.fullmatch(piece.text):
            found.add(place)
        else:
            following = piece
    return found


def _at_end(pieces: list[Piece], dropped: Collection[int]) -> set[int]:
    """Links to other pages and imprints after the last text."""
    found: set[int] = set()
    menus: list[int] = []
    for place in range(len(pieces) - 1, 0, -1):
        piece = pieces[place]
        if place in dropped:
            continue
        short = len(piece.text.split()) < _SHORT and not piece.markers and not piece.quotes
        alone = piece.heading and place == len(pieces) - 1  # nothing beneath it
        if piece.heading and (menus or alone) and _ELSEWHERE.fullmatch(piece.text):
            found.update((place, *menus))
            menus = []
        elif short and not piece.heading and _TO_VISITORS.search(piece.text):
            menus.append(place)
        elif short and not menus and (_IMPRINT.match(piece.text) or (_is_menu(piece) and _TURN.fullmatch(piece.text))):
            found.add(place)
        elif short and not piece.heading and is_site_line(piece.text):
            found.update((place, *menus))
            menus = []
        elif _is_menu(piece) and short:
            menus.append(place)
        else:
            break
    return found
