"""OAI-PMH 2.0 (2002): catalogues elsewhere harvest what is on show, and learn what is not any more."""
