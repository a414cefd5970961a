/// The version of dubcheck, as reports and `--version` tell it.
public let dubCheckVersion = "0.1.0"
