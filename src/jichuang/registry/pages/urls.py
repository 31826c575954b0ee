"""Addresses of registers, imports and parties."""

from django.urls import path, register_converter

from jichuang.registry import registers as declared
from jichuang.registry.pages import delegations, entries, imports, parties, people, registers


class RegisterCode:
    """A code of a declared register."""

    regex = "|".join(sorted(declared.codes(), key=len, reverse=True))

    def to_python(self, value: str) -> str:
        """As written."""
        return value

    def to_url(self, value: str) -> str:
        """As written."""
        return value


class PartyCode(RegisterCode):
    """A unified social credit code."""

    regex = "[0-9A-Z]{18}"


register_converter(RegisterCode, "register")
register_converter(PartyCode, "creditcode")

app_name = "registry"
urlpatterns = [
    path("registers/", registers.overview, name="registers"),
    path("registers/import/", imports.centre, name="import"),
    path("registers/import/<int:pk>/", imports.batch, name="import-batch"),
    path("registers/import/<int:pk>/commit/", imports.commit, name="import-commit"),
    path("registers/import/<int:pk>/undo/", imports.undo, name="import-undo"),
    path("registers/import/<int:pk>/discard/", imports.discard, name="import-discard"),
    path("registers/import/<int:pk>/rows.xlsx", imports.marked_file, name="import-rows"),
    path("registers/entries/<int:pk>/", entries.entry, name="entry"),
    path("registers/entries/<int:pk>/correct/", entries.correct, name="entry-correct"),
    path("registers/<register:code>/", registers.register, name="register"),
    path("registers/<register:code>/export.xlsx", registers.export, name="register-export"),
    path("registers/<register:code>/template.xlsx", imports.template, name="register-template"),
    path("people/", people.index, name="people"),
    path("people/new/", people.open_account, name="people-new"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/close/", people.close, name="person-close"),
    path("people/appointments/<int:pk>/end/", people.end, name="appointment-end"),
    path("departments/", people.departments, name="departments"),
    path("parties/", parties.index, name="parties"),
    path("parties/register/", parties.register, name="party-register"),
    path("parties/<creditcode:code>/", parties.party, name="party"),
    path("parties/<creditcode:code>/personal/", parties.personal, name="party-personal"),
    path("parties/<creditcode:code>/request/", delegations.ask, name="delegation-request"),
    path("parties/<creditcode:code>/delegations/", delegations.index, name="delegations"),
    path(
        "parties/<creditcode:code>/delegations/<int:pk>/<slug:act>/",
        delegations.answer,
        name="delegation-answer",
    ),
]
