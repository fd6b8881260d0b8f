"""The checklist of a task: small steps to tick off."""
