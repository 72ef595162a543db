from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("evidence.urls")),
]

handler400 = "evidence.views.errors.bad_request"
handler404 = "evidence.views.errors.page_not_found"
handler500 = "evidence.views.errors.server_error"
