"""The JSON API. In: an address with its parameters. Out: what the pages know, as JSON, and an OpenAPI description.

`routes` has the table of addresses, `answers` makes what they answer, `types` says how that looks.
"""

from gxcrawl.web.api.routes import ENDPOINTS, api_routes

__all__ = ["ENDPOINTS", "api_routes"]
