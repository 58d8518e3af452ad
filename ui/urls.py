from django.urls import path

from ui import views

urlpatterns = [path("designsystem/", views.gallery, name="designsystem")]
