"""The few shapes that the pictures are made of. Colours follow the page that a picture stands in, or the system's."""

from html import escape

WIDTH = 760
_LIGHT = "--ink:#1f2933;--soft:#5b6770;--line:#8a969e;--fill:#f3f0ea;--mark:#b4500f;--cool:#1a5f78"
_DARK = "--ink:#e4e8ea;--soft:#a9b3b9;--line:#77838b;--fill:#2b333a;--mark:#f0a35e;--cool:#7cc4dc"
_STYLE = (
    f".pic{{{_LIGHT};font:13px system-ui,'Segoe UI','DejaVu Sans',sans-serif}}"
    f"@media (prefers-color-scheme:dark){{.pic{{{_DARK}}}}}"
    f"[data-md-color-scheme=default] .pic{{{_LIGHT}}}[data-md-color-scheme=slate] .pic{{{_DARK}}}"
    ".pic text{fill:var(--ink)}.pic .soft{fill:var(--soft);font-size:11.5px}.pic .mark{fill:var(--mark)}"
    ".pic .bold{font-weight:600}.pic .mono{font-family:ui-monospace,'DejaVu Sans Mono',monospace;font-size:12px}"
    ".pic .box{fill:var(--fill);stroke:var(--line)}.pic .line{fill:none;stroke:var(--line);stroke-width:1.4}"
    ".pic .thin{fill:none;stroke:var(--line);stroke-width:.6}"
    ".pic .certain{fill:none;stroke:var(--cool);stroke-width:2.2}"
    ".pic .possible{fill:none;stroke:var(--mark);stroke-width:2;stroke-dasharray:5 4}"
    ".pic .bar{fill:var(--cool)}.pic .within{fill:var(--cool);opacity:.45}.pic .under{fill:var(--mark)}"
)


def picture(title: str, height: int, parts: list[str]) -> str:
    """A whole picture; ``title`` is what is read out to who cannot see it."""
    size = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}"'
    head = f'<svg class="pic" {size} role="img" aria-label="{escape(title)}">'
    return "\n".join([head, f"<style>{_STYLE}</style>", *parts, "</svg>"]) + "\n"


def text(x: float, y: float, words: str, kind: str = "", anchor: str = "start", width: float | None = None) -> str:
    """A line of text; ``width`` fits it exactly into so much room."""
    fitted = "" if width is None else f' textLength="{width:g}" lengthAdjust="spacingAndGlyphs"'
    named = f' class="{kind}"' if kind else ""
    held = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text x="{x:g}" y="{y:g}"{named}{held}{fitted}>{escape(words, quote=False)}</text>'


def box(x: float, y: float, width: float, height: float, kind: str = "box") -> str:
    """A rectangle with round corners."""
    return f'<rect class="{kind}" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="4"/>'


def dot(x: float, y: float, size: float = 5) -> str:
    """A day."""
    return f'<circle class="bar" cx="{x:g}" cy="{y:g}" r="{size:g}"/>'


def line(points: str, kind: str = "line") -> str:
    """A path, in the words of SVG."""
    return f'<path class="{kind}" d="{points}"/>'


def arrow(x: float, y: float, to_x: float, to_y: float, kind: str = "line") -> str:
    """A straight line with a head that points right, or down where it goes straight down."""
    head = "m-4,-7 l4,7 l4,-7" if x == to_x else "m-7,-4 l7,4 l-7,4"
    return line(f"M{x:g},{y:g} L{to_x:g},{to_y:g} {head}", kind)
