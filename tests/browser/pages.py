"""Every public page in its states. A new page or state is a line here, and all the checks read it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageState:
    """`path` may name an example of the running site: {listings}, {organisations}, {areas}, {needs}.

    `gathers` marks pages that show what groups say of themselves: their words are not graded.
    """

    name: str
    path: str
    status: int = 200
    gathers: bool = False


PAGES = (
    PageState("home", "/"),
    PageState("results", "/find?q=dad+lost+his+wife+and+wont+go+out", gathers=True),
    PageState("results in an area", "/find?q=somewhere+to+eat+lunch&near=CR0", gathers=True),
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
    PageState("empty list", "/list"),
    PageState("urgent help", "/urgent", gathers=True),
    PageState("how this works", "/how-this-works"),
    PageState("accessibility", "/accessibility"),
    PageState("privacy", "/privacy"),
    PageState("contact", "/contact"),
    PageState("improve", "/improve"),
    PageState("data", "/data"),
    PageState("not found", "/no-such-page", status=404),
)
