"""How the API pages through lists."""

from rest_framework.pagination import CursorPagination, PageNumberPagination


class Pages(PageNumberPagination):
    """Numbered pages; `page_size` up to 100."""

    page_size, page_size_query_param, max_page_size = 20, "page_size", 100


class Feed(CursorPagination):
    """A feed that grows while it is read: newest first, by number."""

    page_size, ordering = 50, "-pk"
