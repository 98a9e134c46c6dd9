"""Cleaning inside other libraries: Arrow batches for engines of tables, and thin steps for the rest."""
