"""Looking at a page as a reader's program does."""

from django.http import HttpResponse
from django.test import Client
from selectolax.lexbor import LexborHTMLParser


def shown(client: Client, address: str, status: int = 200) -> LexborHTMLParser:
    """The page at an address, which must answer as expected."""
    response: HttpResponse = client.get(address)
    assert response.status_code == status, f"{address}: {response.status_code}"
    return LexborHTMLParser(response.content.decode())


def words(page: LexborHTMLParser, selector: str = "main") -> str:
    """The text of the first element that matches, runs of white space made one space."""
    element = page.css_first(selector)
    assert element is not None, f"nothing matches {selector}"
    return " ".join(element.text().split())


def addresses(page: LexborHTMLParser, selector: str = "main") -> list[str]:
    """Where the links inside an element lead."""
    return [str(link.attributes["href"]) for link in page.css(f"{selector} a[href]")]
