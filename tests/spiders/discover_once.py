"""One look round a site in a process of its own: the address in, the proposal out as JSON."""

import json
import sys
from dataclasses import asdict

from gxcrawl.cli.crawling.discovering import discover_portal

if __name__ == "__main__":
    proposal, failures = discover_portal(sys.argv[1], "settings.demo")
    sys.stdout.write(json.dumps({**asdict(proposal), "failures": [failure.reason for failure in failures]}))
