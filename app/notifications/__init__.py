"""What concerns a person: on the page behind the bell, and by mail as each of them wishes."""
