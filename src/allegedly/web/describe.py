"""Prints the OpenAPI document, from which the interface's types are made:

python -m allegedly.web.describe > ui/openapi.json
"""

import json
import sys

from .app import create_app


def described() -> str:
    """The document, as it is kept beside the interface."""
    return json.dumps(create_app().openapi(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    sys.stdout.write(described())
