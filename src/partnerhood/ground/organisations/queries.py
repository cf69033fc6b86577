"""What one may ask about organisations."""

from django.db.models import QuerySet

from partnerhood.ground.organisations.models import Organisation


def everybody() -> QuerySet[Organisation]:
    """Every organisation: that it exists, and where, is public."""
    return Organisation.objects.all()
