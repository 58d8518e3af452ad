"""Those who keep facts fresh, and how tests act as them."""

from django.test import Client

HERE = "http://testserver"


def client_of(user):
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client
