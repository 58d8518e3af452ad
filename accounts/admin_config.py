"""The admin app with our own site; stands in INSTALLED_APPS instead of `django.contrib.admin`."""

from django.contrib.admin.apps import AdminConfig


class StaffAdminConfig(AdminConfig):
    default_site = "accounts.admin_site.StaffAdminSite"
