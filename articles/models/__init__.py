from articles.models.addition import AdditionRevision, RegionalAddition
from articles.models.article import Article, Synonym, TopicArea
from articles.models.choices import CARE, CHAPTERS, ArticleKind, ChapterKind, Language, Level, Status
from articles.models.feedback import Feedback
from articles.models.revision import CareLevel, Chapter, Review, Revision, Source, StatusChange
from articles.models.search import SearchDocument, SearchRule, SearchState

__all__ = [
    "CARE",
    "CHAPTERS",
    "AdditionRevision",
    "Article",
    "ArticleKind",
    "CareLevel",
    "Chapter",
    "ChapterKind",
    "Feedback",
    "Language",
    "Level",
    "RegionalAddition",
    "Review",
    "Revision",
    "SearchDocument",
    "SearchRule",
    "SearchState",
    "Source",
    "Status",
    "StatusChange",
    "Synonym",
    "TopicArea",
]
