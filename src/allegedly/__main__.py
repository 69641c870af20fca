"""``python -m allegedly`` is the command ``allegedly``."""

from .cli import main

if __name__ == "__main__":
    main()
