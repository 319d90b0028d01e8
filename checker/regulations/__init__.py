"""The bodies of rules, a folder each. Nothing outside names one."""
