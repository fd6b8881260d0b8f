"""When could everybody come? Days are proposed, those invited say which suit them, and one is chosen."""
