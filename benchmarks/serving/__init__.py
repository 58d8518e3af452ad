"""What benchmarks/serve.py is made of: a site of its own, what it is compared with, the load, and the figures."""
