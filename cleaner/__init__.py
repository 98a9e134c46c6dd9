"""Cleans scraped news: boilerplate out, text and metadata in, every removed line explained."""
