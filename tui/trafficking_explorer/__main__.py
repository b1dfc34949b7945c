"""`python -m trafficking_explorer`."""

from trafficking_explorer.cli import main

if __name__ == "__main__":
    main()
