"""Addresses of Erfaringsarena."""

from django.urls import path

from experience import views

app_name = "experience"
urlpatterns = [
    path("", views.ReportList.as_view(), name="reports"),
    path("ny/<int:parent_pk>/", views.ReportCreate.as_view(), name="report_new"),
    path("<int:pk>/", views.ReportPage.as_view(), name="report"),
    path("<int:pk>/rediger/", views.ReportEdit.as_view(), name="report_edit"),
    path("<int:parent_pk>/svar/", views.ReplyCreate.as_view(), name="reply_new"),
]
