"""A web site whose every answer is set by hand."""

from greenroom.core.testing.standins.site.server import Asked, SiteStandIn, Visit

__all__ = ["Asked", "SiteStandIn", "Visit"]
