"""Whatever the text, reading it raises nothing and every record stands on its passage."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import allegedly
from allegedly.errors import RefusedInputError

# Cut at the bars: what starts, ends and troubles every stage.
FRAGMENTS = """Anna Berg said that |he left Riga on 4 May. |the next morning |“They lied,” |\n\n|[Ed.: |] |(...)|1. |Q.
|A. |since |Paris demanded |\u202e|\u200f|‘|’|"|''|…|<b>|&amp;|٣ مارس |if |?|!|was not |mid-April
|according to one source, |İstanbul’da |\r\n|\t|30/02/2011 |0000 |there were no |should |twice daily |- |Sir,
|comments"""
PIECES = st.sampled_from(FRAGMENTS.split("|"))
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=300))


@settings(max_examples=120, suppress_health_check=list(HealthCheck))
@given(TEXTS)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        annotated = allegedly.annotate(text)
    except RefusedInputError:
        return
    whole = annotated.document.text
    for mention in annotated.mentions:
        assert whole[mention.start : mention.end] == mention.text
    for time in annotated.times:
        assert whole[time.start : time.end] == time.text
        assert time.earliest is None or time.latest is None or time.earliest <= time.latest
    for claim in annotated.claims:
        assert 0 <= claim.start <= claim.trigger[0] < claim.trigger[1] <= claim.end <= len(whole)
