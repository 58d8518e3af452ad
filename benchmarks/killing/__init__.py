"""What benchmarks/kills.py is made of: a machine whose processes are killed, those who write meanwhile, the truth."""
