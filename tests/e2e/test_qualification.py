"""A supplier is qualified: from the first answer to a certificate that anybody can check."""

from marketplace.demo.filling import fill
from participation.forms import AcceptanceForm
from participation.models import Acceptance, Terms
from tests import cast
from tests.e2e.scenes import qualification

NAME = "Bris Helse Test AS"


def test_a_supplier_becomes_qualified_after_mending_an_answer(actors, visitor):
    supplier = cast.actor("nina", cast.company("supplier", NAME, "310000051"), "admin")
    for terms in Terms.objects.binding(supplier.organisation):
        fill(AcceptanceForm, supplier, {"agree": True}, Acceptance(terms=terms))
    nina, vidar = visitor(acting=supplier), visitor(acting=actors["vurderer"])
    ada, passer_by = visitor(acting=actors["admin"]), visitor()

    qualification.answer_in_parts(nina)
    qualification.show_and_send_in(nina)
    qualification.send_one_answer_back(vidar, NAME)
    qualification.mend(nina, NAME)
    qualification.find_in_order(vidar, NAME)
    qualification.approve(ada, NAME)
    qualification.check_the_certificate(passer_by, NAME)

    assert nina.troubles + vidar.troubles + ada.troubles + passer_by.troubles == []
