"""Output formats of `check`: for people, scripts, pull requests and code scanners."""
