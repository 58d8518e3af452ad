"""Imports of care units: asked for, chosen in, carried out, undone, forgotten."""
