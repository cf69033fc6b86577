"""A page that hands out the devices of a hospital as a sheet."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from partnerhood.ground.people.access import opens_to
from partnerhood.interfaces.exchange import access
from partnerhood.interfaces.exchange.sheets import devices as sheets
from partnerhood.pathway.equipment import queries as equipment


@require_safe
@opens_to(access.devices)
def devices(request: HttpRequest, hospital) -> HttpResponse:
    """Every device of a hospital with how it is, in the columns in which such a list comes in."""
    content = sheets.comma_separated(hospital.name, equipment.all_of(hospital.id))
    answer = HttpResponse(content, content_type="text/csv")
    answer["Content-Disposition"] = 'attachment; filename="devices.csv"'
    return answer
