"""Numbers in what readers say."""

from collections.abc import Sequence

_MOST_NAMED = 12


def pages_named(numbers: Sequence[int]) -> str:
    """Pages by their numbers: "page 3", "pages 1, 4-7 and 9"; after the twelfth stretch, how many more there are."""
    stretches: list[list[int]] = []
    for number in numbers:
        if stretches and number == stretches[-1][-1] + 1:
            stretches[-1][1:] = [number]
        else:
            stretches.append([number])
    named = ["-".join(map(str, stretch)) for stretch in stretches[:_MOST_NAMED]]
    if len(stretches) > _MOST_NAMED:
        named.append(f"{len(stretches) - _MOST_NAMED} more")
    listed = ", ".join(named[:-1]) + " and " * (len(named) > 1) + named[-1]
    return f"page{'' if len(numbers) == 1 else 's'} {listed}"
