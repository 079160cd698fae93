"""The forms of notices."""

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.models import Notice, NoticeSettings


class SettingsForm(forms.ModelForm):
    """How one person wants to be told."""

    class Meta:
        model = NoticeSettings
        fields = ["digest", "direct_mention", "direct_task", "direct_decision", "follows_own"]
        widgets = {"digest": forms.RadioSelect}


class InboxFilter(forms.Form):
    """Which notices to show."""

    kind = forms.ChoiceField(
        label=_("Slag"), choices=[("", _("Alle")), *Notice.Kind.choices], required=False
    )
    unread = forms.BooleanField(label=_("Bare uleste"), required=False)
