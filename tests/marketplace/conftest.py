"""What the tests of the cellar share."""

import pytest

from tests.marketplace.calling import Caller


@pytest.fixture
def call(sign_in):
    """`call(editor)` speaks as the editor."""
    return lambda actor: Caller(sign_in(actor))
