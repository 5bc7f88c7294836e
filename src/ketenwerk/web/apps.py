from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "ketenwerk.web"
    label = "web"
    verbose_name = "Web"
