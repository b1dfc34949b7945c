"""What `check` found, told to a person, a script, a pull request or a code scanner."""
