"""Materials from a table: each line tried by the rules of the form, then recorded or changed as one deed."""
