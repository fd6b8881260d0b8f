"""Working sets: materials put together by hand, under a name or as what somebody has chosen just now."""
