"""Attribution on PolNeAR's dev part: ``python -m benchmarks.quality.attribution [DATA]``.

DATA is the folder of development data, ``../shared/data`` by default; how it is scored stands in ``polnear``.
"""

import sys
from pathlib import Path

from allegedly.extract.attribution import find_attributions
from allegedly.extract.cast import find_cast
from allegedly.extract.voices import complete_voices
from allegedly.nlp.language import load
from allegedly.pipeline import breaks
from allegedly.readers import read

from .polnear import Article, Said, count, polnear

DEFAULT_DATA = Path("../shared/data")
POLNEAR = "attribution/polnear"
THRESHOLDS = (0.3, 0.8)


def find(article: Article) -> tuple[list[Said], list[Said]]:
    """What the product finds in an article: what stands in no other attribution, and all."""
    document = complete_voices(read(None, article.text.encode()))
    tree = load().parse(document.text, breaks(document))
    records = [report.record for report in find_attributions(document, tree, find_cast(document, tree)).reports]
    said = [Said(record.source, record.cue, record.content) for record in records]
    return [one for one, record in zip(said, records, strict=True) if record.parent is None], said


def score(data: Path) -> dict[str, float]:
    """Figures in percent. PolNeAR never nests attributions, so those in others' contents count in ``all`` alone."""
    articles = list(polnear(data / POLNEAR / "dev"))
    found = [find(article) for article in articles]
    outer = list(zip(articles, (first for first, _ in found), strict=True))
    every = list(zip(articles, (second for _, second in found), strict=True))
    loose, strict = (count(outer, threshold) for threshold in THRESHOLDS)
    all_loose, all_strict = (count(every, threshold) for threshold in THRESHOLDS)
    return {
        "joint_f1_iou_0.3": loose.f1(loose.joint),
        "joint_f1_iou_0.8": strict.f1(strict.joint),
        "all_joint_f1_iou_0.3": all_loose.f1(all_loose.joint),
        "all_joint_f1_iou_0.8": all_strict.f1(all_strict.joint),
        "content_f1_iou_0.3": loose.f1(loose.contents),
        "recall_indirect": all_loose.recall("indirect"),
        "recall_mixed": all_loose.recall("mixed"),
        "recall_direct": all_loose.recall("direct"),
        "recall_according_to": all_loose.recall("according"),
        "documents": float(len(articles)),
    }


def main() -> int:
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_DATA
    for name, value in score(data).items():
        print(f"{name:<24} {value:6.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
