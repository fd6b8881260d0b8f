"""Projects, their plans of stages, their seats, and the pages that tell their story."""
