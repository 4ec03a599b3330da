"""The faces candidate pages can be set in: one comes with us, two are on the reader's own device."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

INTER = "inter"
FAMILIES = {
    INTER: '"Inter Variable", Inter, system-ui, sans-serif',
    "system": 'system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif',
    "serif": 'ui-serif, Georgia, "Liberation Serif", "Times New Roman", serif',
}
LABELS = {
    INTER: _("Inter"),
    "system": _("The sans serif of the reader's device"),
    "serif": _("The serif of the reader's device"),
}
