"""The cellar in Django admin."""

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from marketplace import membership
from marketplace.models import (
    Comment,
    Document,
    Event,
    Figure,
    Letter,
    Membership,
    Organisation,
    Pulse,
    RegisterEntry,
    Report,
    ServiceArea,
    Untold,
    User,
)
from marketplace.register import ReadOnlyAdmin, TracedAdmin

admin.site.site_header = _("Markedsplassen: administrasjon")
admin.site.site_title = _("Markedsplassen")
admin.site.index_title = _("Administrasjon")
admin.site.unregister(Group)


class MembershipInline(admin.TabularInline):
    """A person's roles, to read: they begin and end under «Medlemskap» and in the portal."""

    model = Membership
    extra = 0
    fields = ("organisation", "role", "source", "began_at", "ended_at")
    readonly_fields = fields
    can_delete = False

    def has_add_permission(self, request, obj=None) -> bool:
        """Nobody adds here."""
        return False


class MembershipForm(forms.ModelForm):
    """Gives a role by hand, within the same rules as the portal."""

    class Meta:
        model = Membership
        fields = ["user", "organisation", "role"]

    def clean(self):
        """Refuse what cannot be combined, and what takes two persons."""
        cleaned = super().clean()
        if not self.errors:
            self._refuse(cleaned["user"], cleaned["organisation"], cleaned["role"])
        return cleaned

    def _refuse(self, user, where, role: str) -> None:
        if role not in dict(membership.roles_of(where.kind)):
            raise forms.ValidationError(_("Virksomheten har ikke denne rollen."))
        if refused := membership.clash(user, where.kind, [role]):
            raise forms.ValidationError(refused)
        is_fkj = where.kind == Organisation.Kind.OPERATOR
        if is_fkj and Membership.objects.admins_of(where).count() > 1:
            raise forms.ValidationError(
                _("Roller i FKJ gis av to: én foreslår, og en annen administrator bekrefter.")
            )


@admin.register(User)
class UserAdmin(TracedAdmin, DjangoUserAdmin):
    """People."""

    ordering = ("email",)
    list_display = ("email", "first_name", "last_name", "is_active", "is_staff", "last_login")
    search_fields = ("email", "first_name", "last_name")
    list_filter = ("is_active", "is_staff", "memberships__role")
    inlines = (MembershipInline,)
    fieldsets = (
        (None, {"fields": ("email", "password")}),
        (_("Navn"), {"fields": ("first_name", "last_name")}),
        (_("Tilgang"), {"fields": ("is_active", "is_staff", "is_superuser")}),
        (_("Datoer"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"fields": ("email", "first_name", "last_name", "password1", "password2")}),
    )
    filter_horizontal = ()


@admin.register(Organisation)
class OrganisationAdmin(TracedAdmin):
    """Organisations."""

    list_display = ("name", "kind", "orgnr", "municipality_number", "county_name", "population")
    list_filter = ("kind", "county_name", "language_form", "sami_area")
    search_fields = ("name", "official_name", "orgnr", "municipality_number")
    autocomplete_fields = ("succeeds",)


@admin.register(Membership)
class MembershipAdmin(TracedAdmin):
    """Memberships: given here where there is no administrator; ended in the portal."""

    form = MembershipForm
    list_display = ("user", "organisation", "role", "ended_at")
    list_filter = ("role", "organisation__kind")
    search_fields = ("user__email", "organisation__name")
    autocomplete_fields = ("user", "organisation")
    list_select_related = ("user", "organisation")

    def has_change_permission(self, request, obj=None) -> bool:
        """A role that is given stays as it is."""
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        """What has been is not taken away."""
        return False


@admin.register(ServiceArea)
class ServiceAreaAdmin(TracedAdmin):
    """Service areas."""

    list_display = ("path", "name", "name_nn", "name_en", "order")
    search_fields = ("name", "path")


@admin.register(Figure)
class FigureAdmin(TracedAdmin):
    """Thresholds and legal figures: a new value is a new row with its own validity."""

    list_display = ("key", "amount", "unit", "valid_from", "valid_to", "source")
    list_filter = ("key",)
    search_fields = ("key", "source")


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    """The trail: read only, and append-only in the database."""

    list_display = (
        "at",
        "actor",
        "organisation",
        "subject_type",
        "subject_id",
        "step",
        "to_status",
    )
    list_filter = (("subject_type", admin.RelatedOnlyFieldListFilter), "step")
    search_fields = ("actor__email", "organisation__name", "note", "=subject_id")
    list_select_related = ("actor", "organisation", "subject_type")


@admin.register(Comment)
class CommentAdmin(ReadOnlyAdmin):
    """Comments: moderated in the portal."""

    list_display = ("written_at", "author", "organisation", "kind", "status")
    list_filter = ("kind",)
    search_fields = ("text", "author__email", "organisation__name")
    list_select_related = ("author", "organisation")


@admin.register(Report)
class ReportAdmin(ReadOnlyAdmin):
    """Reports of comments."""

    list_display = ("at", "cause", "by", "organisation", "settled_at")
    list_filter = ("cause",)
    list_select_related = ("by", "organisation")


@admin.register(Letter)
class LetterAdmin(ReadOnlyAdmin):
    """E-mail: where each letter stands. What it says is not shown: it may open an account."""

    list_display = ("written_at", "to", "subject", "state", "attempt", "answer", "sent_at")
    list_filter = ("state", "language")
    search_fields = ("to", "subject", "key")
    exclude = ("text", "headers")
    actions = ("try_again",)

    @admin.action(description=_("Prøv igjen (brev som feilet)"))
    def try_again(self, request, letters) -> None:
        """Give letters that failed a new start, and write who did so."""
        with transaction.atomic():
            for letter in letters.filter(state=Letter.State.FAILED):
                Event.objects.write(letter, "try_again", request.actor)
            count = letters.try_again()
        told = ngettext("%d brev sendes på nytt.", "%d brev sendes på nytt.", count) % count
        self.message_user(request, told)


@admin.register(Untold)
class UntoldAdmin(ReadOnlyAdmin):
    """Events that nobody has been told of yet; empty after a moment unless something is wrong."""

    list_display = ("event", "attempt", "next_try_at")


@admin.register(Document)
class DocumentAdmin(ReadOnlyAdmin):
    """Documents: what hangs where, and what became of it; the content is fetched on the page."""

    list_display = ("title", "subject_type", "subject_id", "owner", "media_type", "size", "scan")
    list_filter = ("scan", "visibility", ("subject_type", admin.RelatedOnlyFieldListFilter))
    search_fields = ("title", "file_name", "owner__name", "=sha256", "=subject_id")
    list_select_related = ("owner", "subject_type")
    exclude = ("content", "token", "lease_until")


@admin.register(Pulse)
class PulseAdmin(ReadOnlyAdmin):
    """Signs of life."""

    list_display = ("name", "at")


@admin.register(RegisterEntry)
class RegisterEntryAdmin(ReadOnlyAdmin):
    """What Enhetsregisteret last said."""

    list_display = ("orgnr", "name", "answer", "bankrupt", "winding_up", "fetched_at")
    list_filter = ("answer", "bankrupt", "winding_up")
    search_fields = ("=orgnr", "name")
