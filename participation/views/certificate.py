"""The certificate: as a PDF, and checked by anybody who holds one."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from marketplace import pdf
from participation.models import Qualification
from participation.models.certificate import Certificate

LONGEST = 200


@login_not_required
@require_safe
def certificate(request, pk: int):
    """The certificate of a qualification that is valid today; otherwise there is none."""
    valid = Qualification.objects.valid().filter(certificate__isnull=False)
    thing = get_object_or_404(valid.select_related("supplier"), pk=pk)
    content = pdf.render("certificate", Certificate(thing).data())
    return pdf.response(f"{thing.certificate}.pdf", content)


@login_not_required
@require_safe
def check(request):
    """Tell what a certificate is worth today, by its number or by the hash of the answers."""
    told = request.GET.get("nummer", "").replace("\x00", "").strip()[:LONGEST]
    found = Qualification.objects.told_by(told).select_related("supplier") if told else []
    context = {
        "told": told,
        "found": [Certificate(one) for one in found],
        "crumbs": [(_("Kvalifisering"), reverse("participation:qualifications"))],
    }
    return render(request, "participation/certificate_check.html", context)
