"""What is said about the open data: each address with an example, as a page, as OpenAPI and as DCAT-AP-SE.

The examples are data (`endpoints.py`), and a test asks each of them.
"""
