"""The peers: the same pages over the same listings, as their own frameworks' documentation would write them.

What makes the comparison fair, and where it leans, it leans towards the peers:

- the same 20 listings a page with the same fields, in the same mark-up; the benchmark prints both weights;
- one gunicorn process with the sync worker, gunicorn's default. That worker closes each connection after its
  answer; how much of a difference that makes is shown by asking poai with a new connection each time too;
- results come from an FTS5 table (bm25, stemmed) with the words of the sentence joined by OR, and a count: no
  spelling, no needs, no urgent words, no reasons, no counts beside the filters, no next date worked out;
- times, places, costs and freshness are stored as the sentences that are shown; poai works them out;
- no translation, no compression, no security headers but Django's own, no sessions, no logged-in user;
- one connection to the database, opened once and kept; templates are compiled once and kept.
"""
