"""Django's models of the tables that a caseload is made of."""

from django.db import models

from bench.caseload.peer import LABELS
from poai.store import Keys


class Opener:
    """What opens names, once a store is served."""

    keys: Keys


opener = Opener()


class Person(models.Model):
    id = models.CharField(primary_key=True, max_length=36)
    reference = models.CharField(max_length=12)
    sealed_names = models.BinaryField()
    worker_id = models.CharField(max_length=36)
    state = models.CharField(max_length=10)
    follow_up_on = models.DateField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "person"
        managed = False

    @property
    def names(self) -> str:
        """The name, opened."""
        return opener.keys.unseal(bytes(self.sealed_names), "person.sealed_names", self.id)

    @property
    def due(self) -> list[tuple[str, object]]:
        """What needs doing, with its day."""
        return [(label, getattr(self, name)) for name, label in LABELS if getattr(self, name)]


class Consent(models.Model):
    id = models.CharField(primary_key=True, max_length=36)
    until = models.DateField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "consent"
        managed = False


class Referral(models.Model):
    id = models.CharField(primary_key=True, max_length=36)
    person = models.ForeignKey(Person, models.CASCADE, related_name="referrals")
    consent = models.ForeignKey(Consent, models.CASCADE)
    listing_name = models.CharField(max_length=400)
    status = models.CharField(max_length=20)
    answer_by = models.DateField(null=True)
    expected = models.DateField(null=True)
    moved_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "referral"
        managed = False


class Message(models.Model):
    id = models.CharField(primary_key=True, max_length=36)
    referral = models.ForeignKey(Referral, models.CASCADE, related_name="+")
    party = models.CharField(max_length=20)
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "message"
        managed = False


class Concern(models.Model):
    id = models.CharField(primary_key=True, max_length=36)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "concern"
        managed = False


class Note(models.Model):
    id = models.CharField(primary_key=True, max_length=36)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "note"
        managed = False


class Snooze(models.Model):
    id = models.CharField(primary_key=True, max_length=36)
    referral = models.ForeignKey(Referral, models.CASCADE, related_name="+")
    until = models.DateField()

    class Meta:
        db_table = "snooze"
        managed = False
