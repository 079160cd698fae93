"""How accounts behave: what allauth asks us about."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by FKJ's administrators until the join flow is in place."""

    def is_open_for_signup(self, request) -> bool:
        """Say no: an account without an organisation could do nothing yet."""
        return False
