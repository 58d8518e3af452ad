from articles.models.addition import RegionalAddition, addition_slug
from articles.models.article import Article, Synonym, TopicArea
from articles.models.choices import (
    CARE,
    CHAPTERS,
    ArticleKind,
    ChapterKind,
    Language,
    Level,
    ReviewKind,
    SourceLanguage,
    Status,
    Verdict,
)
from articles.models.draft import Draft
from articles.models.fact import Fact, FactValue
from articles.models.feedback import Feedback
from articles.models.misses import SearchMiss, SearchMissDone
from articles.models.reminder import Reminder
from articles.models.review import Confirmation, PartVerdict, RemarkAnswer, Review, RevisionPart
from articles.models.revision import CareLevel, Chapter, Revision, Source, StatusChange
from articles.models.search import RuleChange, SearchDocument, SearchRule, SearchState

__all__ = [
    "CARE",
    "CHAPTERS",
    "Article",
    "ArticleKind",
    "CareLevel",
    "Chapter",
    "ChapterKind",
    "Confirmation",
    "Draft",
    "Fact",
    "FactValue",
    "Feedback",
    "Language",
    "Level",
    "PartVerdict",
    "RegionalAddition",
    "RemarkAnswer",
    "Reminder",
    "Review",
    "ReviewKind",
    "Revision",
    "RevisionPart",
    "RuleChange",
    "SearchDocument",
    "SearchMiss",
    "SearchMissDone",
    "SearchRule",
    "SearchState",
    "Source",
    "SourceLanguage",
    "Status",
    "StatusChange",
    "Synonym",
    "TopicArea",
    "Verdict",
    "addition_slug",
]
