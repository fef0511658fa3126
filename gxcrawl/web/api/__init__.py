"""The JSON API. In: an address with its parameters. Out: the data of the pages as JSON, and an OpenAPI description.

`routes` lists the addresses, `answers` makes the responses, `types` defines their fields.
"""

from gxcrawl.web.api.routes import ENDPOINTS, api_routes

__all__ = ["ENDPOINTS", "api_routes"]
