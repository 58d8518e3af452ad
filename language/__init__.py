"""Swedish text analysis: folding, tokens, stems, alphabetical order, readability. No tables, no requests, no Django."""
