"""Gates: what stands between a stage and the next, and who decided what there."""
