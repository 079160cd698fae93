"""How terms come to apply, through the portal's own forms and steps."""

from datetime import date, timedelta

from django.db import connection, transaction

from marketplace.clock import db_today
from marketplace.demo.filling import fill
from participation.forms import AcceptanceForm, TermsForm
from participation.models import Acceptance, Terms

WORDS = {
    "title": "Vilkår",
    "title_nn": "Vilkår på nynorsk",
    "title_en": "Terms",
    "text": "# Formål\n\nVær åpen.",
    "text_nn": "# Føremål\n\nVer open.",
    "text_en": "# Purpose\n\nBe open.",
}


def day(days: int) -> date:
    """So many days from today."""
    return db_today() + timedelta(days=days)


def draft(writer, audience: str = "municipal", **more) -> Terms:
    """A version that nobody but FKJ sees; dates may be given as days from today."""
    told = WORDS | {"material": True, "valid_from": 0} | more
    told = {k: day(v).isoformat() if type(v) is int else v for k, v in told.items()}
    return fill(TermsForm, writer, told, Terms(audience=audience))


def publish(writer, reviewer, audience: str = "municipal", **more) -> Terms:
    """Written by one, controlled by another, published by the first."""
    terms = draft(writer, audience, **more)
    terms.review(by=reviewer)
    terms.publish(by=writer)
    return terms


def accept(terms: Terms, who, **more) -> Acceptance:
    """Accept for the organisation."""
    return fill(AcceptanceForm, who, {"agree": True} | more, Acceptance(terms=terms))


def days_pass(days: int) -> None:
    """Nobody can move the clock forward, so every date of the terms is moved back."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        # The oldest first, so that no two overlap on the way.
        for pk in Terms.objects.order_by("number").values_list("pk", flat=True):
            cursor.execute(
                "UPDATE participation_terms SET valid_from = valid_from - %(n)s::int,"
                " valid_to = valid_to - %(n)s::int, accept_by = accept_by - %(n)s::int"
                " WHERE id = %(pk)s",
                {"n": days, "pk": pk},
            )
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
