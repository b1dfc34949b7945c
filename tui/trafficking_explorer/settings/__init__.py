"""config.toml: what is wrong in it and where, its effective values, and a first one."""
