"""Django's view and address of one worker's caseload."""

from django.core.paginator import Paginator
from django.db.models import (
    Case,
    Count,
    DateField,
    Exists,
    F,
    Max,
    Min,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from bench.caseload.models import Concern, Message, Note, Person, Referral, Snooze
from bench.caseload.peer import LABELS, SOON, TODAY

OPEN = ("sent", "received", "waiting", "accepted", "in-progress")


def sorted_people(worker: str) -> QuerySet[Person]:
    """A worker's people, the most pressing first."""
    awake = ~Q(Exists(Snooze.objects.filter(referral=OuterRef("referrals"), until__gt=TODAY)))
    unseen = Concern.objects.filter(person=OuterRef("pk"), seen_at=None).order_by("at").values("at")[:1]
    unread = (
        Message.objects.filter(referral__person=OuterRef("pk"), party="organisation", seen_at=None)
        .order_by("at")
        .values("at")[:1]
    )
    last = Note.objects.filter(person=OuterRef("pk")).order_by("-at").values("at")[:1]
    mine = Q(referrals__consent__withdrawn_at=None, referrals__consent__until__lte=SOON)
    people = Person.objects.filter(worker_id=worker, state="open").annotate(
        concern=Subquery(unseen),
        written=Subquery(unread),
        declined=Max("referrals__moved_at", filter=Q(referrals__status="declined") & awake),
        sent=Max("referrals__sent_at"),
        late=Min(
            "referrals__answer_by",
            filter=Q(referrals__status__in=("sent", "received"), referrals__answer_by__lt=TODAY) & awake,
        ),
        room=Min(
            "referrals__expected",
            filter=Q(referrals__status="waiting", referrals__expected__lte=TODAY) & awake,
        ),
        consent=Min("referrals__consent__until", filter=mine & Q(referrals__status__in=OPEN)),
        moved=Max("referrals__moved_at"),
        noted=Subquery(last),
    )
    people = people.annotate(
        refused=Case(When(declined__gte=Coalesce("sent", "made_at"), then=F("declined"))),
        follow=Case(When(follow_up_on__lte=TODAY, then=F("follow_up_on")), output_field=DateField()),
        touched=Greatest("made_at", Coalesce("moved", "made_at"), Coalesce("noted", "made_at")),
    )
    ranks = [When(**{f"{name}__isnull": False}, then=Value(rank)) for rank, (name, _) in enumerate(LABELS)]
    order = ("rank", "concern", "written", "refused", "late", "room", "follow", "consent", "touched", "id")
    return people.annotate(rank=Case(*ranks, default=Value(len(LABELS)))).order_by(*order)


def caseload(request: HttpRequest, worker: str) -> HttpResponse:
    """One page of it."""
    of_fifty = Prefetch("referrals", Referral.objects.only("person_id", "listing_name", "status"))
    people = sorted_people(worker).prefetch_related(of_fifty)
    stages = Referral.objects.filter(person__worker_id=worker, person__state="open").values("status")
    paginator = Paginator(people, 50)
    paginator.count = Person.objects.filter(worker_id=worker, state="open").count()
    counts = [(row["status"], row["n"]) for row in stages.annotate(n=Count("id"))]
    return render(request, "caseload.html", {"page": paginator.get_page(1), "counts": counts})


urlpatterns = [path("cases/of/<str:worker>", caseload)]
