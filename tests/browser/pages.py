"""Every public page in its states. A new page or state is a line here, and all the checks read it.

Those for which people sign in are in staff_pages.py.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageState:
    """`path` may name an example of the running site: {listings}, {organisations}, {areas}, {needs}; where somebody
    is signed in, {team}, {person} and {account} too.

    `gathers` marks pages that show what groups say of themselves: their words are not graded. `role` is that of
    whoever is signed in (tests/browser/office.py), `half` if they have only given a password.
    """

    name: str
    path: str
    status: int = 200
    gathers: bool = False
    role: str = ""
    half: bool = False


PAGES = (
    PageState("results with more heard", "/find?q=keep+fit+on+tuesdays+near+purley", gathers=True),
    PageState("home", "/"),
    PageState("results", "/find?q=dad+lost+his+wife+and+wont+go+out", gathers=True),
    PageState("results in an area", "/find?q=somewhere+to+eat+lunch&where=Purley", gathers=True),
    PageState("results over the border", "/find?q=lonely&where=SW16+2AA", gathers=True),
    PageState("results for a place not known", "/find?q=lonely&where=qwertyville", gathers=True),
    PageState("results narrowed", "/find?q=lonely&free=yes&drop-in=yes&day=MO&day=TU", gathers=True),
    PageState("results narrowed to none", "/find?q=dementia&free=yes&way=online&day=SU", gathers=True),
    PageState("results that nobody lists", "/find?q=i+cannot+cut+my+toenails", gathers=True),
    PageState("last page of results", "/find?q=meeting+people&page=999", gathers=True),
    PageState("results for nothing typed", "/find?q="),
    PageState("results for gibberish", "/find?q=zzxxqv+wwqqk", gathers=True),
    PageState("results with urgent words", "/find?q=i+want+to+end+it", gathers=True),
    PageState("results for long text", "/find?q=" + "lonely+" * 140, gathers=True),
    PageState("listing", "/listings/{listings}", gathers=True),
    PageState("organisation", "/organisations/{organisations}", gathers=True),
    PageState("areas", "/areas"),
    PageState("area", "/areas/{areas}", gathers=True),
    PageState("places to ask", "/ask", gathers=True),
    PageState("a to z", "/a-to-z", gathers=True),
    PageState("needs", "/needs"),
    PageState("need", "/needs/{needs}", gathers=True),
    PageState("guided way", "/guided"),
    PageState("guided way at its end", "/guided?statement=healthy-active&answered=where"),
    PageState("empty list", "/list"),
    PageState("shared list", "/list?show={listings},gone", gathers=True),
    PageState("urgent help", "/urgent", gathers=True),
    PageState("how this works", "/how-this-works"),
    PageState("accessibility", "/accessibility"),
    PageState("privacy", "/privacy"),
    PageState("contact", "/contact"),
    PageState("improve", "/improve"),
    PageState("data", "/data"),
    PageState("fewer traces", "/if-someone-might-see"),
    PageState("not found", "/no-such-page", status=404),
)
