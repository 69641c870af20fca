"""The API is as its OpenAPI document says, whatever is asked: no answer of a kind that is not declared, none broken."""

import ctypes
import ctypes.util
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from allegedly.web.app import create_app
from allegedly.web.describe import described
from allegedly.web.desk import Desk
from allegedly.web.doors import OneStart
from allegedly.web.guard import TOKEN_HEADER, Guard
from allegedly.web.jobs import Job
from allegedly.web.site import Site
from allegedly.web.worker import Export

KEPT = Path(__file__).parents[3] / "ui" / "openapi.json"
HOST = "testserver"
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


def test_the_document_beside_the_interface_is_that_of_the_server():
    assert KEPT.read_text("utf-8") == described(), "python -m allegedly.web.describe > ui/openapi.json"


@pytest.fixture(scope="module")
def desk(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk over the sample that takes jobs and begins none: what is asked here is how they are told."""
    desk = Desk(copytree(sample_folder, tmp_path_factory.mktemp("described") / "case"), "Ada")
    desk.jobs.close()
    desk.jobs._lane_of = lambda job: Nowhere()
    yield desk
    desk.close()


class Nowhere:
    def put(self, job: Job) -> None:
        """It waits for ever."""

    def cancel(self, job: Job) -> None:
        job.state = "cancelled"


@pytest.fixture(autouse=True)
def _whole_floats() -> None:
    """The tagger's runtime lets its thread take tiny numbers for nothing; what draws numbers here refuses to then."""
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(ctypes.util.find_library("m")).fesetenv(ctypes.c_void_p(-1))  # FE_DFL_ENV


@pytest.fixture(scope="module")
def api(desk: Desk) -> Any:
    schema = schemathesis.openapi.from_dict(create_app().openapi())
    site = Site(frozenset({HOST}), (f"http://{HOST}",), "session")
    schema.app = Guard(create_app(desk), door=OneStart(desk.keys, site, desk.by), site=site)
    schema.config.phases.coverage.enabled = False
    return schema


@pytest.fixture(scope="module")
def there(desk: Desk) -> dict[str, str]:
    """Ids of what is in the case, without which most answers would be that there is no such thing."""
    entry = desk.case.documents()[0]
    reading = desk.annotated(entry.id)
    people = desk.views().fact("people")
    judged = desk.case.judge("unsure", people[0]["id"], people[1]["id"], by="Ada")
    desk.case.make_views()
    return {
        "document_id": entry.id,
        "claim_id": reading.claims[0].id,
        "member_id": desk.views().people()[0]["id"],
        "judgement_id": judged.id,
        "job_id": desk.jobs.start("export", Export("html", desk.exports, "a")).id,
    }


OPERATIONS = [(method.upper(), path) for path, methods in create_app().openapi()["paths"].items() for method in methods]


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_every_answer_is_one_that_is_declared(
    method: str, path: str, api: Any, desk: Desk, there: dict[str, str]
) -> None:
    headers = {"Origin": f"http://{HOST}", TOKEN_HEADER: desk.keys.writing, "Host": HOST}

    @settings(
        max_examples=25,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(api[path][method].as_strategy(), st.booleans())
    def asked(case: Any, of_something: bool) -> None:
        if of_something:
            case.path_parameters = {name: there.get(name, given) for name, given in case.path_parameters.items()}
        case.call_and_validate(checks=CHECKS, headers=headers, cookies={"session": desk.keys.cookie})

    asked()
