"""The filter of organisations, and the form that leaves one."""

from django import forms

from marketplace.personal_data import closing


class LeaveForm(forms.Form):
    """Nothing to fill in: the button is the answer."""

    def __init__(self, *args, actor, organisation, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.organisation = actor, organisation

    def save(self) -> bool:
        """Go; False, with words, when the organisation would be left without an administrator."""
        try:
            closing.leave_one(self.actor.user, self.organisation)
        except closing.LastAdministrator as refused:
            self.add_error(None, str(refused))
            return False
        return True
