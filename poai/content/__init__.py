"""The words of the place: needs, urgent help, helplines, statements, pages, and what staff say and ask."""

from poai.content.loading import FEW_PHRASES, BadContent, Content, Page, Site, load_content, load_pages

__all__ = ["FEW_PHRASES", "BadContent", "Content", "Page", "Site", "load_content", "load_pages"]
