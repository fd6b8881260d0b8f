"""Tables that people send: read as text, their columns matched, and what was made of them kept to be taken back."""
